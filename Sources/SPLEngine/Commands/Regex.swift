import Patterns
import SPL

/// `regex`: keeps the rows whose field matches, or does not match, a regular expression.
/// Source: Search Reference, "regex".
struct RegexFilter: StreamingCommand {
  private let field: String
  private let isNegated: Bool
  private let pattern: RegularExpression

  init(_ regex: SPL.Regex, _ compilation: Compilation) throws(SearchError) {
    guard !regex.pattern.text.hasPrefix("NOT ") else {
      throw SearchError(.syntax, "regex has no NOT; write FIELD!=\"…\"", at: regex.pattern.range)
    }
    field = regex.field.name
    isNegated = regex.isNegated
    pattern = try SearchRun.regex(QuotedText.unescaped(regex.pattern.text), for: "regex")
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table[field] else { return isNegated ? table : table.prefix(0) }
    var mask = [Bool](repeating: false, count: table.count)
    for (row, value) in column.enumerated() {
      var matches = false
      for text in value.texts where !matches { matches = try pattern.matches(text, for: "regex") }
      mask[row] = matches != isNegated
    }
    return table.filtered(mask)
  }
}

extension RegularExpression {
  /// Whether it matches anywhere; a limit that is hit is an error of the search.
  func matches(_ text: String, for user: String) throws(SearchError) -> Bool {
    try match(text, for: user) != nil
  }

  /// The first match; a limit that is hit is an error of the search.
  func match(_ text: String, for user: String) throws(SearchError) -> Match? {
    do {
      return try firstMatch(in: text)
    } catch {
      throw SearchRun.regexError(error, user)
    }
  }

  /// All matches up to `limit`.
  func allMatches(_ text: String, limit: Int, for user: String) throws(SearchError) -> [Match] {
    do {
      return try matches(in: text, limit: limit)
    } catch {
      throw SearchRun.regexError(error, user)
    }
  }
}
