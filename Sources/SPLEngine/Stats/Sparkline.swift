/// `sparkline(count, 1h)`: a mark, and then the value of a function in each span of time.
/// Source: Search Manual, "Add sparklines to search results"; limits.conf, [stats] sparkline_maxsize.
struct Sparkline: Accumulator {
  private static let mark = Value.text("##__SPARKLINE__##")
  /// The most spans of a line.
  static let limit = 100
  private let inner: any Accumulator
  /// nil where the search leaves it open.
  private let span: TimeSpan?
  private let grid: TimeGrid
  private var points: [(time: Double, value: Value)] = []

  init(of inner: any Accumulator, span: TimeSpan?, grid: TimeGrid) {
    self.inner = inner
    self.span = span
    self.grid = grid
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard !time.isNaN else { return 0 }
    points.append((time, value))
    return 48
  }

  mutating func merge(_ later: Self) { points += later.points }

  func result(_ context: StatsContext) -> Value {
    guard let times = context.times else { return .null }
    var span = span ?? grid.automatic(times, bins: Self.limit)
    if span.count(times, limit: Self.limit) > Self.limit { span = grid.automatic(times, bins: Self.limit) }
    var states: [any Accumulator] = []
    var starts: [Double: Int] = [:]
    var start = span.start(of: times.lowerBound)
    while start <= times.upperBound, states.count <= Self.limit {
      starts[start] = states.count
      states.append(inner)
      start = span.next(start)
    }
    for point in points {
      if let index = starts[span.start(of: point.time)] { _ = states[index].add(point.value, at: point.time) }
    }
    return .list(
      [Self.mark]
        + states.map { state in
          let value = state.result(context)
          return value.isNull ? Value(0) : value
        })
  }

  var saved: [Value] { points.flatMap { [Value($0.time), $0.value] } }

  mutating func restore(_ saved: [Value]) {
    for index in stride(from: 0, to: saved.count - 1, by: 2) {
      _ = add(saved[index + 1], at: saved[index].double ?? .nan)
    }
  }
}
