/// `first(x)`, `last(x)`: by the order in which rows arrive. Source: Search Reference, "Event order functions".
struct ByArrival: Accumulator {
  private let isLast: Bool
  private var value = Value.null

  init(last isLast: Bool) {
    self.isLast = isLast
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    if isLast || self.value.isNull { self.value = value }
    return 0
  }

  mutating func merge(_ later: Self) { if !later.value.isNull { _ = add(later.value, at: 0) } }
  func result(_ context: StatsContext) -> Value { value }
  var saved: [Value] { value.values }
  mutating func restore(_ saved: [Value]) { if let value = saved.first { _ = add(value, at: 0) } }
}

/// `list(x)`: the first 100 values in the order in which rows arrive.
/// Source: Search Reference, "Multivalue stats and chart functions".
struct List: Accumulator {
  private static let limit = 100
  private var values: [Value] = []

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard values.count < Self.limit else { return 0 }
    values.append(value)
    return 24
  }

  mutating func merge(_ later: Self) { values += later.values.prefix(Self.limit - values.count) }
  func result(_ context: StatsContext) -> Value { Value(values) }
  var saved: [Value] { values }
  mutating func restore(_ saved: [Value]) { values += saved.prefix(Self.limit - values.count) }
}

/// `values(x)`: the different values, compared as text, in the order of their characters.
/// Source: Search Reference, "Multivalue stats and chart functions".
struct DifferentValues: Accumulator {
  private var texts: Set<ExactText> = []

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let text = value.text, texts.insert(ExactText(text)).inserted else { return 0 }
    return text.utf8.count + 24
  }

  mutating func merge(_ later: Self) { texts.formUnion(later.texts) }
  func result(_ context: StatsContext) -> Value { Value(saved) }
  var saved: [Value] { texts.map(\.text).sorted { ValueOrder.compareTexts($0, $1) < 0 }.map { .text($0) } }
  mutating func restore(_ saved: [Value]) { for value in saved { _ = add(value, at: 0) } }
}
