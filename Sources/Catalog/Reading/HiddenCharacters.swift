import Diagnostics

/// Characters that hide or turn text: what a reader sees is not what the program reads.
public enum HiddenCharacters {
  /// The first such character of a text: its byte range and its name, such as `U+202E`. Tabs and line breaks are none.
  static func first(in text: String) -> (range: Range<Int>, name: String)? {
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if PlainText.isActive(scalar), scalar != "\t", scalar != "\n", scalar != "\r" {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return (
          offset..<offset + width, "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        )
      }
      offset += width
    }
    return nil
  }

  /// The first such character of a text as a problem of it; nil where there is none.
  public static func problem(in text: String) -> Problem? {
    first(in: text).map { range, name in
      Problem(
        .hiddenCharacter, at: range, "an invisible character, \(name), stands here",
        notes: ["text that is not seen, or seen in another order, can hide what a rule does"],
        help: "remove it, and others like it in this file")
    }
  }

  /// Whether UTF-8 bytes can hold such a character at all: a quick look that most files pass.
  public static func mayOccur(in bytes: [UInt8]) -> Bool {
    bytes.contains { byte in
      byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE1 || byte == 0xE2 || byte == 0xEF
        || byte == 0xF3
        || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D)
    }
  }
}
