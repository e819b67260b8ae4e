import Foundation

extension EvalImplementations {
  /// Functions that turn a value into another type. Source: Search Reference, "Conversion functions".
  static let conversion: [EvalImplementation] = [
    .values("ipmask", .text) { values in
      guard let mask = values[0].singleText.flatMap(NetworkAddress.init), !mask.isVersion6,
        let address = values[1].singleText.flatMap(NetworkAddress.init), !address.isVersion6
      else { return .null }
      let bits = UInt32(truncatingIfNeeded: mask.bits & address.bits)
      return .text("\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)")
    },
    .values("object_to_array", .any) { values in
      guard let text = values[0].singleText, let key = values[1].singleText, let name = values[2].singleText
      else { return .null }
      return entries(text, key: key, value: name)
    },
    .prepared("printf", .text) { _, compilation in
      { values throws(SearchError) in
        guard let format = values[0].singleText else { return .null }
        var printer = Printf(Array(values.dropFirst()), compilation.meter)
        return try printer.text(format).map { .text($0) } ?? .null
      }
    },
    .value("toarray", .any) { value in
      if case .list(let values) = value {
        return .text(
          JSONTree.array(values.map { JSONTree($0.text ?? "") ?? JSONTree($0) }).withShownNumbers.text)
      }
      guard let tree = value.singleText.flatMap(JSONTree.init), tree.isArray else { return .null }
      return .text(tree.withShownNumbers.text)
    },
    .value("tobool", .boolean) { value in
      switch value {
      case .boolean: return value
      case .null, .list: return .null
      case .text, .number:
        if let number = value.double { return .boolean(number != 0) }
        switch value.text?.lowercased() {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        default: return .null
        }
      }
    },
    .values("todouble", .double) { values in
      number(values).map { .number($0) } ?? .null
    },
    .values("toint", .number) { values in
      number(values).map { Value($0.value.rounded(.down)) } ?? .null
    },
    .text("tomv", .any) { text in
      guard let elements = JSONTree(text)?.elements else { return .null }
      return Value(elements.map(shown))
    },
    EvalImplementation("tonumber") { arguments, compilation throws(SearchError) in
      let result = CompiledExpression.map(.number, arguments) { values in
        number(values).map { .number($0) } ?? .null
      }
      if arguments[0].isTextLiteral, result.constant?.isNull == true {
        throw compilation.argument(
          "'\(arguments[0].constantText ?? "")' is no number", of: "tonumber")
      }
      return result
    },
    .text("toobject", .any) { text in
      guard let tree = JSONTree(text), tree.isObject else { return .null }
      return .text(tree.withShownNumbers.text)
    },
    .prepared("tostring", .text) { arguments, compilation throws(SearchError) in
      let formats = ["hex", "binary", "commas", "duration"]
      if arguments.count > 1, let format = arguments[1].constantText, !formats.contains(format) {
        throw compilation.argument(
          "'\(format)' is none of the formats \(formats.joined(separator: ", "))", of: "tostring")
      }
      return { values in
        if case .list(let list) = values[0] {
          return .list(list.map { shown($0, values.count > 1 ? values[1].text : nil) })
        }
        return shown(values[0], values.count > 1 ? values[1].text : nil)
      }
    },
  ]

  private static func shown(_ value: Value, _ format: String?) -> Value {
    guard let text = value.text else { return .text("Null") }
    guard let format, let number = value.number, number.value.isFinite else { return .text(text) }
    switch format {
    case "hex": return .text(digits(number.value, "0x", radix: 16))
    case "binary": return .text(digits(number.value, "", radix: 2))
    case "commas":
      let rounded = number.isWhole ? number : Number(Decimals.rounded(number.value, to: 2), decimals: 2)
      return .text(grouped(rounded.text))
    case "duration": return .text(duration(number.value))
    default: return .text(text)
    }
  }

  private static func digits(_ number: Double, _ prefix: String, radix: Int) -> String {
    guard abs(number) < 0x1p63 else { return Number(number).text }
    return (number < 0 ? "-" : "") + prefix + String(Int64(number).magnitude, radix: radix, uppercase: true)
  }

  /// Digits with a comma between thousands.
  static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    var result = ""
    let digits = whole.filter(\.isNumber)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += "," }
      result.append(digit)
    }
    return (whole.hasPrefix("-") ? "-" : "") + result + text.dropFirst(whole.count)
  }

  /// `D+HH:MM:SS`, without days below one; microseconds where the seconds are not whole.
  private static func duration(_ seconds: Double) -> String {
    guard abs(seconds) < 1e15 else { return Number(seconds).text }
    let micros = Int64((abs(seconds) * 1e6).rounded())
    let (whole, fraction) = micros.quotientAndRemainder(dividingBy: 1_000_000)
    let clock = String(format: "%02d:%02d:%02d", whole / 3600 % 24, whole / 60 % 60, whole % 60)
    let days = whole / 86400 > 0 ? "\(whole / 86400)+" : ""
    return (seconds < 0 ? "-" : "") + days + clock + (fraction > 0 ? String(format: ".%06d", fraction) : "")
  }

  /// The number that the first value writes in the base that the second gives, 10 unless given; nil where it is none.
  private static func number(_ values: [Value]) -> Number? {
    guard let text = values[0].singleText else { return nil }
    guard values.count > 1 else {
      if case .number(let number) = values[0] { return number }
      // Unlike in calculations, blanks make it no number.
      guard let first = text.utf8.first, let last = text.utf8.last, first > 0x20, last > 0x20 else {
        return nil
      }
      return Number(text)
    }
    guard let base = values[1].double, base == base.rounded(), (2...36).contains(base) else { return nil }
    var digits = Substring(text)
    let isNegative = digits.hasPrefix("-")
    if isNegative { digits = digits.dropFirst() }
    if base == 16, digits.lowercased().hasPrefix("0x") { digits = digits.dropFirst(2) }
    if base == 10 { return Number(String(digits)).map { Number(isNegative ? -$0.value : $0.value) } }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 > 0x2F }) else { return nil }
    var value = 0.0
    for digit in digits.unicodeScalars {
      guard digit.isASCII, let number = Int(String(digit), radix: Int(base)) else { return nil }
      value = value * base + Double(number)
    }
    return Number(isNegative ? -value : value)
  }
}
