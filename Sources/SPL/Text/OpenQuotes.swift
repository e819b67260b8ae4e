/// Quotes that are opened and never closed, though another one follows.
extension Delimiters {
  /// As ``stringEnd(_:from:limit:)`` for a text in a whole search; nil also where the quote was probably never closed.
  ///
  /// In `user="alice | eval risk="high"` what looks like the end of the first text opens another, and a whole stage lies
  /// between: it is the first quote that lacks its partner, not the last one.
  static func textEnd(_ bytes: [UInt8], from start: Int, limit: Int) -> Int? {
    guard let end = stringEnd(bytes, from: start, limit: limit) else { return nil }
    return opensText(bytes, end - 1, limit: limit) && holdsStage(bytes, start + 1..<end - 1) ? nil : end
  }

  /// Whether the quote at `index` stands where a text begins rather than where one ends.
  private static func opensText(_ bytes: [UInt8], _ index: Int, limit: Int) -> Bool {
    guard index + 1 < limit else { return false }
    let before = bytes[index - 1]
    let after = bytes[index + 1]
    return
      (ASCII.isSpace(before) || before == ASCII.equals || before == ASCII.openParenthesis
      || before == ASCII.comma) && !(ASCII.isSpace(after) || "),|].+-*/%`".utf8.contains(after))
  }

  /// Whether a pipe with a command stands in `range`.
  private static func holdsStage(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while let pipe = bytes[index..<range.upperBound].firstIndex(of: ASCII.pipe) {
      let start = skipBlank(bytes, from: pipe + 1, limit: range.upperBound)
      let end = bytes[start..<range.upperBound].firstIndex { !ASCII.isWord($0) } ?? range.upperBound
      // No command has a longer name.
      let word = String(decoding: bytes[start..<min(end, start + 40)], as: UTF8.self)
      if CommandNames.isKnown(CommandNames.canonical(word)) { return true }
      index = max(end, pipe + 1)
    }
    return false
  }
}
