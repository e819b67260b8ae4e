/// `rate_avg(x)`, `rate_sum(x)`: the mean or the sum of the rates of a counter's time series. Points with the same
/// dimensions are one series. Source: Search Reference, "Time functions".
struct SeriesRates: Accumulator {
  private static let separator: Character = "\u{1}"
  private let isMean: Bool
  private var series: [String: Rate] = [:]

  init(isMean: Bool) {
    self.isMean = isMean
  }

  /// The points of a metric, each with its series before it.
  static func inputs(of metric: String, in points: Table) -> [Value] {
    guard let values = points[metric] else { return [Value](repeating: .null, count: points.count) }
    let columns = MetricPoints.dimensions(of: points).compactMap { points[$0] }
    return values.indices.map { row in
      guard let number = values[row].text else { return .null }
      let dimensions = columns.map { $0[row].text ?? "" }.joined(separator: "\u{2}")
      return .text("\(dimensions)\(separator)\(number)")
    }
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let text = value.text, let end = text.lastIndex(of: Self.separator) else { return 0 }
    let number = Value.text(String(text[text.index(after: end)...]))
    return series[String(text[..<end]), default: Rate()].add(number, at: time)
  }

  mutating func merge(_ later: Self) {
    series.merge(later.series) { first, second in
      var both = first
      both.merge(second)
      return both
    }
  }

  func result(_ context: StatsContext) -> Value {
    let rates = series.sorted { $0.key < $1.key }.compactMap(\.value.perSecond)
    guard !rates.isEmpty else { return .null }
    let sum = rates.reduce(0, +)
    return Value(isMean ? sum / Double(rates.count) : sum)
  }

  var saved: [Value] {
    series.sorted { $0.key < $1.key }.flatMap { name, rate -> [Value] in
      let points = rate.saved
      return [.text(name), Value(points.count)] + points
    }
  }

  mutating func restore(_ saved: [Value]) {
    var index = 0
    while index + 1 < saved.count, let name = saved[index].text, let count = saved[index + 1].wholeNumber {
      let end = min(saved.count, index + 2 + max(0, count))
      series[name, default: Rate()].restore(Array(saved[index + 2..<end]))
      index = end
    }
  }
}
