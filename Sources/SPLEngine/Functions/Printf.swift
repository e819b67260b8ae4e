import Foundation

/// Writes values by a format as `printf` of C does. Source: Search Reference, "Conversion functions" (printf).
struct Printf {
  private var values: [Value]
  private var next = 0
  private let meter: Meter

  init(_ values: [Value], _ meter: Meter) {
    self.values = values
    self.meter = meter
  }

  /// What stands between `%` and the letter.
  private struct Conversion {
    var flags: Set<Character> = []
    var width = 0
    var precision: Int?
    var letter: Character = "%"
  }

  /// The format with its conversions filled in; nil where a value is missing, or is not what its conversion takes.
  mutating func text(_ format: String) throws(SearchError) -> String? {
    var result = ""
    var rest = Substring(format)
    while let character = rest.popFirst() {
      guard character == "%" else {
        result.append(character)
        continue
      }
      guard let conversion = conversion(&rest) else { return nil }
      if conversion.letter == "%" {
        result.append("%")
        continue
      }
      try meter.check(textBytes: result.utf8.count + conversion.width + (conversion.precision ?? 0))
      guard let piece = piece(conversion) else { return nil }
      result += piece
      try meter.check(textBytes: result.utf8.count)
    }
    return result
  }

  private mutating func conversion(_ rest: inout Substring) -> Conversion? {
    var conversion = Conversion()
    while let flag = rest.first, "+-' 0#".contains(flag) { conversion.flags.insert(rest.removeFirst()) }
    guard let width = number(&rest) else { return nil }
    conversion.width = abs(width)
    // A negative width from a value means the left.
    if width < 0 { conversion.flags.insert("-") }
    if rest.first == "." {
      rest.removeFirst()
      guard let precision = number(&rest) else { return nil }
      conversion.precision = max(0, precision)
    }
    guard let letter = rest.popFirst() else { return nil }
    conversion.letter = letter
    return conversion
  }

  /// The digits that come next, or the value that `*` stands for; 0 without either.
  private mutating func number(_ rest: inout Substring) -> Int? {
    if rest.first == "*" {
      rest.removeFirst()
      guard let number = take()?.double, abs(number) < 1e9 else { return nil }
      return Int(number)
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits.isEmpty ? 0 : Int(digits)
  }

  private mutating func take() -> Value? {
    guard next < values.count else { return nil }
    next += 1
    return values[next - 1]
  }

  private mutating func piece(_ conversion: Conversion) -> String? {
    guard let value = take() else { return nil }
    switch conversion.letter {
    case "s", "z":
      guard let text = value.text else { return nil }
      return padded(conversion.precision.map { String(text.unicodeScalars.prefix($0)) } ?? text, conversion)
    case "c":
      if case .number(let number) = value, number.value >= 0, number.value < 0x11_0000 {
        return Unicode.Scalar(UInt32(number.value)).map { padded(String($0), conversion) }
      }
      return value.text.map { padded(String($0.unicodeScalars.prefix(1)), conversion) }
    case "d", "i", "u", "o", "x", "X", "p":
      guard let number = value.double, abs(number) < 0x1p63 else { return nil }
      return whole(Int64(number.rounded(.towardZero)), conversion)
    case "f", "F", "e", "E", "g", "G", "a", "A":
      return value.double.map { floating($0, conversion) }
    default: return nil
    }
  }

  private func whole(_ number: Int64, _ conversion: Conversion) -> String {
    let isSigned = "diu".contains(conversion.letter)
    var digits: String
    switch conversion.letter {
    case "o": digits = String(UInt64(bitPattern: number), radix: 8)
    case "x": digits = String(UInt64(bitPattern: number), radix: 16)
    case "X", "p": digits = String(UInt64(bitPattern: number), radix: 16, uppercase: true)
    default: digits = String(number.magnitude)
    }
    if let precision = conversion.precision {
      if precision == 0, number == 0 { digits = "" }
      digits = String(repeating: "0", count: max(0, precision - digits.count)) + digits
    }
    if isSigned, conversion.flags.contains("'") { digits = EvalImplementations.grouped(digits) }
    var prefix = isSigned ? sign(isNegative: number < 0, conversion) : ""
    if conversion.flags.contains("#"), number != 0 {
      switch conversion.letter {
      case "o": prefix = digits.hasPrefix("0") ? "" : "0"
      case "x": prefix = "0x"
      case "X", "p": prefix = "0X"
      default: break
      }
    }
    return padded(digits, conversion, prefix: prefix, mayFillZeros: conversion.precision == nil)
  }

  private func floating(_ number: Double, _ conversion: Conversion) -> String {
    let precision = conversion.precision.map { ".\($0)" } ?? ""
    let format = "%\(conversion.flags.contains("#") ? "#" : "")\(precision)\(conversion.letter)"
    var text = withVaList([abs(number)]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400 + (conversion.precision ?? 6))
      let length = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    if conversion.flags.contains("'") { text = EvalImplementations.grouped(text) }
    var prefix = sign(isNegative: number < 0, conversion)
    if text.lowercased().hasPrefix("0x") {
      prefix += text.prefix(2)
      text.removeFirst(2)
    }
    return padded(text, conversion, prefix: prefix, mayFillZeros: number.isFinite)
  }

  private func sign(isNegative: Bool, _ conversion: Conversion) -> String {
    if isNegative { return "-" }
    return conversion.flags.contains("+") ? "+" : conversion.flags.contains(" ") ? " " : ""
  }

  /// Filled up to the width: on the right with `-`, with zeros behind the sign with `0`.
  private func padded(
    _ text: String, _ conversion: Conversion, prefix: String = "", mayFillZeros: Bool = false
  )
    -> String
  {
    let missing = max(0, conversion.width - prefix.unicodeScalars.count - text.unicodeScalars.count)
    let blanks = String(repeating: " ", count: missing)
    if conversion.flags.contains("-") { return prefix + text + blanks }
    if conversion.flags.contains("0"), mayFillZeros {
      return prefix + String(repeating: "0", count: missing) + text
    }
    return blanks + prefix + text
  }
}
