/// `regex`: keeps the rows whose field matches, or with `!=` does not match, a regular expression.
/// Source: Search Reference, "regex".
public struct Regex: Sendable, Hashable {
  /// The field; `_raw` where none is named.
  public let field: FieldName
  /// Whether rows that match are dropped (`!=`).
  public let isNegated: Bool
  /// The expression as written, with its quotes.
  public let pattern: Literal
}

extension Parser {
  mutating func regex(at command: Range<Int>, in body: Range<Int>) -> Regex? {
    let start = skipBlank(from: body.lowerBound, limit: body.upperBound)
    let end = Delimiters.trimmed(bytes, start..<body.upperBound).upperBound
    guard start < end else {
      complainOfSyntax(
        at: command, "'regex' takes a regular expression", help: "write regex FIELD=\"EXPRESSION\"")
      return nil
    }
    let nameEnd = regexNameEnd(from: start, limit: end)
    let next = skipBlank(from: nameEnd, limit: end)
    if nameEnd > start, let (comparison, valueStart) = comparisonOperator(at: next, limit: end),
      comparison == .equal || comparison == .notEqual
    {
      let value = skipBlank(from: valueStart, limit: end)
      guard value < end else {
        complainOfSyntax(at: next..<valueStart, "there is no regular expression after this operator")
        return nil
      }
      return Regex(
        field: fieldName(start..<nameEnd), isNegated: comparison == .notEqual, pattern: pattern(value, end))
    }
    return Regex(field: FieldName("_raw", at: start..<start), isNegated: false, pattern: pattern(start, end))
  }

  private func regexNameEnd(from start: Int, limit: Int) -> Int {
    if bytes[start] == ASCII.quote || bytes[start] == ASCII.apostrophe {
      return Delimiters.quotedEnd(bytes, from: start, limit: limit) ?? start
    }
    var index = start
    while index < limit, !ASCII.isSpace(bytes[index]), bytes[index] != ASCII.equals,
      bytes[index] != ASCII.exclamation, bytes[index] != ASCII.quote
    {
      index += 1
    }
    return index
  }

  /// A quoted expression ends at its closing quote, one without quotes at the end of the stage.
  private mutating func pattern(_ start: Int, _ limit: Int) -> Literal {
    var end = limit
    if bytes[start] == ASCII.quote {
      end = Delimiters.stringEnd(bytes, from: start, limit: limit) ?? limit
    }
    let rest = skipBlank(from: end, limit: limit)
    if rest < limit {
      complainOfSyntax(
        at: rest..<limit, "nothing can follow the regular expression",
        help: "write '\\\"' for a quote in it")
    }
    return Literal(text(start..<end), at: start..<end)
  }
}
