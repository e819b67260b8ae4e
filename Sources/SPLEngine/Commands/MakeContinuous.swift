import SPL

extension CommandImplementation {
  /// `makecontinuous`: rows in the order of a number or time, cut to a span, with a row for each span that has none.
  /// Source: Search Reference, "makecontinuous".
  static let makecontinuous = CommandImplementation("makecontinuous") {
    call, compilation throws(SearchError) in
    let field = call.ownFields.first ?? "_time"
    guard let text = call.text("span") else { throw compilation.unsupported("makecontinuous without span=") }
    guard call.option("bins") == nil else { throw compilation.unsupported("makecontinuous with bins=") }
    guard let span = span(text) else {
      throw compilation.unsupported(
        "makecontinuous span=\(text): a number, or seconds, minutes, hours or days")
    }
    let ends = ["start", "end"].map { call.option($0).flatMap { Number($0)?.value } }
    let meter = compilation.meter
    return .stateful(
      WholeTableCommand(meter) { table throws(SearchError) in
        try table.continuous(field, span: span, start: ends[0], end: ends[1], meter)
      })
  }

  /// The seconds of a span of time, or the number. Days are those of UTC: they have the same length there.
  private static func span(_ text: String) -> Double? {
    if let number = Number(text)?.value { return number > 0 ? number : nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let count = digits.isEmpty ? 1 : Double(digits), count > 0,
      let unit = TimeUnit(String(text.dropFirst(digits.count)))
    else { return nil }
    return unit.seconds.map { $0 * count } ?? (unit == .day ? 86_400 * count : nil)
  }
}

extension Table {
  fileprivate func continuous(
    _ field: String, span: Double, start: Double?, end: Double?, _ meter: Meter
  ) throws(SearchError) -> Table {
    let steps = column(field).map { $0.double.map { ($0 / span).rounded(.down) } }
    let known = steps.compactMap { $0 }
    guard let least = start.map({ ($0 / span).rounded(.down) }) ?? known.min(),
      let greatest = end.map({ ($0 / span).rounded(.up) - 1 }) ?? known.max(), least <= greatest
    else { return self }
    let count = greatest - least + 1
    try meter.check(rows: count < 1e15 ? Int(count) : .max)
    var rows: [Int] = []
    for (row, step) in steps.enumerated() {
      if let step, step >= least, step <= greatest { rows.append(row) }
    }
    rows.sort { left, right in
      let (first, second) = (steps[left] ?? 0, steps[right] ?? 0)
      return first != second ? first < second : left < right
    }
    var result = selecting(rows)
    result[field] = rows.map { Value((steps[$0] ?? 0) * span) }
    let taken = Set(known)
    let missing = (0..<Int(count)).map { least + Double($0) }.filter { !taken.contains($0) }
    result.append(Table(count: missing.count, [(field, missing.map { Value($0 * span) })]))
    let values = result.column(field).map { $0.double ?? 0 }
    return result.selecting(
      values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 })
  }
}
