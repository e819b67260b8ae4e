import SPLEngine

/// Fields as `key=value` in plain text. Source: Knowledge Manager Manual, "About fields" (automatic key-value field
/// extraction for search-time data).
enum KeyValueText {
  /// Calls `body` with the ranges of each key and of its value, without quotes.
  static func forEachPair(
    in text: UnsafeBufferPointer<UInt8>,
    _ body: (_ key: Range<Int>, _ value: Range<Int>, _ isQuoted: Bool) -> Void
  ) {
    var search = 0
    while let equals = firstEquals(text, from: search) {
      search = equals + 1
      var start = equals
      while start > 0, isKeyByte(text[start - 1]) { start -= 1 }
      guard start < equals, DateScanner.isLetter(text[start]) || text[start] == UInt8(ascii: "_"),
        equals + 1 < text.count
      else { continue }
      let first = text[equals + 1]
      if first == UInt8(ascii: "\"") {
        var end = equals + 2
        while end < text.count, text[end] != UInt8(ascii: "\"") {
          end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = min(end, text.count)
        body(start..<equals, equals + 2..<end, true)
        search = end + 1
        continue
      }
      var end = equals + 1
      while end < text.count, !isValueEnd(text[end]) { end += 1 }
      if end > equals + 1 { body(start..<equals, equals + 1..<end, false) }
      search = max(search, end)
    }
  }

  /// A value in which a backslash makes what follows it stand for itself.
  static func unescaped(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        if isEscaped, character != "\\", character != "\"" { result.append("\\") }
        result.append(character)
        isEscaped = false
      }
    }
    return isEscaped ? result + "\\" : result
  }

  private static func firstEquals(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < text.count {
      if text[index] == UInt8(ascii: "=") { return index }
      index += 1
    }
    return nil
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    DateScanner.isWordByte(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  private static func isValueEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: "&")
  }
}
