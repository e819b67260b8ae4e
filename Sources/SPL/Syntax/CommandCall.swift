/// A command with its arguments.
public struct CommandCall: Sendable, Hashable {
  /// The canonical name.
  public let name: String
  /// The arguments, in the order in which they are written.
  public let arguments: [CommandArgument]

  /// A command.
  public init(name: String, arguments: [CommandArgument]) {
    self.name = name
    self.arguments = arguments
  }
}

/// An argument of a command: every token of it belongs to exactly one of these.
public indirect enum CommandArgument: Sendable, Hashable {
  /// A fixed word, such as BY.
  case word(Literal)
  /// A sign that stands by itself, such as `+`.
  case mark(Literal)
  /// A field.
  case field(FieldName)
  /// The name of something else, as written: a lookup, a file, a path.
  case name(Literal)
  /// A text in double quotes, as written.
  case string(Literal)
  /// A number, as written.
  case number(Literal)
  /// `NAME=VALUE`
  case option(CommandOption)
  /// An expression of `eval`.
  case expression(EvalExpression)
  /// `FIELD=EXPRESSION`
  case assignment(FieldName, EvalExpression)
  /// What the search language asks for.
  case filter(SearchExpression)
  /// A stats function.
  case aggregation(Aggregation)
  /// A search in brackets.
  case subsearch(Subsearch)
  /// Arguments that belong together, by the name that the command's syntax gives them.
  case clause(String, [CommandArgument])
  /// A macro that could not be expanded: it can stand for anything.
  case macro(Range<Int>)
  /// What has a language of its own, or could not be read.
  case text(Literal)
}

/// An argument `NAME=VALUE`.
public struct CommandOption: Sendable, Hashable {
  /// What an option is set to.
  public enum Value: Sendable, Hashable {
    /// As written, with its quotes or parentheses.
    case literal(Literal)
    /// What the search language asks for: `(action=start)`, `"login"`.
    case filter(SearchExpression)
    /// `eval(expression)`
    case evaluation(EvalExpression)
    /// `(expression)`
    case condition(EvalExpression)
  }

  /// The name as written.
  public let name: Literal
  /// What it is set to.
  public let value: Value

  /// An option.
  public init(name: Literal, value: Value) {
    self.name = name
    self.value = value
  }
}

/// A stats function with what it is applied to, and the name of its result.
public struct Aggregation: Sendable, Hashable {
  /// What a function is applied to.
  public enum Operand: Sendable, Hashable {
    /// Nothing: `count`.
    case none
    /// A field, which may hold wildcards.
    case field(FieldName)
    /// `count(eval(…))`
    case expression(EvalExpression)
    /// `sparkline(count, 1h)`, with the span as written.
    case series(SeriesOperand)
  }

  /// The function's name as written.
  public let function: Literal
  /// What it is applied to.
  public let operand: Operand
  /// Where the function stands, with its parentheses and without AS. Its text names the result that has no AS.
  public let range: Range<Int>
  /// The name after AS.
  public let alias: FieldName?

  /// An aggregation.
  public init(function: Literal, operand: Operand, at range: Range<Int>, alias: FieldName?) {
    self.function = function
    self.operand = operand
    self.range = range
    self.alias = alias
  }
}

/// What `sparkline` draws.
public indirect enum SeriesOperand: Sendable, Hashable {
  /// An aggregation, and the span of its steps.
  case aggregation(Aggregation, span: Literal?)
}

extension CommandCall {
  /// The value of an option, its quotes taken off, wherever it stands; nil where it is not given, or is an expression.
  public func option(_ name: String) -> String? {
    for case .option(let option) in Self.flat(arguments) where option.name.text.lowercased() == name {
      guard case .literal(let literal) = option.value else { return nil }
      let value = literal.text
      return value.utf8.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : value
    }
    return nil
  }

  /// The arguments of the clauses of this name.
  public func clause(_ name: String) -> [CommandArgument] {
    arguments.flatMap { argument in
      if case .clause(name, let inner) = argument { inner } else { [CommandArgument]() }
    }
  }

  /// The searches in its brackets, in order.
  public var subsearches: [Subsearch] { Self.subsearches(arguments) }

  /// What it asks for in the search language.
  public var filters: [SearchExpression] { Self.filters(arguments) }

  private static func subsearches(_ arguments: [CommandArgument]) -> [Subsearch] {
    arguments.flatMap { argument -> [Subsearch] in
      switch argument {
      case .subsearch(let subsearch): [subsearch]
      case .clause(_, let inner): subsearches(inner)
      default: []
      }
    }
  }

  private static func filters(_ arguments: [CommandArgument]) -> [SearchExpression] {
    arguments.flatMap { argument -> [SearchExpression] in
      switch argument {
      case .filter(let filter): [filter]
      case .clause(_, let inner): filters(inner)
      default: []
      }
    }
  }
}

extension [CommandArgument] {
  /// The fields among these arguments.
  public var fields: [FieldName] {
    flatMap { argument -> [FieldName] in
      switch argument {
      case .field(let field): [field]
      case .clause(_, let inner): inner.fields
      default: []
      }
    }
  }
}
