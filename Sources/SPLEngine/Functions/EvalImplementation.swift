import SPL

/// A function of `eval` that runs.
struct EvalImplementation: Sendable {
  /// The name, in lower case.
  let name: String
  /// Makes a call ready to run.
  let compile: @Sendable ([CompiledExpression], Compilation) throws(SearchError) -> CompiledExpression

  /// A function of the values of its arguments alone.
  static func values(_ name: String, _ kind: CompiledExpression.Kind, _ body: @escaping RowFunction)
    -> EvalImplementation
  {
    EvalImplementation(name: name) { arguments, _ in .map(kind, arguments, body) }
  }

  /// A function that prepares itself once for a search: for arguments that are the same in every row, such as a
  /// regular expression, and for the environment.
  static func prepared(
    _ name: String, _ kind: CompiledExpression.Kind,
    _ prepare: @escaping @Sendable ([CompiledExpression], Compilation) throws(SearchError) -> RowFunction
  ) -> EvalImplementation {
    EvalImplementation(name: name) { arguments, compilation throws(SearchError) in
      .map(kind, arguments, try prepare(arguments, compilation))
    }
  }
}

/// The functions of `eval` that run, by name.
enum EvalImplementations {
  /// All of them.
  static let all: [EvalImplementation] = conditional

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ name: String) -> EvalImplementation? { byName[name] }
}

/// Functions that look at their arguments before these are computed.
enum SpecialForms {
  typealias Form = @Sendable ([EvalExpression], ExpressionCompiler) throws(SearchError) -> CompiledExpression

  private static let forms: [String: Form] = [:]

  static func named(_ name: String) -> Form? { forms[name] }
}
