import Patterns
import SPL

/// What `rex mode=sed` does: substitutions `s/…/…/g` and exchanges of characters `y/…/…/`, one after the other.
/// Source: Search Reference, "rex".
struct SedScript: Sendable {
  private enum Step: Sendable {
    /// A regular expression, what takes the place of a match, and which match: nil for all.
    case substitute(RegularExpression, SedReplacement, occurrence: Int?)
    /// Characters, and those that take their place.
    case exchange([Unicode.Scalar: Unicode.Scalar])
  }

  private let steps: [Step]

  init(_ text: String, _ compilation: Compilation) throws(SearchError) {
    var steps: [Step] = []
    var rest = Substring(text.trimmingBlanks).unicodeScalars
    while let command = rest.popFirst() {
      guard command == "s" || command == "y", let delimiter = rest.popFirst(),
        let old = Self.part(&rest, delimiter), let new = Self.part(&rest, delimiter)
      else {
        throw compilation.argument("a sed expression is s/REGEX/TEXT/FLAGS or y/CHARACTERS/CHARACTERS/")
      }
      let flags = String(String.UnicodeScalarView(rest.prefix { !";\n ".unicodeScalars.contains($0) }))
      rest = rest.dropFirst(flags.unicodeScalars.count)
      if command == "y" {
        steps.append(.exchange(try Self.exchange(old, new, compilation)))
      } else {
        let (occurrence, prefix) = try Self.flags(flags, compilation)
        steps.append(
          .substitute(
            try SearchRun.regex(prefix + old, for: "rex"), SedReplacement(new), occurrence: occurrence))
      }
      rest = rest.drop { ";\n ".unicodeScalars.contains($0) }
    }
    self.steps = steps
  }

  /// The characters up to the next delimiter; a backslash before a delimiter goes, other escapes stay as they are.
  private static func part(_ rest: inout Substring.UnicodeScalarView, _ delimiter: Unicode.Scalar) -> String?
  {
    var part = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == delimiter { return String(part) }
      if scalar == "\\", let escaped = rest.popFirst() {
        if escaped != delimiter { part.append("\\") }
        part.append(escaped)
      } else {
        part.append(scalar)
      }
    }
    return nil
  }

  private static func flags(_ text: String, _ compilation: Compilation) throws(SearchError)
    -> (occurrence: Int?, prefix: String)
  {
    let digits = text.filter { $0.isASCII && $0.isNumber }
    let letters = Set(text.filter { !($0.isASCII && $0.isNumber) })
    guard letters.isSubset(of: ["g", "i", "I"]), digits.isEmpty || Int(digits) ?? 0 > 0 else {
      throw compilation.argument("'\(text)' are no flags of a sed expression: g, or a number")
    }
    let prefix = letters.contains("i") || letters.contains("I") ? "(?i)" : ""
    if letters.contains("g") { return (nil, prefix) }
    return (Int(digits) ?? 1, prefix)
  }

  private static func exchange(_ old: String, _ new: String, _ compilation: Compilation) throws(SearchError)
    -> [Unicode.Scalar: Unicode.Scalar]
  {
    let (from, to) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    guard from.count == to.count else {
      throw compilation.argument("y/…/…/ needs as many characters on both sides")
    }
    return Dictionary(zip(from, to), uniquingKeysWith: { first, _ in first })
  }

  /// The value with each of its texts edited.
  func edit(_ value: Value, _ meter: Meter) throws(SearchError) -> Value {
    switch value {
    case .null: return .null
    case .list(let values):
      var edited: [Value] = []
      for value in values { edited.append(try edit(value, meter)) }
      return .list(edited)
    case .text, .number, .boolean:
      guard let old = value.text else { return value }
      var text = old
      for step in steps {
        switch step {
        case .substitute(let pattern, let replacement, let occurrence):
          text = try Self.substitute(text, pattern, replacement, occurrence, meter)
        case .exchange(let table):
          text = String(String.UnicodeScalarView(text.unicodeScalars.map { table[$0] ?? $0 }))
        }
      }
      return text == old && text.utf8.count == old.utf8.count ? value : .text(text)
    }
  }

  private static func substitute(
    _ text: String, _ pattern: RegularExpression, _ replacement: SedReplacement, _ occurrence: Int?,
    _ meter: Meter
  ) throws(SearchError) -> String {
    let matches = try pattern.allMatches(text, limit: occurrence ?? meter.budget.values, for: "rex")
    let wanted = occurrence.map { matches.count >= $0 ? matches[($0 - 1)...] : [] } ?? matches[...]
    guard !wanted.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    for match in wanted where match.range.lowerBound >= position {
      result += bytes[position..<match.range.lowerBound]
      replacement.append(to: &result, bytes, match)
      position = match.range.upperBound
      try meter.check(textBytes: result.count)
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }
}

/// What takes the place of a match: text, in which `\1` stands for a group.
struct SedReplacement: Sendable {
  private enum Part: Sendable {
    case text([UInt8])
    case group(Int)
  }

  private var parts: [Part] = []

  init(_ text: String) {
    var literal: [UInt8] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = bytes.popFirst() else {
        literal.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        parts += [.text(literal), .group(Int(escaped - UInt8(ascii: "0")))]
        literal = []
      case UInt8(ascii: "n"): literal.append(0x0A)
      case UInt8(ascii: "r"): literal.append(0x0D)
      case UInt8(ascii: "t"): literal.append(0x09)
      default: literal.append(escaped)
      }
    }
    parts.append(.text(literal))
  }

  func append(to result: inout [UInt8], _ bytes: [UInt8], _ match: RegularExpression.Match) {
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .group(let number):
        if number < match.groups.count, let range = match.groups[number] { result += bytes[range] }
      }
    }
  }
}
