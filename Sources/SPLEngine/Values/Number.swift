import Foundation

/// A number as Splunk computes with it: a double, and how many of its figures count.
///
/// Multiplying and dividing decimals gives no more significant figures than the factor with the fewest had.
/// Source: Search Reference, "eval" (usage) and "Mathematical functions" (exact).
public struct Number: Sendable, Hashable {
  /// The value.
  public var value: Double
  /// How many figures are significant; 0 where all are, as in whole numbers and in what functions give.
  public var figures: Int

  /// A number of which every figure counts.
  public init(_ value: Double, figures: Int = 0) {
    self.value = value
    self.figures = figures
  }

  /// The number that a text reads as: digits with a sign, a fraction and an exponent, if any, and blanks around it;
  /// nil for all else, hexadecimal and words such as `inf` included.
  public init?(_ text: String) {
    var text = text
    guard let number = text.withUTF8({ Number(bytes: $0) }) else { return nil }
    self = number
  }

  /// The number that these bytes read as.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    var end = bytes.count
    while index < end, Self.isBlank(bytes[index]) { index += 1 }
    while end > index, Self.isBlank(bytes[end - 1]) { end -= 1 }
    let start = index
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
    let isNegative = start < end && bytes[start] == UInt8(ascii: "-")
    var whole: UInt64 = 0
    let digits = index
    while index < end, Self.isDigit(bytes[index]) {
      if index - digits < 18 { whole = whole * 10 + UInt64(bytes[index] & 15) }
      index += 1
    }
    let wholeDigits = index - digits
    if index == end, wholeDigits > 0, wholeDigits <= 18 {
      self.init(isNegative ? -Double(whole) : Double(whole))
      return
    }
    var figures = 0
    var fractionDigits = 0
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < end, Self.isDigit(bytes[index]) { index += 1 }
      fractionDigits = index - fraction
      figures = Self.significant(bytes, digits..<index)
    }
    guard wholeDigits + fractionDigits > 0 else { return nil }
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
      let exponent = index
      while index < end, Self.isDigit(bytes[index]) { index += 1 }
      guard index > exponent else { return nil }
      figures = 0
    }
    guard index == end else { return nil }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    // strtod takes every form that was let through; one out of range becomes infinite, which is no number.
    let value = strtod(text, nil)
    guard value.isFinite else { return nil }
    self.init(value, figures: figures)
  }

  /// The digits from the first one that is not zero.
  private static func significant(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] where isDigit(byte) {
      if count > 0 || byte != UInt8(ascii: "0") { count += 1 }
    }
    return count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// How Splunk shows it: whole numbers without a fraction, others with the fewest digits that tell them apart.
  public var text: String {
    if figures > 0, let rounded = Double(String(format: "%.\(figures - 1)e", value)) {
      return Self.plain(rounded)
    }
    return Self.plain(value)
  }

  private static func plain(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e18 { return String(Int64(value)) }
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    if value == value.rounded() { return String(format: "%.0f", value) }
    let shortest = value.description
    guard shortest.contains("e") else { return shortest }
    // Swift turns to exponents below 0.0001 already.
    return abs(value) >= 1e-15
      ? String(format: "%.20g", value).contains("e") ? expanded(value) : shortest : shortest
  }

  private static func expanded(_ value: Double) -> String {
    for digits in 1...34 {
      let text = String(format: "%.\(digits)f", value)
      if strtod(text, nil) == value { return text }
    }
    return value.description
  }
}
