/// `sum(x)`. Source: Search Reference, "Aggregate functions".
struct Sum: NumericAccumulator {
  private var count = 0
  private var sum = 0.0

  mutating func add(_ number: Double) -> Int {
    count += 1
    sum += number
    return 0
  }

  mutating func merge(_ later: Self) {
    count += later.count
    sum += later.sum
  }

  func result(_ context: StatsContext) -> Value { count == 0 ? .null : Value(sum) }
  var saved: [Value] { [Value(count), Value(sum)] }

  mutating func restore(_ saved: [Value]) {
    guard saved.count == 2 else { return }
    count &+= saved[0].wholeNumber ?? 0
    sum += saved[1].double ?? 0
  }
}

/// `avg(x)`, `mean(x)`. Source: Search Reference, "Aggregate functions".
struct Mean: NumericAccumulator {
  private var count = 0
  private var sum = 0.0

  mutating func add(_ number: Double) -> Int {
    count += 1
    sum += number
    return 0
  }

  mutating func merge(_ later: Self) {
    count += later.count
    sum += later.sum
  }

  func result(_ context: StatsContext) -> Value { count == 0 ? .null : Value(sum / Double(count)) }
  var saved: [Value] { [Value(count), Value(sum)] }

  mutating func restore(_ saved: [Value]) {
    guard saved.count == 2 else { return }
    count &+= saved[0].wholeNumber ?? 0
    sum += saved[1].double ?? 0
  }
}

/// `sumsq(x)`. Source: Search Reference, "Aggregate functions".
struct SumOfSquares: NumericAccumulator {
  private var sum = Sum()

  mutating func add(_ number: Double) -> Int { sum.add(number * number) }
  mutating func merge(_ later: Self) { sum.merge(later.sum) }
  func result(_ context: StatsContext) -> Value { sum.result(context) }
  var saved: [Value] { sum.saved }
  mutating func restore(_ saved: [Value]) { sum.restore(saved) }
}

/// `var(x)`, `varp(x)`, `stdev(x)`, `stdevp(x)`: by Welford's method, which keeps its digits where the numbers are large
/// and close together. Of a single number 0. Source: Search Reference, "Aggregate functions".
struct Variance: NumericAccumulator {
  private let isSample: Bool
  private let isRoot: Bool
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  /// The variance or, as its root, the standard deviation, of a sample or of the whole population.
  init(ofSample isSample: Bool, root isRoot: Bool) {
    self.isSample = isSample
    self.isRoot = isRoot
  }

  mutating func add(_ number: Double) -> Int {
    count += 1
    let distance = number - mean
    mean += distance / count
    squares += distance * (number - mean)
    return 0
  }

  mutating func merge(_ later: Self) {
    take(later.count, later.mean, later.squares)
  }

  private mutating func take(_ otherCount: Double, _ otherMean: Double, _ otherSquares: Double) {
    guard otherCount > 0 else { return }
    let total = count + otherCount
    let distance = otherMean - mean
    squares += otherSquares + distance * distance * count * otherCount / total
    mean += distance * otherCount / total
    count = total
  }

  func result(_ context: StatsContext) -> Value {
    guard count > 0 else { return .null }
    let divisor = isSample ? max(1, count - 1) : count
    let variance = max(0, squares / divisor)
    return Value(isRoot ? variance.squareRoot() : variance)
  }

  var saved: [Value] { [Value(count), Value(mean), Value(squares)] }

  mutating func restore(_ saved: [Value]) {
    guard saved.count == 3 else { return }
    take(saved[0].double ?? 0, saved[1].double ?? 0, saved[2].double ?? 0)
  }
}

/// `range(x)`: the greatest number minus the least. Source: Search Reference, "Aggregate functions".
struct NumberRange: NumericAccumulator {
  private var least = Double.infinity
  private var greatest = -Double.infinity

  mutating func add(_ number: Double) -> Int {
    least = min(least, number)
    greatest = max(greatest, number)
    return 0
  }

  mutating func merge(_ later: Self) {
    least = min(least, later.least)
    greatest = max(greatest, later.greatest)
  }

  func result(_ context: StatsContext) -> Value { least > greatest ? .null : Value(greatest - least) }
  var saved: [Value] { least > greatest ? [] : [Value(least), Value(greatest)] }
  mutating func restore(_ saved: [Value]) { for value in saved { _ = value.double.map { add($0) } } }
}

/// `perc95(x)`, `exactperc95(x)`, `upperperc95(x)`, `median(x)`: all exact here, with no estimate above 1,000 values.
/// Source: Search Reference, "Aggregate functions".
struct Percentile: NumericAccumulator {
  /// How the number is found.
  enum Method: Sendable {
    /// Between two neighbors, in proportion.
    case interpolated(percent: Double)
    /// The middle one, of an even count the higher of the two.
    case upperMiddle
  }

  private let method: Method
  private var numbers: [Double] = []

  init(_ method: Method) {
    self.method = method
  }

  mutating func add(_ number: Double) -> Int {
    numbers.append(number)
    return 8
  }

  mutating func merge(_ later: Self) { numbers += later.numbers }

  func result(_ context: StatsContext) -> Value {
    guard !numbers.isEmpty else { return .null }
    let sorted = numbers.sorted()
    switch method {
    case .upperMiddle: return Value(sorted[sorted.count / 2])
    case .interpolated(let percent):
      let rank = percent / 100 * Double(sorted.count - 1)
      let lower = min(sorted.count - 1, Int(rank))
      let upper = min(sorted.count - 1, lower + 1)
      let part = rank - Double(lower)
      return Value(part == 0 ? sorted[lower] : sorted[lower] + (sorted[upper] - sorted[lower]) * part)
    }
  }

  var saved: [Value] { numbers.map { Value($0) } }
  mutating func restore(_ saved: [Value]) { numbers += saved.compactMap(\.double) }
}
