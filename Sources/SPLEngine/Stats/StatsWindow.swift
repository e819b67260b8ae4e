/// The rows that a result of `streamstats` counts: all so far, or those of a window that moves.
///
/// A window keeps what its rows give in two stacks, so that a row that leaves it needs no computing anew of those that
/// stay: the front holds for each row what it and those behind it in the front give together.
struct StatsWindow {
  /// A row of the window.
  struct Entry {
    let place: Int
    let time: Double
    let value: Value
  }

  private let empty: any Accumulator
  private var front: [(entry: Entry, state: any Accumulator)] = []
  private var back: [Entry] = []
  private var backState: any Accumulator
  /// How many rows were taken in all.
  private(set) var taken = 0

  init(_ empty: any Accumulator) {
    self.empty = empty
    backState = empty
  }

  /// Takes the next row. Gives how many bytes more are kept. Rows of an unbounded window are not kept themselves.
  mutating func add(_ value: Value, at time: Double, place: Int, isBounded: Bool) -> Int {
    taken += 1
    if isBounded { back.append(Entry(place: place, time: time, value: value)) }
    return Self.add(value, time, to: &backState)
  }

  /// Drops rows from the beginning for as long as they are to go.
  mutating func drop(_ goes: (Entry) -> Bool) {
    while true {
      if front.isEmpty {
        guard let first = back.first, goes(first) else { return }
        turn()
      }
      guard let oldest = front.last, goes(oldest.entry) else { return }
      front.removeLast()
    }
  }

  private mutating func turn() {
    var later: (any Accumulator)?
    for entry in back.reversed() {
      var state = empty
      _ = Self.add(entry.value, entry.time, to: &state)
      if let later { state.mergeAny(later) }
      front.append((entry, state))
      later = state
    }
    back.removeAll(keepingCapacity: true)
    backState = empty
  }

  /// What the function gives for the rows of the window.
  var result: Value {
    guard var state = front.last?.state else { return backState.result(StatsContext()) }
    state.mergeAny(backState)
    return state.result(StatsContext())
  }

  private static func add(_ value: Value, _ time: Double, to state: inout any Accumulator) -> Int {
    switch value {
    case .null: return 0
    case .list(let values): return values.reduce(0) { $0 + state.add($1, at: time) }
    case .text, .number, .boolean: return state.add(value, at: time)
    }
  }
}

extension Accumulator {
  /// Merges a state of the same function.
  fileprivate mutating func mergeAny(_ later: any Accumulator) {
    if let later = later as? Self { merge(later) }
  }
}
