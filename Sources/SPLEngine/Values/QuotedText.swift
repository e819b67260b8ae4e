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

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex,
        bytes[index + 1] == UInt8(ascii: "\"") || bytes[index + 1] == UInt8(ascii: "\\")
      {
        index += 1
      }
      result.append(bytes[index])
      index += 1
    }
    return result
  }
}
