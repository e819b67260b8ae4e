import Diagnostics

/// Stats functions as arguments: `count`, `sum(x)`, `count(eval(x>1))`, `values(x) AS y`, `sparkline(count, 1h)`.
extension CommandReader {
  mutating func aggregation() -> Aggregation? {
    let start = index
    var end = index
    while end < limit, ASCII.isWord(bytes[end]) || (bytes[end] == ASCII.dot && end > start) { end += 1 }
    guard end > start, !ASCII.isDigit(bytes[start]), !isFixedWord(start..<end) else { return nil }
    let function = literal(start..<end)
    let open = parser.skipBlank(from: end, limit: limit)
    var operand = Aggregation.Operand.none
    if open < limit, bytes[open] == ASCII.openParenthesis {
      guard let group = parser.pairs.range(from: open, limit: limit) else { return nil }
      operand = self.operand(
        of: function.text.lowercased(), in: group.lowerBound + 1..<group.upperBound - 1)
      index = group.upperBound
      checkFunction(function)
    } else {
      // Splunk takes `avg` for `avg(*)`.
      guard StatsFunction.named(function.text) != nil else { return nil }
      index = end
    }
    let callEnd = index
    var alias: FieldName?
    guard readAlias(into: &alias) else { return nil }
    return Aggregation(function: function, operand: operand, at: start..<callEnd, alias: alias)
  }

  /// Tells of a function that does not exist.
  mutating func checkFunction(_ function: Literal) {
    let name = function.text.lowercased()
    guard name != "eval", StatsFunction.named(name) == nil else { return }
    let nearest =
      Spelling.nearest(to: name, in: StatsFunction.names)
      ?? Spelling.related(to: name, in: StatsFunction.names)
    let help = nearest.map {
      StatsFunction.byName[$0]?.takesPercent == true
        ? "write \($0)95 for the 95th percentile" : "did you mean '\($0)'?"
    }
    parser.problems.append(
      Problem(.unknownFunction, at: function.range, "'\(function.text)' is no stats function", help: help))
  }

  private mutating func operand(of function: String, in range: Range<Int>) -> Aggregation.Operand {
    let inner = Delimiters.trimmed(bytes, range)
    guard !inner.isEmpty else { return .none }
    if function == "eval" { return parser.evalExpression(in: inner).map { .expression($0) } ?? .none }
    let word = inner.lowerBound..<min(inner.lowerBound + 4, inner.upperBound)
    let open = parser.skipBlank(from: word.upperBound, limit: inner.upperBound)
    if ASCII.equalsIgnoringCase(bytes, word, "EVAL"), open < inner.upperBound,
      bytes[open] == ASCII.openParenthesis,
      let group = parser.pairs.range(from: open, limit: inner.upperBound)
    {
      return parser.evalExpression(in: group.lowerBound + 1..<group.upperBound - 1).map { .expression($0) }
        ?? .none
    }
    if function == "sparkline" { return series(in: inner) }
    checkFieldCount(of: function, in: inner)
    return .field(parser.fieldName(inner))
  }

  /// Stats functions take one field; more look like a call of eval's.
  private mutating func checkFieldCount(of function: String, in inner: Range<Int>) {
    guard bytes[inner].contains(ASCII.comma) else { return }
    var fields: [Range<Int>] = []
    var start = inner.lowerBound
    while start <= inner.upperBound {
      let end = min(commaEnd(from: start), inner.upperBound)
      fields.append(Delimiters.trimmed(bytes, start..<end))
      start = end + 1
    }
    guard fields.count > 1 else { return }
    let calls = fields.prefix(4).map { "\(function)(\(parser.text($0)))" }.joined(separator: " ")
    parser.problems.append(
      Problem(
        .functionArguments, at: inner, "'\(function)' takes 1 field, not \(fields.count)",
        help: "write \(calls)"))
  }

  private mutating func series(in range: Range<Int>) -> Aggregation.Operand {
    let saved = index
    defer { index = saved }
    index = range.lowerBound
    guard let inner = aggregation() else { return .field(parser.fieldName(range)) }
    let comma = parser.skipBlank(from: index, limit: range.upperBound)
    guard comma < range.upperBound, bytes[comma] == ASCII.comma else {
      return .series(.aggregation(inner, span: nil))
    }
    let span = Delimiters.trimmed(bytes, comma + 1..<range.upperBound)
    return .series(.aggregation(inner, span: literal(span)))
  }

  /// Reads AS and a name, or nothing; false where AS is there and no name.
  private mutating func readAlias(into alias: inout FieldName?) -> Bool {
    let saved = index
    parser.skip(&index, limit: limit)
    guard word(["AS"]) != nil else {
      index = saved
      return true
    }
    parser.skip(&index, limit: limit)
    alias = field()
    if alias == nil { note(.field) }
    return alias != nil
  }
}
