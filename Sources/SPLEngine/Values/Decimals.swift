import Foundation

/// The decimal digits of a double: the fewest that tell it apart from every other.
///
/// Rounding works on them, so that 1.005 rounds to 1.01 although the double lies a little below.
struct Decimals {
  private var isNegative: Bool
  /// The digits, the first one not 0; empty for 0.
  private var digits: [UInt8] = []
  /// Where the point stands: before the first digit for 0, to the right for each above, to the left below.
  private var point = 0

  /// Takes a number that is not infinite.
  init(_ value: Double) {
    isNegative = value < 0
    var exponent = 0
    var sawPoint = false
    var bytes = Substring(abs(value).description).utf8
    if let mark = bytes.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(Substring(bytes[bytes.index(after: mark)...]))) ?? 0
      bytes = bytes[..<mark]
    }
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        sawPoint = true
      } else if byte != UInt8(ascii: "0") || !digits.isEmpty {
        digits.append(byte & 15)
        if !sawPoint { point += 1 }
      } else if sawPoint {
        point -= 1
      }
    }
    point += exponent
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// The number rounded to so many decimals, a half away from 0; below 0, whole digits are rounded.
  static func rounded(_ value: Double, to decimals: Int) -> Double {
    guard value.isFinite else { return value }
    if decimals == 0 { return value.rounded(.toNearestOrAwayFromZero) }
    return Double(Decimals(value).rounded(to: decimals).text()) ?? value
  }

  /// Rounded to so many decimals, a half away from 0.
  func rounded(to decimals: Int) -> Decimals {
    let kept = point + min(decimals, 400)
    guard kept < digits.count else { return self }
    var result = self
    guard kept >= 0 else {
      result.digits = []
      result.point = 0
      return result
    }
    result.digits = Array(digits[..<kept])
    if digits[kept] >= 5 {
      var index = kept - 1
      while index >= 0, result.digits[index] == 9 {
        result.digits.removeLast()
        index -= 1
      }
      if index >= 0 {
        result.digits[index] += 1
      } else {
        result.digits = [1]
        result.point += 1
      }
    }
    while result.digits.last == 0 { result.digits.removeLast() }
    if result.digits.isEmpty { result.point = 0 }
    return result
  }

  /// The digits as text, with at least so many decimals. What is tiny gets an exponent.
  func text(_ decimals: Int = 0) -> String {
    if point < -15, decimals == 0, let first = digits.first {
      let rest = digits.dropFirst().map { String($0) }.joined()
      return "\(isNegative ? "-" : "")\(first)\(rest.isEmpty ? "" : ".")\(rest)e\(point - 1)"
    }
    var bytes: [UInt8] = isNegative && !digits.isEmpty ? [UInt8(ascii: "-")] : []
    func digit(_ index: Int) -> UInt8 { (digits.indices.contains(index) ? digits[index] : 0) | 0x30 }
    if point <= 0 { bytes.append(UInt8(ascii: "0")) }
    for index in 0..<max(0, point) { bytes.append(digit(index)) }
    let count = max(min(decimals, 400), digits.count - point)
    if count > 0 {
      bytes.append(UInt8(ascii: "."))
      for index in point..<point + count { bytes.append(digit(index)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
