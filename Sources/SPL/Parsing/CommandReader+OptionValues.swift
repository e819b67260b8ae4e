import Diagnostics

/// Options whose values are expressions: `startswith=(action=start)`, `reset_after="(total>10)"`.
extension CommandReader {
  /// The arguments with the trees of such options. They are read when all else is: a pattern that does not fit is
  /// read again, and what nests in expressions would be read twice on each level.
  mutating func optionTrees(in arguments: [CommandArgument]) -> [CommandArgument] {
    guard syntax.takesExpressions else { return arguments }
    var result: [CommandArgument] = []
    for argument in arguments {
      switch argument {
      case .option(let option): result.append(.option(withTree(option)))
      case .clause(let name, let inner): result.append(.clause(name, optionTrees(in: inner)))
      default: result.append(argument)
      }
    }
    return result
  }

  private mutating func withTree(_ option: CommandOption) -> CommandOption {
    guard case .literal(let value) = option.value else { return option }
    let name = option.name.text.lowercased()
    let kind = syntax.options.first { $0.name == name }?.value
    return CommandOption(name: option.name, value: tree(of: value, kind))
  }

  /// What cannot be read is told, and kept as written.
  private mutating func tree(
    of value: Literal, _ kind: CommandSyntax.OptionValue?
  ) -> CommandOption.Value {
    switch kind {
    case .filter where !value.range.isEmpty: filterValue(value)
    case .condition where !value.range.isEmpty:
      condition(value).map(CommandOption.Value.condition) ?? .literal(value)
    default: .literal(value)
    }
  }

  /// Source: transactiontypes.conf, "startswith": a search expression in quotes, one in parentheses that may hold
  /// quotes itself, or `eval(expression)`.
  private mutating func filterValue(_ value: Literal) -> CommandOption.Value {
    let range = value.range
    let parenthesis = range.lowerBound + 4
    if bytes[range.upperBound - 1] == ASCII.closeParenthesis, parenthesis < range.upperBound,
      ASCII.equalsIgnoringCase(bytes, range.lowerBound..<parenthesis, "EVAL"),
      parser.pairs.range(from: parenthesis, limit: limit)?.upperBound == range.upperBound
    {
      return parser.evalExpression(in: parenthesis + 1..<range.upperBound - 1)
        .map(CommandOption.Value.evaluation) ?? .literal(value)
    }
    guard isQuoted(range) else {
      return .filter(parser.searchExpression(in: inParentheses(range) ?? range).expression)
    }
    let count = parser.problems.count
    let inner = range.lowerBound + 1..<range.upperBound - 1
    let filter = parser.searchExpression(in: inner).expression
    // Brackets and escapes have no meaning inside quotes.
    guard parser.problems.count == count, !bytes[inner].contains(where: { #"[]|`\"#.utf8.contains($0) })
    else {
      parser.problems.removeLast(parser.problems.count - count)
      return .filter(.term(SearchTerm(text: value.text, directive: .none, range: range)))
    }
    return .filter(filter)
  }

  /// Source: Search Reference, "streamstats", reset_before and reset_after.
  private mutating func condition(_ value: Literal) -> EvalExpression? {
    let range = value.range
    // The quotes around the parentheses and those inside are one form of the page: `"("match(x,\"y\")")"`.
    let isGroup =
      range.count > 6 && bytes[range.lowerBound..<range.lowerBound + 3].elementsEqual("\"(\"".utf8)
      && isGroupEnd(range.upperBound - 3..<range.upperBound)
    guard isGroup || isQuoted(range) else {
      return parser.evalExpression(in: inParentheses(range) ?? range)
    }
    let margin = isGroup ? 3 : 1
    let (text, places) = unescaped(range.lowerBound + margin..<range.upperBound - margin)
    var inner = Parser(text, depth: parser.depth)
    let expression = inner.evalExpression(in: text.indices)
    func place(_ range: Range<Int>) -> Range<Int> { places[range.lowerBound]..<places[range.upperBound] }
    parser.problems += inner.problems.map { problem in
      Problem(
        problem.code, at: place(problem.range), problem.summary, notes: problem.notes, help: problem.help)
    }
    return expression?.moved(place)
  }

  /// A text without its escapes, with the offset of each byte of it and of its end.
  private func unescaped(_ range: Range<Int>) -> (text: [UInt8], places: [Int]) {
    var text: [UInt8] = []
    var places: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      places.append(index)
      if bytes[index] == ASCII.backslash, index + 1 < range.upperBound,
        bytes[index + 1] == ASCII.quote || bytes[index + 1] == ASCII.backslash
      {
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return (text, places + [range.upperBound])
  }

  private func isQuoted(_ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] == ASCII.quote
      && Delimiters.stringEnd(bytes, from: range.lowerBound, limit: limit) == range.upperBound
  }

  /// What stands in the parentheses around the whole.
  private func inParentheses(_ range: Range<Int>) -> Range<Int>? {
    guard bytes[range.lowerBound] == ASCII.openParenthesis,
      parser.pairs.range(from: range.lowerBound, limit: limit) == range
    else { return nil }
    return range.lowerBound + 1..<range.upperBound - 1
  }
}

extension EvalExpression {
  /// The same with each range exchanged.
  fileprivate func moved(_ place: (Range<Int>) -> Range<Int>) -> EvalExpression {
    func literal(_ literal: Literal) -> Literal { Literal(literal.text, at: place(literal.range)) }
    return switch self {
    case .field(let field): .field(FieldName(field.name, at: place(field.range)))
    case .string(let text): .string(literal(text))
    case .number(let number): .number(literal(number))
    case .negated(let inner, let range): .negated(inner.moved(place), place(range))
    case .arithmetic(let left, let sign, let right):
      .arithmetic(left.moved(place), literal(sign), right.moved(place))
    case .comparison(let left, let comparison, let right):
      .comparison(left.moved(place), comparison, right.moved(place))
    case .like(let left, let right): .like(left.moved(place), right.moved(place))
    case .membership(let left, let values, let negated):
      .membership(left.moved(place), values.map { $0.moved(place) }, negated: negated)
    case .call(let function, let arguments):
      .call(literal(function), arguments.map { $0.moved(place) })
    case .not(let inner, let range): .not(inner.moved(place), place(range))
    case .all(let terms): .all(terms.map { $0.moved(place) })
    case .any(let terms): .any(terms.map { $0.moved(place) })
    case .exclusive(let left, let right): .exclusive(left.moved(place), right.moved(place))
    case .opaque(let range): .opaque(place(range))
    }
  }
}
