import SPL

extension CommandImplementation {
  /// `fieldsummary`: a row of statistics of each field, by name. Source: Search Reference, "fieldsummary".
  static let fieldsummary = CommandImplementation("fieldsummary") { call, compilation throws(SearchError) in
    let names = call.ownFields
    let limit = call.integer("maxvals") ?? 100
    guard limit >= 0 else { throw compilation.argument("maxvals must not be negative") }
    let meter = compilation.meter
    return .stateful(
      WholeTableCommand(meter) { table throws(SearchError) in
        var rows: [[(field: String, value: Value)]] = []
        let filled = table.filledFields.sorted { ValueOrder.compareTexts($0, $1) < 0 }
        for field in FieldPatterns(names.isEmpty ? ["*"] : names).matching(filled) {
          try meter.checkTime()
          rows.append(FieldSummary(table.column(field)).row(field, limit))
        }
        return Table(rows: rows).projected([
          "field", "count", "distinct_count", "is_exact", "max", "mean", "min", "numeric_count", "stdev",
          "values",
        ])
      })
  }
}

/// The statistics of one field.
private struct FieldSummary {
  private var counts: [String: Int] = [:]
  private var rows = 0
  private var numbers: [Double] = []

  init(_ column: [Value]) {
    for value in column where !value.isNull {
      rows += 1
      for single in value.values {
        counts[single.text ?? "", default: 0] += 1
        if let number = single.double { numbers.append(number) }
      }
    }
  }

  func row(_ field: String, _ limit: Int) -> [(field: String, value: Value)] {
    var row: [(field: String, value: Value)] = [
      ("field", .text(field)), ("count", Value(rows)), ("distinct_count", Value(counts.count)),
      ("is_exact", Value(limit == 0 || counts.count <= limit ? 1 : 0)),
      ("numeric_count", Value(numbers.count)), ("values", .text(values(limit))),
    ]
    guard let least = numbers.min(), let greatest = numbers.max() else { return row }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    row += [("max", Value(greatest)), ("mean", Value(mean)), ("min", Value(least))]
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    row.append(("stdev", Value(numbers.count > 1 ? (squares / Double(numbers.count - 1)).squareRoot() : 0)))
    return row
  }

  /// The values with their counts as JSON: the most frequent first, then by value.
  private func values(_ limit: Int) -> String {
    let sorted = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : ValueOrder.compareTexts(left.key, right.key) < 0
    }
    let shown = limit == 0 ? sorted[...] : sorted.prefix(limit)
    let texts = shown.map { "{\"value\":\(JSONText.quoted($0.key)),\"count\":\($0.value)}" }
    return "[\(texts.joined(separator: ","))]"
  }
}
