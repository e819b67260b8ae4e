import SPL

/// A stats function that runs.
struct StatsImplementation: Sendable {
  /// The name that the list of functions has.
  let name: String
  /// The state of a group without values.
  let empty: any Accumulator
  /// Whether the result depends on the order in which rows arrive.
  let dependsOnOrder: Bool
  /// Whether it looks at the rows' time.
  let readsTime: Bool

  init(
    _ name: String, _ empty: any Accumulator, dependsOnOrder: Bool = false, readsTime: Bool = false
  ) {
    self.name = name
    self.empty = empty
    self.dependsOnOrder = dependsOnOrder
    self.readsTime = readsTime
  }

  /// The same, giving nothing once it met a text: `allnum=true`.
  var allNumeric: StatsImplementation {
    guard let numeric = empty as? any NumericAccumulator else { return self }
    return StatsImplementation(name, numeric.allNumeric, dependsOnOrder: dependsOnOrder, readsTime: readsTime)
  }
}

/// The stats functions that run, by name. `sparkline` is made by its call, which names another function.
enum StatsImplementations {
  /// All that take no number in their name.
  static let all: [StatsImplementation] = [
    .init("avg", Mean()), .init("count", CountValues()), .init("distinct_count", DistinctCount()),
    .init("estdc", DistinctCount()), .init("estdc_error", DistinctCountError()),
    .init("max", Extreme(greatest: true)), .init("mean", Mean()), .init("median", Percentile(.upperMiddle)),
    .init("min", Extreme(greatest: false)), .init("mode", Mode()), .init("range", NumberRange()),
    .init("stdev", Variance(ofSample: true, root: true)),
    .init("stdevp", Variance(ofSample: false, root: true)), .init("sum", Sum()),
    .init("sumsq", SumOfSquares()), .init("var", Variance(ofSample: true, root: false)),
    .init("varp", Variance(ofSample: false, root: false)),
    .init("first", ByArrival(last: false), dependsOnOrder: true),
    .init("last", ByArrival(last: true), dependsOnOrder: true),
    .init("list", List(), dependsOnOrder: true), .init("values", DifferentValues()),
    .init("earliest", ByTime(latest: false), dependsOnOrder: true, readsTime: true),
    .init("earliest_time", TimeOfValue(latest: false), readsTime: true),
    .init("latest", ByTime(latest: true), dependsOnOrder: true, readsTime: true),
    .init("latest_time", TimeOfValue(latest: true), readsTime: true),
    .init("per_day", PerUnit(seconds: 86_400)),
    .init("per_hour", PerUnit(seconds: 3600)), .init("per_minute", PerUnit(seconds: 60)),
    .init("per_second", PerUnit(seconds: 1)), .init("rate", Rate(), dependsOnOrder: true, readsTime: true),
  ]

  private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The function that a search calls so, in any case: `count`, `dc`, `p95`.
  static func named(_ text: String) -> StatsImplementation? {
    guard let function = StatsFunction.named(text) else { return nil }
    guard function.takesPercent else { return byName[function.name] }
    let digits = text.drop { $0.isLetter }
    guard let percent = Double(digits) else { return nil }
    return StatsImplementation(
      function.name + digits, Percentile(.interpolated(percent: percent)))
  }
}
