/// Writes a tree as a search. Parsed again, it gives the same tree but for positions.
public struct SPLPrinter: Sendable {
  private let bytes: [UInt8]
  private var text = ""

  /// The text of a tree that was parsed from `bytes`: what the tree keeps as a range is copied from there.
  public static func text(_ pipeline: Pipeline, of bytes: [UInt8]) -> String {
    var printer = SPLPrinter(bytes: bytes)
    printer.write(pipeline, isSubsearch: false)
    return printer.text
  }

  /// The text of an expression.
  public static func text(_ expression: EvalExpression, of bytes: [UInt8]) -> String {
    var printer = SPLPrinter(bytes: bytes)
    printer.write(expression)
    return printer.text
  }

  /// The text of a search expression.
  private static func text(_ expression: SearchExpression, of bytes: [UInt8]) -> String {
    var printer = SPLPrinter(bytes: bytes)
    printer.write(expression)
    return printer.text
  }

  /// The text of an argument of a command.
  public static func text(_ argument: CommandArgument, of bytes: [UInt8]) -> String {
    var printer = SPLPrinter(bytes: bytes)
    printer.write(argument)
    return printer.text
  }

  /// The text of a command with its arguments, without its pipe.
  public static func text(_ call: CommandCall, of bytes: [UInt8]) -> String {
    var printer = SPLPrinter(bytes: bytes)
    printer.text = call.name
    printer.write(call.arguments, separator: " ")
    return printer.text
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  // MARK: Stages

  private mutating func write(_ pipeline: Pipeline, isSubsearch: Bool) {
    for (number, stage) in pipeline.stages.enumerated() {
      if number > 0 { text += "\n" }
      write(stage.command, of: stage, isImplicit: number == 0 && !isSubsearch, isFirst: number == 0)
    }
  }

  private mutating func write(_ command: Command, of stage: Stage, isImplicit: Bool, isFirst: Bool) {
    if case .search(let expression) = command {
      if !isFirst { text += "| " }
      let terms = SPLPrinter.text(expression, of: bytes)
      if !isImplicit || terms.opensWithSearch { text += "search " }
      text += terms
      return
    }
    text += "| "
    switch command {
    case .search: break
    case .where(let expression):
      text += "where "
      if let expression { write(expression) }
    case .regex(let regex):
      text += "regex "
      if !regex.field.range.isEmpty {
        text += name(regex.field.name) + (regex.isNegated ? "!=" : "=")
      }
      text += regex.pattern.text
    case .call(let call):
      text += call.name
      write(call.arguments, separator: " ")
    case .generic: text += copy(stage.range.dropPipe(in: bytes))
    }
  }

  private mutating func write(_ arguments: [CommandArgument], separator: String) {
    var previous: CommandArgument?
    for argument in arguments {
      switch (previous, argument) {
      case (.assignment, .assignment): text += ","
      // `count (x)` would be the call `count(x)`.
      case (.aggregation(let call), .mark(let mark)) where call.operand == .none && mark.text == "(":
        text += ","
      default: break
      }
      text += " "
      write(argument)
      previous = argument
    }
  }

  private mutating func write(_ argument: CommandArgument) {
    switch argument {
    case .word(let literal), .mark(let literal), .name(let literal), .string(let literal),
      .number(let literal),
      .text(let literal):
      text += literal.text
    case .field(let field): text += name(field.name)
    case .option(let option):
      text += option.name.text + "="
      write(option.value)
    case .expression(let expression):
      text += "("
      write(expression)
      text += ")"
    case .assignment(let field, let expression):
      text += name(field.name) + "="
      write(expression)
    case .filter(let expression): write(expression)
    case .aggregation(let aggregation): write(aggregation)
    case .subsearch(let subsearch): write(subsearch)
    case .clause(_, let inner):
      var isFirst = true
      for argument in inner {
        if !isFirst { text += " " }
        isFirst = false
        write(argument)
      }
    case .macro(let range): text += copy(range)
    }
  }

  private mutating func write(_ value: CommandOption.Value) {
    switch value {
    case .literal(let literal): text += literal.text
    case .filter(let expression):
      text += "("
      write(expression)
      text += ")"
    case .evaluation(let expression):
      text += "eval("
      write(expression)
      text += ")"
    case .condition(let expression):
      text += "("
      write(expression)
      text += ")"
    }
  }

  private mutating func write(_ aggregation: Aggregation) {
    text += aggregation.function.text
    switch aggregation.operand {
    case .none: break
    case .field(let field): text += "(\(name(field.name)))"
    case .expression(let expression):
      text += aggregation.function.text.lowercased() == "eval" ? "(" : "(eval("
      write(expression)
      text += aggregation.function.text.lowercased() == "eval" ? ")" : "))"
    case .series(.aggregation(let inner, let span)):
      text += "("
      write(inner)
      if let span { text += ", \(span.text)" }
      text += ")"
    }
    if let alias = aggregation.alias { text += " AS \(name(alias.name))" }
  }

  private mutating func write(_ subsearch: Subsearch) {
    text += "["
    write(subsearch.pipeline, isSubsearch: true)
    text += "]"
  }

  // MARK: The search language

  private mutating func write(_ expression: SearchExpression) {
    switch expression {
    case .all(let terms):
      for (number, term) in terms.enumerated() {
        if number > 0 { text += " " }
        write(term, inParentheses: term.isAll)
      }
    case .any(let terms):
      for (number, term) in terms.enumerated() {
        if number > 0 { text += " OR " }
        write(term, inParentheses: term.isAll || term.isAny)
      }
    case .not(let term, _):
      text += "NOT "
      write(term, inParentheses: term.isAll || term.isAny)
    case .comparison(let field, let comparison, let value):
      text += searchName(field.name) + comparison.rawValue
      write(value)
    case .membership(let field, let values, let isNegated):
      text += searchName(field.name) + (isNegated ? " NOT IN (" : " IN (")
      for (number, value) in values.enumerated() {
        if number > 0 { text += ", " }
        write(value)
      }
      text += ")"
    case .term(let term):
      switch term.directive {
      case .none: text += term.text
      case .term: text += "TERM(\(term.text))"
      case .letterCase: text += "CASE(\(term.text))"
      }
    case .macro(let range): text += copy(range)
    case .subsearch(let subsearch): write(subsearch)
    }
  }

  private mutating func write(_ expression: SearchExpression, inParentheses: Bool) {
    if inParentheses { text += "(" }
    write(expression)
    if inParentheses { text += ")" }
  }

  private mutating func write(_ value: SearchValue) {
    switch value {
    case .literal(let literal): text += literal.text
    case .computed(let range): text += copy(range)
    }
  }

  // MARK: Eval expressions

  private mutating func write(_ expression: EvalExpression) {
    switch expression {
    case .field(let field): text += evalName(field.name)
    case .string(let literal), .number(let literal): text += literal.text
    case .negated(let inner, let range):
      text += copy(range)
      writeOperand(inner)
    case .arithmetic(let left, let sign, let right): write(left, " \(sign.text) ", right)
    case .comparison(let left, let comparison, let right): write(left, " \(comparison.rawValue) ", right)
    case .like(let left, let pattern): write(left, " LIKE ", pattern)
    case .membership(let left, let values, let isNegated):
      writeOperand(left)
      text += isNegated ? " NOT IN (" : " IN ("
      write(values, separator: ", ")
      text += ")"
    case .call(let function, let arguments):
      text += function.text + "("
      for (number, argument) in arguments.enumerated() {
        if number > 0 { text += ", " }
        write(argument)
      }
      text += ")"
    case .not(let inner, _):
      text += "NOT "
      writeOperand(inner)
    case .all(let terms): write(terms, separator: " AND ")
    case .any(let terms): write(terms, separator: " OR ")
    case .exclusive(let left, let right): write(left, " XOR ", right)
    case .opaque(let range): text += copy(range)
    }
  }

  private mutating func write(_ left: EvalExpression, _ sign: String, _ right: EvalExpression) {
    writeOperand(left)
    text += sign
    writeOperand(right)
  }

  private mutating func write(_ expressions: [EvalExpression], separator: String) {
    for (number, expression) in expressions.enumerated() {
      if number > 0 { text += separator }
      writeOperand(expression)
    }
  }

  /// What has an operator of its own stands in parentheses: no precedence need be known to read it.
  private mutating func writeOperand(_ expression: EvalExpression) {
    switch expression {
    case .field, .string, .number, .call, .opaque: write(expression)
    default:
      text += "("
      write(expression)
      text += ")"
    }
  }

  // MARK: Names

  /// A field outside of expressions: in quotes unless it is plain.
  private func name(_ name: String) -> String {
    let call = name.firstIndex(of: "(").map { name[..<$0] + name[$0...].dropFirst().dropLast() }
    let isPlain =
      !name.isEmpty && (call == nil || name.last == ")" && name.first != "(")
      && (call ?? name[...]).utf8.allSatisfy { ASCII.isWord($0) || ".:*{}@-$<>#/%;~&+^".utf8.contains($0) }
    return isPlain && !isReserved(name) ? name : quoted(name)
  }

  /// A field in the search language, where `<`, `>` and `(` end a name.
  private func searchName(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy { ASCII.isWord($0) || ".:*{}@-$#/%;~&+^".utf8.contains($0) }
    return isPlain && !isReserved(name) ? name : quoted(name)
  }

  private func isReserved(_ name: String) -> Bool {
    let words = [
      "AS", "BY", "IN", "OR", "AND", "NOT", "WHERE", "OUTPUT", "OUTPUTNEW", "WITH", "OVER", "FROM",
    ]
    return words.contains(name.uppercased()) || name.first == "-" || name.first == "+"
  }

  /// In double quotes; in single ones where a double one stands in it without a backslash.
  private func quoted(_ name: String) -> String {
    let bytes = Array("\"\(name)\"".utf8)
    return Delimiters.stringEnd(bytes, from: 0, limit: bytes.count) == bytes.count
      ? "\"\(name)\"" : "'\(name)'"
  }

  /// A field in an expression: in single quotes unless it is plain.
  private func evalName(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { ASCII.isWord($0) || $0 == ASCII.dollar || $0 == UInt8(ascii: ":") }
    let first = name.utf8.first
    let isWord = ["AND", "OR", "NOT", "XOR", "LIKE", "IN"].contains(name.uppercased())
    let begins = first.map { ASCII.isWord($0) && !ASCII.isDigit($0) || $0 == ASCII.dollar } ?? false
    return isPlain && begins && !isWord ? name : "'\(name)'"
  }

  private func copy(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension SearchExpression {
  fileprivate var isAll: Bool { if case .all = self { true } else { false } }
  fileprivate var isAny: Bool { if case .any = self { true } else { false } }
}

extension String {
  /// Whether its first word would be taken for the command `search`.
  fileprivate var opensWithSearch: Bool {
    let word = utf8.prefix { ASCII.isWord($0) }
    return String(word)?.lowercased() == "search"
  }
}

extension Range<Int> {
  /// A stage's range without its pipe and the blanks behind it.
  fileprivate func dropPipe(in bytes: [UInt8]) -> Range<Int> {
    var start = lowerBound
    if start < upperBound, bytes[start] == ASCII.pipe { start += 1 }
    return Delimiters.skipBlank(bytes, from: start, limit: upperBound)..<upperBound
  }
}
