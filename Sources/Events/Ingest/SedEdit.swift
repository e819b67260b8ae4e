import Patterns
import SPLEngine

/// A change to the raw text of events: `s` and `y` of sed. Source: Admin Manual, "props.conf" (SEDCMD).
enum SedEdit: Sendable {
  /// `s/EXPRESSION/REPLACEMENT/flags`: texts and groups for the first match, for the nth, or for all.
  case replace(RegularExpression, with: [RegexExtraction.Part], nth: Int, isGlobal: Bool)
  /// `y/abc/xyz/`: characters for characters.
  case translate([UInt8: UInt8])

  /// Reads a command; nil for any other.
  init?(_ text: String) {
    guard let command = text.first, command == "s" || command == "y", let separator = text.dropFirst().first
    else {
      return nil
    }
    var pieces = [""]
    var escaped = false
    for character in text.dropFirst(2) {
      if escaped {
        if character != separator { pieces[pieces.count - 1].append("\\") }
        pieces[pieces.count - 1].append(character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == separator {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    guard pieces.count >= 3 else { return nil }
    if command == "y" {
      let (from, to) = (Array(pieces[0].utf8), Array(pieces[1].utf8))
      guard from.count == to.count else { return nil }
      self = .translate(Dictionary(zip(from, to), uniquingKeysWith: { first, _ in first }))
      return
    }
    guard let expression = try? RegularExpression(pieces[0]) else { return nil }
    let flags = pieces[2].trimmingBlanks
    let number = Int(flags.filter { $0.isASCII && $0.isNumber }) ?? 1
    guard flags.allSatisfy({ $0 == "g" || ($0.isASCII && $0.isNumber) }), number > 0 else { return nil }
    let replacement = FormatText.parts(pieces[1], sign: "\\")
    self = .replace(expression, with: replacement, nth: number, isGlobal: flags.contains("g"))
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
