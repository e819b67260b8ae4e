import Foundation

/// A number as Splunk computes with it: a double, and how many of its decimals count.
///
/// A product or quotient of decimals gets no more significant figures than the factor that has fewest, a sum no more
/// decimals than the summand that has fewest; whole numbers and what functions give are exact, and set no limit.
/// Source: Search Reference, "eval" (usage) and "Mathematical functions" (exact, sigfig).
public struct Number: Sendable, Hashable {
  /// What `decimals` is where all of them count.
  public static let exact = Int.max

  /// The value, with all the decimals that the calculation gave.
  public var value: Double
  /// How many decimals count: below 0 where not even the last whole digits do, `exact` where all do.
  public var decimals: Int

  /// A number of which every decimal counts, unless said otherwise.
  public init(_ value: Double, decimals: Int = Number.exact) {
    self.value = value
    self.decimals = decimals
  }

  /// How many of its figures are significant; `exact` where all are.
  var figures: Int {
    decimals == Self.exact ? Self.exact : max(1, decimals + Self.wholeDigits(value))
  }

  /// A number of which so many figures are significant.
  init(_ value: Double, figures: Int) {
    self.init(value, decimals: figures == Self.exact ? Self.exact : figures - Self.wholeDigits(value))
  }

  /// How many digits stand before the point; below 0 for each zero right behind it.
  private static func wholeDigits(_ value: Double) -> Int {
    guard value != 0, value.isFinite else { return 1 }
    return Int(log10(abs(value)).rounded(.down)) + 1
  }

  /// Whether it is written without decimals.
  var isWhole: Bool {
    (decimals == Self.exact || decimals <= 0) && value == value.rounded() && value.isFinite
  }

  /// The value rounded to the decimals that count.
  var rounded: Number {
    decimals == Self.exact ? self : Number(Decimals.rounded(value, to: decimals), decimals: decimals)
  }

  /// How Splunk shows it: whole numbers without a fraction, others with the fewest digits that tell them apart, or
  /// with the decimals that count, zeros too; never without the units.
  public var text: String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    if decimals == Self.exact || decimals <= 0, value == value.rounded() {
      return abs(value) < 1e18 ? String(Int64(value)) : String(format: "%.0f", value)
    }
    return decimals == Self.exact
      ? Decimals(value).text() : Decimals(value).rounded(to: max(0, decimals)).text(max(0, decimals))
  }
}

extension Number {
  /// The number that a text reads as: digits with a sign, a fraction and an exponent, if any, and blanks around it;
  /// nil for all else, hexadecimal and words such as `inf` included. What is too large becomes infinite.
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
    var digits: UInt64 = 0
    var count = 0
    func take(_ byte: UInt8) {
      if count < 18 { digits = digits &* 10 &+ UInt64(byte & 15) }
      if digits > 0 || count > 0 { count += 1 }
    }
    let whole = index
    while index < end, Self.isDigit(bytes[index]) {
      take(bytes[index])
      index += 1
    }
    let wholeDigits = index - whole
    if index == end, wholeDigits > 0, count <= 18 {
      self.init(isNegative ? -Double(digits) : Double(digits))
      return
    }
    var decimals = 0
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let fraction = index
      while index < end, Self.isDigit(bytes[index]) {
        take(bytes[index])
        index += 1
      }
      decimals = index - fraction
    }
    guard wholeDigits + decimals > 0 else { return nil }
    // Digits that a double holds exactly, divided by a power of ten that it holds exactly: rounded once, as it must.
    if index == end, count <= 15, decimals < Self.powers.count {
      let value = Double(digits) / Self.powers[decimals]
      self.init(isNegative ? -value : value, decimals: decimals == 0 ? Self.exact : decimals)
      return
    }
    var isExact = decimals == 0
    if index < end, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
      let exponent = index
      while index < end, Self.isDigit(bytes[index]) { index += 1 }
      guard index > exponent else { return nil }
      isExact = true
    }
    guard index == end else { return nil }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    self.init(strtod(text, nil), decimals: isExact ? Self.exact : decimals)
  }

  /// The powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { power in
    (0..<power).reduce(1.0) { value, _ in value * 10 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
