import SPL

extension CommandImplementation {
  /// `outlier`: cuts numbers that are far from the others down to a threshold, or drops their rows. The threshold is
  /// `param` times the distance between the quartiles, outside of these. Source: Search Reference, "outlier".
  static let outlier = CommandImplementation("outlier") { call, compilation throws(SearchError) in
    .stateful(try Outliers(call, standard: "transform", compilation).command(compilation.meter))
  }

  /// `anomalydetection`: with `method=iqr` what `outlier` does. The other methods are Splunk's own, and not documented
  /// well enough to be done alike. Source: Search Reference, "anomalydetection".
  static let anomalydetection = CommandImplementation("anomalydetection") {
    call, compilation throws(SearchError) in
    let method = call.option("method")?.lowercased() ?? "histogram"
    guard method == "iqr" else { throw compilation.unsupported("anomalydetection method=\(method)") }
    for name in ["pthresh", "cutoff", "minsupcount", "maxanofreq", "minsupfreq", "minnormfreq"]
    where call.option(name) != nil {
      throw compilation.argument("\(name)= does not go with method=iqr")
    }
    if let action = call.option("action")?.lowercased(), ["filter", "annotate", "summary"].contains(action) {
      throw compilation.argument("action=\(action) does not go with method=iqr")
    }
    return .stateful(try Outliers(call, standard: "transform", compilation).command(compilation.meter))
  }
}

private struct Outliers {
  let fields: [String]
  let removes: Bool
  let factor: Double
  let usesLower: Bool
  let marks: Bool

  init(_ call: CommandCall, standard: String, _ compilation: Compilation) throws(SearchError) {
    fields = call.ownFields.isEmpty ? ["*"] : call.ownFields
    let action = call.option("action")?.lowercased() ?? standard
    removes = action == "remove" || action == "rm"
    guard let number = Number(call.option("param") ?? "2.5"), number.value >= 0 else {
      throw compilation.argument("param must be a number that is not negative")
    }
    factor = number.value
    usesLower = call.boolean("uselower") ?? false
    marks = call.boolean("mark") ?? false
  }

  func command(_ meter: Meter) -> WholeTableCommand {
    WholeTableCommand(meter) { table in
      var table = table
      var mask = [Bool](repeating: true, count: table.count)
      for field in FieldPatterns(fields).matching(table.fields) {
        var column = table.column(field)
        guard let range = range(column.compactMap(\.double)) else { continue }
        for (row, value) in column.enumerated() {
          guard let number = value.double, number > range.upper || (usesLower && number < range.lower) else {
            continue
          }
          mask[row] = false
          let limit = Value(number > range.upper ? range.upper : range.lower)
          column[row] = marks ? .text("000\(limit.text ?? "")") : limit
        }
        if !removes { table[field] = column }
      }
      return removes ? table.filtered(mask) : table
    }
  }

  private func range(_ numbers: [Double]) -> (lower: Double, upper: Double)? {
    guard !numbers.isEmpty else { return nil }
    let sorted = numbers.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    let (first, third) = (quantile(0.25), quantile(0.75))
    return (first - factor * (third - first), third + factor * (third - first))
  }
}
