/// `count(x)`: how many values there are; of a multivalue field, each counts.
/// Source: Search Reference, "Aggregate functions".
struct CountValues: Accumulator {
  private var count = 0

  mutating func add(_ value: Value, at time: Double) -> Int {
    count += 1
    return 0
  }

  mutating func merge(_ later: Self) { count += later.count }
  func result(_ context: StatsContext) -> Value { Value(count) }
  var saved: [Value] { [Value(count)] }
  mutating func restore(_ saved: [Value]) { count &+= (saved.first?.wholeNumber ?? 0) }
}

/// `dc(x)`, `estdc(x)`: how many different values there are, compared as text. The estimate is exact here.
/// Source: Search Reference, "Aggregate functions".
struct DistinctCount: Accumulator {
  private var texts: Set<ExactText> = []

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let text = value.text, texts.insert(ExactText(text)).inserted else { return 0 }
    return text.utf8.count + 24
  }

  mutating func merge(_ later: Self) { texts.formUnion(later.texts) }
  func result(_ context: StatsContext) -> Value { Value(texts.count) }
  var saved: [Value] { texts.map(\.text).sorted { ValueOrder.compareTexts($0, $1) < 0 }.map { .text($0) } }
  mutating func restore(_ saved: [Value]) { for value in saved { _ = add(value, at: 0) } }
}

/// `estdc_error(x)`: 0, because `estdc` counts exactly here. Source: Search Reference, "Aggregate functions".
struct DistinctCountError: Accumulator {
  mutating func add(_ value: Value, at time: Double) -> Int { 0 }
  mutating func merge(_ later: Self) {}
  func result(_ context: StatsContext) -> Value { Value(0) }
  var saved: [Value] { [Value(0)] }
  mutating func restore(_ saved: [Value]) {}
}

/// `mode(x)`: the most frequent value, compared as text; of equally frequent ones the first by code point.
/// Source: Search Reference, "Aggregate functions".
struct Mode: Accumulator {
  private var counts: [ExactText: Int] = [:]

  mutating func add(_ value: Value, at time: Double) -> Int {
    guard let text = value.text else { return 0 }
    counts[ExactText(text), default: 0] += 1
    return counts.count == 1 || counts[ExactText(text)] == 1 ? text.utf8.count + 32 : 0
  }

  mutating func merge(_ later: Self) { counts.merge(later.counts, uniquingKeysWith: +) }

  func result(_ context: StatsContext) -> Value {
    let best = counts.max { left, right in
      left.value != right.value
        ? left.value < right.value : ValueOrder.compareTexts(left.key.text, right.key.text) > 0
    }
    return best.map { .text($0.key.text) } ?? .null
  }

  var saved: [Value] {
    counts.sorted { ValueOrder.compareTexts($0.key.text, $1.key.text) < 0 }
      .flatMap { [.text($0.key.text), Value($0.value)] }
  }

  mutating func restore(_ saved: [Value]) {
    for index in stride(from: 0, to: saved.count - 1, by: 2) {
      let text = ExactText(saved[index].text ?? "")
      counts[text] = (counts[text] ?? 0) &+ (saved[index + 1].wholeNumber ?? 0)
    }
  }
}

/// A text that is the same as another only if all its bytes are. Swift's own comparison takes texts that look alike for
/// the same.
struct ExactText: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Self, right: Self) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
