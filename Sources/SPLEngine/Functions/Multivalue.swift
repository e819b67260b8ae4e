import SPL

extension EvalImplementations {
  /// Functions on lists of values; a single value is a list of one. Source: Search Reference, "Multivalue eval
  /// functions".
  static let multivalue: [EvalImplementation] = [
    .text("commands", .any) { text in
      Value(ParsedSearch(Array(text.utf8)).pipeline.stages.map { .text($0.name) })
    },
    .values("mv_to_json_array", .any) { values in
      guard !values[0].isNull else { return .null }
      let infers = values.count > 1 && values[1] == .boolean(true)
      return .text(
        JSONTree.array(values[0].texts.map { infers ? JSONTree($0) ?? .null : .text($0) }).text)
    },
    .prepared("mvappend", .any) { _, compilation in
      { values throws(SearchError) in
        let list = values.flatMap(\.values).filter { if case .boolean = $0 { false } else { true } }
        try compilation.meter.check(values: list.count)
        return Value(list)
      }
    },
    .value("mvcount", .number) { value in value.isNull ? .null : Value(value.values.count) },
    .value("mvdedup", .any) { value in
      guard case .list(let list) = value else { return value }
      var seen: Set<[UInt8]> = []
      return Value(list.filter { seen.insert(Array(($0.text ?? "").utf8)).inserted })
    },
    .prepared("mvfind", .number) { arguments, _ throws(SearchError) in
      let pattern = try RegexArgument(arguments[1], of: "mvfind")
      return { values throws(SearchError) in
        guard !values[0].isNull, let expression = try pattern.expression(values[1]) else { return .null }
        for (index, text) in values[0].texts.enumerated() where try expression.matches(text, for: "mvfind") {
          return Value(index)
        }
        return .null
      }
    },
    .values("mvindex", .any) { values in
      let list = values[0].values
      guard let first = position(values[1], in: list),
        let last = values.count > 2 ? position(values[2], in: list) : first
      else { return .null }
      guard values.count > 2 else { return list.indices.contains(first) ? list[first] : .null }
      let start = max(first, 0)
      let end = min(last, list.count - 1)
      return start <= end ? Value(Array(list[start...end])) : .null
    },
    .prepared("mvjoin", .text) { _, compilation in
      { values throws(SearchError) in
        guard !values[0].isNull, let separator = values[1].singleText else { return .null }
        let texts = values[0].texts
        try compilation.meter.check(
          textBytes: texts.reduce(texts.count * separator.utf8.count) { $0 + $1.utf8.count })
        return .text(texts.joined(separator: separator))
      }
    },
    .prepared("mvrange", .any) { _, compilation in
      { values throws(SearchError) in try range(values, compilation) }
    },
    .value("mvreverse", .any) { value in
      if case .list(let list) = value { .list(list.reversed()) } else { value }
    },
    .value("mvsort", .any) { value in
      guard case .list(let list) = value else { return value }
      return .list(list.sorted { ValueOrder.compareTexts($0.text ?? "", $1.text ?? "") < 0 })
    },
    .values("mvzip", .any) { values in
      guard let separator = values.count > 2 ? values[2].singleText : "," else { return .null }
      return Value(zip(values[0].texts, values[1].texts).map { .text($0 + separator + $1) })
    },
    .prepared("split", .any) { _, compilation in
      { values throws(SearchError) in
        guard let text = values[0].singleText, let separator = values[1].singleText else { return .null }
        let pieces = pieces(of: text, separator)
        try compilation.meter.check(values: pieces.count)
        return Value(pieces.map { .text($0) })
      }
    },
  ]

  /// A position in a list, from 0, or from -1 at the last value backwards.
  private static func position(_ value: Value, in list: [Value]) -> Int? {
    guard let number = value.double, abs(number) < 1e15 else { return nil }
    return number < 0 ? list.count + Int(number) : Int(number)
  }

  private static func pieces(of text: String, _ separator: String) -> [String] {
    guard !separator.isEmpty else { return text.unicodeScalars.map { String($0) } }
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<index + mark.count].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  private static func range(_ values: [Value], _ compilation: Compilation) throws(SearchError) -> Value {
    guard let start = values[0].double, let end = values[1].double, start.isFinite, end.isFinite else {
      return .null
    }
    let step = values.count > 2 ? values[2] : Value(1)
    if let step = step.double {
      guard step != 0, step.isFinite else { return .null }
      let count = ((end - start) / step).rounded(.up)
      guard count > 0 else { return .null }
      guard count < 1e9 else { throw tooManyValues(compilation) }
      try compilation.meter.check(values: Int(count))
      return Value((0..<Int(count)).map { Value(start + Double($0) * step) })
    }
    // A step such as 7d or 1mon follows the calendar.
    guard let span = step.singleText else { return .null }
    let modifier = span.hasPrefix("-") || span.hasPrefix("+") ? span : "+\(span)"
    var list: [Value] = []
    var moment = start
    while moment < end {
      list.append(Value(moment))
      try compilation.meter.check(values: list.count)
      let next = TimeModifier.relative(modifier, to: moment, in: compilation.environment.timeZone)
      guard let next, next > moment else { return .null }
      moment = next
    }
    return Value(list)
  }

  private static func tooManyValues(_ compilation: Compilation) -> SearchError {
    SearchError(
      .limit, "mvrange: a multivalue field would have more than \(compilation.meter.budget.values) values")
  }
}
