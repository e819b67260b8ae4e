/// `min(x)`, `max(x)`: numbers by value, and less than any text; texts by code point.
/// Source: Search Reference, "Aggregate functions".
struct Extreme: Accumulator {
  private let isGreatest: Bool
  private var number: Double?
  private var text: String?

  init(greatest isGreatest: Bool) {
    self.isGreatest = isGreatest
  }

  mutating func add(_ value: Value, at time: Double) -> Int {
    if let new = value.double {
      if let old = number, isGreatest ? new <= old : new >= old { return 0 }
      number = new
    } else if let new = value.text {
      take(new)
    }
    return 0
  }

  private mutating func take(_ new: String) {
    if let old = text {
      let order = ValueOrder.compareTexts(new, old)
      if isGreatest ? order <= 0 : order >= 0 { return }
    }
    text = new
  }

  mutating func merge(_ later: Self) {
    if let number = later.number { _ = add(Value(number), at: 0) }
    if let text = later.text { take(text) }
  }

  func result(_ context: StatsContext) -> Value {
    let first: Value? = number.map { Value($0) }
    let second: Value? = text.map { .text($0) }
    return (isGreatest ? second ?? first : first ?? second) ?? .null
  }

  var saved: [Value] { [number.map { Value($0) }, text.map { .text($0) }].compactMap { $0 } }
  mutating func restore(_ saved: [Value]) { for value in saved { _ = add(value, at: 0) } }
}
