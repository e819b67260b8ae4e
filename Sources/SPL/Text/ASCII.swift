/// The bytes that SPL's lexers look for.
enum ASCII {
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backtick = UInt8(ascii: "`")
  static let backslash = UInt8(ascii: "\\")
  static let pipe = UInt8(ascii: "|")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let comma = UInt8(ascii: ",")
  static let equals = UInt8(ascii: "=")
  static let exclamation = UInt8(ascii: "!")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let dollar = UInt8(ascii: "$")
  static let dot = UInt8(ascii: ".")
  static let minus = UInt8(ascii: "-")
  static let underscore = UInt8(ascii: "_")

  /// White space as SPL sees it: space, tab, line feed, carriage return, vertical tab, form feed.
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }

  static func isLower(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A
  }

  /// A letter, a digit, an underscore, or part of a character beyond ASCII.
  static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == underscore || byte >= 0x80
  }

  /// Whether `bytes[range]` is `word` (given in upper case), without regard to case.
  static func equalsIgnoringCase(_ bytes: [UInt8], _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for (offset, index) in range.enumerated() {
      var byte = bytes[index]
      if byte >= 0x61 && byte <= 0x7A { byte -= 0x20 }
      if byte != word.utf8Start[offset] { return false }
    }
    return true
  }

  /// Whether `bytes[range]` is `word` (in ASCII), without regard to case.
  static func equalsIgnoringCase(_ bytes: [UInt8], _ range: Range<Int>, _ word: String) -> Bool {
    guard range.count == word.utf8.count else { return false }
    var index = range.lowerBound
    for letter in word.utf8 {
      guard lower(bytes[index]) == lower(letter) else { return false }
      index += 1
    }
    return true
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte
  }

  /// Whether `bytes[range]` is `word` to the letter.
  static func equals(_ bytes: [UInt8], _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    for (offset, index) in range.enumerated() where bytes[index] != word.utf8Start[offset] { return false }
    return true
  }
}
