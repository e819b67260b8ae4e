/// What a stats function keeps of the values of one group.
///
/// A value type: the states of all groups lie side by side in one array, and a call of the function costs no allocation
/// per group unless it collects values.
protocol Accumulator: Sendable {
  /// Takes a single value of a row with its time (NaN where it has none). Gives how many bytes it now keeps more.
  mutating func add(_ value: Value, at time: Double) -> Int
  /// Takes what another state kept of rows that came later.
  mutating func merge(_ later: Self)
  /// What the function gives for all that was taken.
  func result(_ context: StatsContext) -> Value
  /// What was taken, as values of which `restore` makes the same state: what `sistats` writes.
  var saved: [Value] { get }
  /// Takes what `saved` gave of rows that came later.
  mutating func restore(_ saved: [Value])
}

/// What the result of a stats function may depend on besides values.
struct StatsContext: Sendable {
  /// The seconds of the span of time that a row of `timechart` stands for.
  var span: Double?
  /// The time from the first row to the last, or that of the search where it is bounded.
  var times: ClosedRange<Double>?
}

/// A function of numbers alone: what is no number is left out.
protocol NumericAccumulator: Accumulator {
  mutating func add(_ number: Double) -> Int
}

extension NumericAccumulator {
  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let number = value.double else { return 0 }
    return add(number)
  }
}

/// A function that gives nothing once it met a value that is no number: `allnum=true`.
struct AllNumeric<Base: NumericAccumulator>: Accumulator {
  private var base: Base
  private var hasText = false

  init(_ base: Base) {
    self.base = base
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let number = value.double else {
      hasText = true
      return 0
    }
    return base.add(number)
  }

  mutating func merge(_ later: Self) {
    base.merge(later.base)
    hasText = hasText || later.hasText
  }

  func result(_ context: StatsContext) -> Value { hasText ? .null : base.result(context) }

  var saved: [Value] { [Value(hasText ? 1 : 0)] + base.saved }

  mutating func restore(_ saved: [Value]) {
    hasText = hasText || saved.first?.double == 1
    base.restore(Array(saved.dropFirst()))
  }
}

extension NumericAccumulator {
  /// The same function, strict about text.
  var allNumeric: any Accumulator { AllNumeric(self) }
}

extension Value {
  /// The number, where it is whole and no larger than what can be counted.
  var wholeNumber: Int? {
    guard let number = double, abs(number) < 1e15 else { return nil }
    return Int(exactly: number)
  }
}
