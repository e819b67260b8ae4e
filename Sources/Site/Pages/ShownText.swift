import Diagnostics

/// Text from logs and about them, made short and harmless for a page.
enum ShownText {
  /// On one line, at most so many characters, without any that take no room or turn the direction of text.
  static func line(_ text: String, limit: Int) -> String {
    var shown = String.UnicodeScalarView()
    var isBlank = false
    var count = 0
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        isBlank = !shown.isEmpty
        continue
      }
      if count >= limit {
        shown.append("…")
        break
      }
      if isBlank { shown.append(" ") }
      count += isBlank ? 2 : 1
      isBlank = false
      shown.append(scalar)
    }
    return PlainText.inert(String(shown))
  }

  /// A piece of a search, in the same way.
  static func line(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) -> String {
    line(String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self), limit: limit)
  }

  /// A reason as a sentence: with a capital, unless it begins with a name, and a full stop.
  static func sentence(_ reason: String, limit: Int) -> String {
    let text = line(reason, limit: limit)
    guard let last = text.last else { return "" }
    let first = text.prefix { $0 != " " }
    let isWord = first.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: ":") }
    return (isWord ? text.prefix(1).uppercased() + text.dropFirst() : text)
      + (".!?…".contains(last) ? "" : ".")
  }

  /// A number of things, with the word for it.
  static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
    number == 1 ? "1 \(singular)" : "\(number) \(plural ?? singular + "s")"
  }
}
