import Patterns

extension EvalImplementations {
  /// Functions on text. Those that do not take lists give null for one. Source: Search Reference, "Text functions".
  static let text: [EvalImplementation] = [
    .text("len", .number) { Value($0.unicodeScalars.count) },
    .text("length", .number) { Value($0.unicodeScalars.count) },
    changingCase("lower") { $0.lowercased() },
    trimming("ltrim", start: true, end: false),
    .prepared("replace", .text) { arguments, compilation throws(SearchError) in
      let pattern = try RegexArgument(arguments[1], of: "replace")
      return { values throws(SearchError) in
        guard let text = values[0].singleText, let replacement = values[2].singleText,
          let expression = try pattern.expression(values[1])
        else { return .null }
        return .text(try replaced(text, expression, replacement, compilation.meter))
      }
    },
    trimming("rtrim", start: false, end: true),
    .prepared("spath", .any) { arguments, _ in
      let known = arguments[1].constantText.flatMap { DocumentPath($0) }
      return { values in
        guard var text = values[0].singleText,
          let path = known ?? values[1].singleText.flatMap({ DocumentPath($0) })
        else { return .null }
        return Value(text.withUTF8 { path.values(document: $0) })
      }
    },
    .values("substr", .text) { values in
      guard let text = values[0].singleText, let start = whole(values[1]) else { return .null }
      guard values.count > 2 else { return .text(part(of: text, start, nil)) }
      guard let length = whole(values[2]) else { return .null }
      return .text(part(of: text, start, length))
    },
    trimming("trim", start: true, end: true),
    changingCase("upper") { $0.uppercased() },
    .text("urldecode", .text) { .text(decoded($0)) },
  ]

  /// A function that also takes the values of a list one by one.
  private static func changingCase(_ name: String, _ change: @escaping @Sendable (String) -> String)
    -> EvalImplementation
  {
    .value(name, .text) { value in
      switch value {
      case .text(let text): .text(change(text))
      case .list(let values): .list(values.map { .text(change($0.text ?? "")) })
      case .number(let number): .text(change(number.text))
      case .null, .boolean: .null
      }
    }
  }

  private static func trimming(_ name: String, start: Bool, end: Bool) -> EvalImplementation {
    .values(name, .text) { values in
      guard let text = values[0].singleText, let set = values.count > 1 ? values[1].singleText : " \t" else {
        return .null
      }
      let characters = Set(set.unicodeScalars)
      var rest = Substring(text).unicodeScalars
      while start, let first = rest.first, characters.contains(first) { rest.removeFirst() }
      while end, let last = rest.last, characters.contains(last) { rest.removeLast() }
      return .text(String(rest))
    }
  }

  private static func whole(_ value: Value) -> Int? {
    guard let number = value.double, abs(number) < 1e15 else { return nil }
    return Int(number)
  }

  /// A part of a text by code points, as SQLite's `substr` cuts it: positions that the text does not have count, but
  /// give nothing; a negative length takes those before the start.
  private static func part(of text: String, _ start: Int, _ length: Int?) -> String {
    let scalars = text.unicodeScalars
    let count = scalars.count
    var from = start > 0 ? start - 1 : start < 0 ? count + start : 0
    var taken = length ?? Int.max >> 1
    if start == 0, taken > 0, length != nil { taken -= 1 }
    if taken < 0 {
      from += taken
      taken = -taken
    }
    if from < 0 {
      taken = max(0, taken + from)
      from = 0
    }
    guard from < count, taken > 0 else { return "" }
    let first = scalars.index(scalars.startIndex, offsetBy: from)
    let end = scalars.index(first, offsetBy: taken, limitedBy: scalars.endIndex) ?? scalars.endIndex
    return String(scalars[first..<end])
  }

  /// Every match replaced; `\1` stands for the first group, `\0` for the whole.
  static func replaced(
    _ text: String, _ expression: RegularExpression, _ replacement: String, _ meter: Meter
  ) throws(SearchError) -> String {
    let matches = try expression.allMatches(text, limit: meter.budget.values, for: "replace")
    if matches.isEmpty { return text }
    let bytes = Array(text.utf8)
    let parts = replacementParts(replacement)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for match in matches {
      result += bytes[position..<max(position, match.range.lowerBound)]
      for part in parts {
        switch part {
        case .literal(let literal): result += literal
        case .group(let number):
          if number < match.groups.count, let range = match.groups[number] { result += bytes[range] }
        }
      }
      position = max(position, match.range.upperBound)
      try meter.check(textBytes: result.count)
    }
    result += bytes[position...]
    try meter.check(textBytes: result.count)
    return String(decoding: result, as: UTF8.self)
  }

  private enum ReplacementPart {
    case literal([UInt8])
    case group(Int)
  }

  private static func replacementParts(_ text: String) -> [ReplacementPart] {
    let bytes = Array(text.utf8)
    var parts: [ReplacementPart] = []
    var literal: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if bytes[index] == UInt8(ascii: "\\"), (0x30...0x39).contains(next) {
        if !literal.isEmpty { parts.append(.literal(literal)) }
        literal = []
        parts.append(.group(Int(next & 15)))
        index += 2
      } else {
        // A backslash before another stands for one.
        index += bytes[index] == UInt8(ascii: "\\") && next == UInt8(ascii: "\\") ? 1 : 0
        literal.append(bytes[index])
        index += 1
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    return parts
  }

  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    let bytes = Array(text.utf8)
    func digit(_ index: Int) -> UInt8? {
      guard index < bytes.count else { return nil }
      switch bytes[index] {
      case 0x30...0x39: return bytes[index] - 0x30
      case 0x41...0x46: return bytes[index] - 0x37
      case 0x61...0x66: return bytes[index] - 0x57
      default: return nil
      }
    }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), let high = digit(index + 1), let low = digit(index + 2) {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
