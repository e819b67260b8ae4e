import SPL

/// A function of `eval` that runs.
struct EvalImplementation: Sendable {
  /// The name, in lower case.
  let name: String
  /// Makes a call ready to run.
  let compile: @Sendable ([CompiledExpression], Compilation) throws(SearchError) -> CompiledExpression

  /// A function that sees its arguments as expressions.
  init(
    _ name: String,
    _ compile:
      @escaping @Sendable ([CompiledExpression], Compilation) throws(SearchError) -> CompiledExpression
  ) {
    self.name = name
    self.compile = compile
  }

  /// A function of the values of its arguments alone.
  static func values(
    _ name: String, _ kind: CompiledExpression.Kind, _ body: @escaping RowFunction
  ) -> EvalImplementation {
    EvalImplementation(name) { arguments, _ in .map(kind, arguments, body) }
  }

  /// A function of the value of its only argument.
  static func value(
    _ name: String, _ kind: CompiledExpression.Kind,
    _ body: @escaping @Sendable (Value) throws(SearchError) -> Value
  ) -> EvalImplementation {
    EvalImplementation(name) { arguments, _ in .map(kind, arguments[0], body) }
  }

  /// A function of one text, which gives null for null and for a list.
  static func text(
    _ name: String, _ kind: CompiledExpression.Kind,
    _ body: @escaping @Sendable (String) throws(SearchError) -> Value
  ) -> EvalImplementation {
    value(name, kind) { value throws(SearchError) in
      guard let text = value.singleText else { return .null }
      return try body(text)
    }
  }

  /// A function of one number, which gives null for all else.
  static func number(
    _ name: String, _ body: @escaping @Sendable (Number) -> Number
  ) -> EvalImplementation {
    value(name, .number) { value in value.number.map { .number(body($0)) } ?? .null }
  }

  /// A function that prepares itself once for a search: for arguments that are the same in every row, such as a
  /// regular expression, and for the environment.
  static func prepared(
    _ name: String, _ kind: CompiledExpression.Kind,
    _ prepare: @escaping @Sendable ([CompiledExpression], Compilation) throws(SearchError) -> RowFunction
  ) -> EvalImplementation {
    EvalImplementation(name) { arguments, compilation throws(SearchError) in
      .map(kind, arguments, try prepare(arguments, compilation))
    }
  }
}

/// The functions of `eval` that run, by name.
enum EvalImplementations {
  /// All of them.
  static let all: [EvalImplementation] =
    bitwise + conditional + conversion + cryptographic + dateAndTime + informational + json + mathematical
    + multivalue + statistical + text + trigonometric

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ name: String) -> EvalImplementation? { byName[name] }
}

extension Compilation {
  /// Fails because of an argument of a function.
  func argument(_ message: String, of function: String) -> SearchError {
    SearchError(.argument, "\(function): \(message)")
  }
}
