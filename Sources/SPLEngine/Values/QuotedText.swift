/// Texts in quotes, as a search writes them.
enum QuotedText {
  /// The text without its double quotes, `\"` and `\\` read as one character; other backslashes stay, as regular
  /// expressions need them. A text without quotes stays as it is. Source: Search Manual, "Backslashes".
  static func unescaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return text
    }
    return String(decoding: unescaped(bytes[1..<bytes.count - 1]), as: UTF8.self)
  }

  /// The text of a string in an expression of `eval`: as `unescaped`, and `\t` is a tab.
  /// Source: Search Manual, "Types of expressions".
  static func ofExpression(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return text
    }
    return String(decoding: unescaped(bytes[1..<bytes.count - 1], readsTabs: true), as: UTF8.self)
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>, readsTabs: Bool = false) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
      switch (bytes[index], next) {
      case (UInt8(ascii: "\\"), UInt8(ascii: "\"")), (UInt8(ascii: "\\"), UInt8(ascii: "\\")):
        result.append(next)
        index += 2
      case (UInt8(ascii: "\\"), UInt8(ascii: "t")) where readsTabs:
        result.append(UInt8(ascii: "\t"))
        index += 2
      default:
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
