import Patterns
import SPLEngine

/// A change to the raw text of events: `s` and `y` of sed. Source: Admin Manual, "props.conf" (SEDCMD).
enum SedEdit: Sendable {
  /// `s/EXPRESSION/REPLACEMENT/flags`: texts and groups for the first match, for the nth, or for all.
  case replace(RegularExpression, with: [RegexExtraction.Part], nth: Int, isGlobal: Bool)
  /// `y/abc/xyz/`: characters for characters.
  case translate([UInt8: UInt8])

  /// Reads commands with blanks between them; nil where one is any other.
  static func list(_ text: String) -> [SedEdit]? {
    var rest = Substring(text)
    var edits: [SedEdit] = []
    while !rest.isEmpty {
      guard let edit = SedEdit(taking: &rest) else { return nil }
      edits.append(edit)
      rest = rest.drop(while: \.isWhitespace)
    }
    return edits.isEmpty ? nil : edits
  }

  /// Takes a command from the start of a text.
  private init?(taking rest: inout Substring) {
    guard let command = rest.popFirst(), command == "s" || command == "y", let separator = rest.popFirst(),
      let from = Self.piece(of: &rest, upTo: separator), let to = Self.piece(of: &rest, upTo: separator)
    else { return nil }
    let flags = rest.prefix { !$0.isWhitespace }
    rest = rest.dropFirst(flags.count)
    if command == "y" {
      let (old, new) = (Array(from.utf8), Array(to.utf8))
      guard old.count == new.count, flags.isEmpty else { return nil }
      self = .translate(Dictionary(zip(old, new), uniquingKeysWith: { first, _ in first }))
      return
    }
    let digits = flags.filter { $0.isASCII && $0.isNumber }
    guard let expression = try? RegularExpression(from),
      flags.allSatisfy({ $0 == "g" || digits.contains($0) }),
      let number = digits.isEmpty ? 1 : Int(digits), number > 0
    else { return nil }
    let replacement = FormatText.parts(to, sign: "\\")
    self = .replace(expression, with: replacement, nth: number, isGlobal: flags.contains("g"))
  }

  /// Takes what stands before a separator, and the separator; nil where there is none. One behind a backslash is text.
  private static func piece(of rest: inout Substring, upTo separator: Character) -> String? {
    var piece = ""
    var isEscaped = false
    while let character = rest.popFirst() {
      if isEscaped {
        if character != separator { piece.append("\\") }
        piece.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == separator {
        return piece
      } else {
        piece.append(character)
      }
    }
    return nil
  }

  /// The text with the change made.
  func applied(to text: [UInt8]) throws(SearchError) -> [UInt8] {
    switch self {
    case .translate(let table): return text.map { table[$0] ?? $0 }
    case .replace(let expression, let replacement, let nth, let isGlobal):
      var result: [UInt8] = []
      var end = 0
      var number = 0
      do {
        try text.withUnsafeBufferPointer { bytes throws(RegularExpression.Failure) in
          try expression.forEachMatch(in: bytes) { offsets in
            number += 1
            guard number >= nth else { return true }
            result += bytes[end..<offsets[0]]
            result += RegexExtraction.joined(replacement, bytes, offsets, expression.groupCount).utf8
            end = offsets[1]
            return isGlobal
          }
        }
      } catch {
        throw SearchError(.limit, "SEDCMD took more steps than it may")
      }
      return result + text[end...]
    }
  }
}
