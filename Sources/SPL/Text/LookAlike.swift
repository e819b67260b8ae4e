/// A character that looks like one of SPL's own and is none: text processors put it in.
struct LookAlike {
  /// Where it stands.
  let range: Range<Int>
  /// What is wrong with it.
  let complaint: String
  /// What to write in its stead.
  let replacement: String

  /// The bytes with which these characters begin in UTF-8.
  static let leads: ClosedRange<UInt8> = 0xC2...0xE3

  /// The look-alike at `index`; nil where there is none, or where it is part of a word.
  init?(_ bytes: [UInt8], at index: Int, limit: Int) {
    guard bytes[index] == 0xC2 || bytes[index] >= 0xE2 else { return nil }
    let width = bytes[index] == 0xC2 ? 2 : 3
    guard index + width <= limit,
      let scalar = String(decoding: bytes[index..<index + width], as: UTF8.self).unicodeScalars.first
    else { return nil }
    let startsWord = index == 0 || !ASCII.isWord(bytes[index - 1])
    range = index..<index + width
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}":
      (complaint, replacement) = ("this curly quote is no quote in SPL", "'\"'")
    case "\u{2018}" where startsWord, "\u{2019}" where startsWord:
      (complaint, replacement) = ("this curly quote is no quote in SPL", "\"'\"")
    case "\u{A0}", "\u{202F}":
      (complaint, replacement) = ("this no-break space separates no words", "a plain space")
    case "\u{2007}", "\u{3000}":
      (complaint, replacement) = ("this wide space separates no words", "a plain space")
    case "\u{2013}" where startsWord, "\u{2014}" where startsWord:
      (complaint, replacement) = ("this long dash is no minus in SPL", "'-'")
    case "\u{2212}" where startsWord:
      (complaint, replacement) = ("this minus sign is none in SPL", "'-'")
    default:
      return nil
    }
  }
}
