import Patterns
import SPL

/// A field compared with one literal or several: `user=alice`, `code IN (1, 2*)`.
///
/// Any of several values may fit; `!=` needs the field. Source: Search Reference, "search"; Search Manual, "Difference
/// between != and NOT".
struct FieldPredicate: Sendable {
  let field: String
  let comparison: ComparisonOperator
  let literals: [ValueMatcher]
  /// Whether `IN` stands under NOT: then a row without the field fits.
  let isNegated: Bool
  let range: Range<Int>

  func mask(_ table: Table) -> [Bool] {
    guard let column = table[field] else { return [Bool](repeating: isNegated, count: table.count) }
    return column.map { value in fits(value) != isNegated }
  }

  private func fits(_ value: Value) -> Bool {
    switch value {
    case .null: return false
    case .list(let values): return values.contains(where: fitsOne)
    case .text, .number, .boolean: return fitsOne(value)
    }
  }

  private func fitsOne(_ value: Value) -> Bool {
    literals.contains { $0.fits(value, comparison) }
  }

  /// Texts of which an event's value is one, where that is certain.
  var requiredTexts: [String]? {
    guard comparison == .equal, !isNegated else { return nil }
    var texts: [String] = []
    for literal in literals {
      guard let text = literal.plainText else { return nil }
      texts.append(text)
    }
    return texts
  }
}

/// The right side of a comparison in the search language.
///
/// Values are compared as numbers where both sides are numbers, else as texts without regard to case; `*` stands for
/// any text, `\\` for a backslash. Source: Search Manual, "Wildcards", "Backslashes".
struct ValueMatcher: Sendable {
  private let text: String
  private let number: Double?
  private let wildcard: WildcardPattern?
  private let isCaseSensitive: Bool
  private let lower: [UInt8]

  /// Takes a literal as written.
  init(_ literal: String) {
    var written = literal
    isCaseSensitive = Self.isDirective("CASE", written)
    if isCaseSensitive || Self.isDirective("TERM", written) {
      written = String(written.dropFirst(5).dropLast()).trimmingBlanks
    }
    let text = SearchLiteral.unescaped(written)
    self.text = text
    wildcard =
      text.utf8.contains(UInt8(ascii: "*"))
      ? WildcardPattern(search: text, ignoringCase: !isCaseSensitive) : nil
    number = wildcard == nil ? Number(text)?.value : nil
    lower = Array(text.lowercased().utf8)
  }

  /// The text, where nothing but this text fits.
  var plainText: String? {
    wildcard == nil && number == nil && !text.isEmpty ? text : nil
  }

  /// Whether the literal is `*`: any value fits.
  private var fitsAll: Bool { text == "*" }

  func fits(_ value: Value, _ comparison: ComparisonOperator) -> Bool {
    switch comparison {
    case .equal: equals(value)
    case .notEqual: !equals(value)
    case .less: order(value) < 0
    case .lessOrEqual: order(value) <= 0
    case .greater: order(value) > 0
    case .greaterOrEqual: order(value) >= 0
    }
  }

  private func equals(_ value: Value) -> Bool {
    if let wildcard { return fitsAll || wildcard.matches(value.text ?? "") }
    if let number, let other = value.double { return number == other }
    guard case .text(let other) = value else { return equals(value.text ?? "") }
    return equals(other)
  }

  private func equals(_ other: String) -> Bool {
    if isCaseSensitive { return other == text }
    var other = other
    let isSame: Bool? = other.withUTF8 { bytes in
      guard bytes.count == lower.count else {
        return Self.isASCII(bytes) && Self.isASCII(lower) ? false : nil
      }
      for (byte, mine) in zip(bytes, lower) {
        if byte >= 0x80 { return nil }
        if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != mine { return mine >= 0x80 ? nil : false }
      }
      return true
    }
    return isSame ?? (other.lowercased() == text.lowercased())
  }

  private static func isASCII(_ bytes: some Sequence<UInt8>) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

  private func order(_ value: Value) -> Int {
    if let number, let other = value.double { return other < number ? -1 : other > number ? 1 : 0 }
    return ValueOrder.compareTexts(value.text ?? "", text)
  }

  private static func isDirective(_ name: String, _ text: String) -> Bool {
    text.hasPrefix("\(name)(") && text.hasSuffix(")")
  }
}

/// Literals of the search language.
enum SearchLiteral {
  /// The text that a literal stands for: without its quotes; `\\` is a backslash, `\"` a quote, any other backslash
  /// stays.
  static func unescaped(_ literal: String) -> String {
    let isQuoted = literal.utf8.count >= 2 && literal.hasPrefix("\"") && literal.hasSuffix("\"")
    return QuotedText.unescaped(isQuoted ? literal : "\"\(literal)\"")
  }
}

extension String {
  /// The text without blanks at both ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
