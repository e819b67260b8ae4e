import Patterns
import SPL

/// The right side of a comparison in the search language.
///
/// `=` and `!=` compare texts without regard to case; `*` stands for any text, `\\` for a backslash, and a network for
/// the addresses in it. The other signs compare two numbers as numbers, and all else by code point.
/// Source: Search Reference, "search"; Search Manual, "Wildcards", "Backslashes".
struct ValueMatcher: Sendable {
  private let text: String
  private let number: Double?
  private let wildcard: WildcardPattern?
  private let network: Network?
  private let isCaseSensitive: Bool
  private let lower: [UInt8]
  private let isASCII: Bool

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
    network = wildcard == nil ? Network(text) : nil
    lower = Array(text.lowercased().utf8)
    isASCII = lower.allSatisfy { $0 < 0x80 }
  }

  /// The text, where nothing but this text fits, in this case or in any.
  var plainText: String? {
    wildcard == nil && network == nil && !text.isEmpty ? text : nil
  }

  /// The text in lower case, where nothing but this text fits, in any case.
  var foldedText: String? { isCaseSensitive ? nil : plainText?.lowercased() }

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
    if case .text(let other) = value { return equals(other) }
    return equals(value.text ?? "")
  }

  private func equals(_ other: String) -> Bool {
    if let wildcard { return text == "*" || wildcard.matches(other) }
    if let network, let address = NetworkAddress(other), network.contains(address) { return true }
    if isCaseSensitive { return other == text }
    guard isASCII else { return other.lowercased() == text.lowercased() }
    var other = other
    return other.withUTF8 { bytes in
      guard bytes.count == lower.count else { return false }
      var index = 0
      while index < bytes.count {
        guard ByteFinder.folded(bytes[index]) == lower[index] else { return false }
        index += 1
      }
      return true
    }
  }

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
