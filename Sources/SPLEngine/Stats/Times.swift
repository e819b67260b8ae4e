/// `earliest(x)`, `latest(x)`: the value of the row with the least or the greatest time; of rows with one time, that of
/// the one that arrives last for `earliest` and first for `latest`, because events arrive newest first.
/// Source: Search Reference, "Time functions".
struct ByTime: Accumulator {
  private let isLatest: Bool
  private var value = Value.null
  private var time = 0.0

  init(latest isLatest: Bool) {
    self.isLatest = isLatest
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard !time.isNaN else { return 0 }
    if self.value.isNull || (isLatest ? time > self.time : time <= self.time) {
      self.value = value
      self.time = time
    }
    return 0
  }

  mutating func merge(_ later: Self) { if !later.value.isNull { _ = add(later.value, at: later.time) } }
  func result(_ context: StatsContext) -> Value { value }
  var saved: [Value] { value.isNull ? [] : [Value(time), value] }

  mutating func restore(_ saved: [Value]) {
    if saved.count == 2, let time = saved[0].double { _ = add(saved[1], at: time) }
  }
}

/// `earliest_time(x)`, `latest_time(x)`: the time of that row. Source: Search Reference, "Time functions".
struct TimeOfValue: Accumulator {
  private let isLatest: Bool
  private var time: Double?

  init(latest isLatest: Bool) {
    self.isLatest = isLatest
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard !time.isNaN else { return 0 }
    self.time = self.time.map { isLatest ? max($0, time) : min($0, time) } ?? time
    return 0
  }

  mutating func merge(_ later: Self) { if let time = later.time { _ = add(.null, at: time) } }
  func result(_ context: StatsContext) -> Value { time.map { Value($0) } ?? .null }
  var saved: [Value] { time.map { [Value($0)] } ?? [] }
  mutating func restore(_ saved: [Value]) { if let time = saved.first?.double { _ = add(.null, at: time) } }
}

/// `rate(x)`: by how much a counter grows in a second. A counter that falls was reset: what it had reached counts, the
/// greatest of several times. Source: Search Reference, "Time functions".
struct Rate: Accumulator {
  private var points: [(time: Double, number: Double)] = []

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard !time.isNaN, let number = value.double else { return 0 }
    points.append((time, number))
    return 16
  }

  mutating func merge(_ later: Self) { points += later.points }

  /// The growth by the second; nil for a single point in time.
  var perSecond: Double? {
    let sorted = points.enumerated().sorted { left, right in
      left.element.time != right.element.time
        ? left.element.time < right.element.time : left.offset > right.offset
    }.map(\.element)
    guard let first = sorted.first, let last = sorted.last, last.time > first.time else { return nil }
    var reset = 0.0
    for (before, after) in zip(sorted, sorted.dropFirst()) where after.number < before.number {
      reset = max(reset, before.number)
    }
    return (last.number - first.number + reset) / (last.time - first.time)
  }

  func result(_ context: StatsContext) -> Value { perSecond.map { Value($0) } ?? .null }
  var saved: [Value] { points.flatMap { [Value($0.time), Value($0.number)] } }

  mutating func restore(_ saved: [Value]) {
    for index in stride(from: 0, to: saved.count - 1, by: 2) {
      _ = add(saved[index + 1], at: saved[index].double ?? .nan)
    }
  }
}

/// `per_second(x)` and its kin: the sum as a rate over the span of time that a row of `timechart` stands for, with six
/// decimals. Source: Search Reference, "Time functions".
struct PerUnit: NumericAccumulator {
  private let seconds: Double
  private var sum = 0.0
  private var count = 0

  init(seconds: Double) {
    self.seconds = seconds
  }

  mutating func add(_ number: Double) -> Int {
    count += 1
    sum += number
    return 0
  }

  mutating func merge(_ later: Self) {
    count += later.count
    sum += later.sum
  }

  func result(_ context: StatsContext) -> Value {
    guard count > 0, let span = context.span, span > 0 else { return .null }
    return .text(SixDecimals.text(sum / span * seconds))
  }

  var saved: [Value] { [Value(count), Value(sum)] }

  mutating func restore(_ saved: [Value]) {
    guard saved.count == 2 else { return }
    count &+= saved[0].wholeNumber ?? 0
    sum += saved[1].double ?? 0
  }
}
