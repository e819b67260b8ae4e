/// The states of one call of a stats function, one for each group. A class: the states must not be copied with each batch.
protocol StateColumn: AnyObject {
  /// Makes states for so many groups.
  func grow(to count: Int)
  /// Takes the values of a column; nil for a function of rows.
  func add(_ column: [Value]?, times: [Double]?, _ rows: GroupedRows)
  /// Takes states that `saved` gave.
  func restore(_ column: [Value], _ rows: GroupedRows)
  func merge(_ group: Int, into other: Int)
  func result(_ group: Int, _ context: StatsContext) -> Value
  /// A group's state as a value.
  func saved(_ group: Int) -> Value
  /// About how many bytes the states have grown by.
  var keptBytes: Int { get }
}

/// How many rows each group has: `count`.
final class RowCounts: StateColumn {
  private var counts: [Int] = []
  let keptBytes = 0

  func grow(to count: Int) {
    if counts.count < count { counts += repeatElement(0, count: count - counts.count) }
  }

  func add(_ column: [Value]?, times: [Double]?, _ rows: GroupedRows) {
    if rows.groups == nil {
      counts[0] += rows.count
    } else {
      counts.withUnsafeMutableBufferPointer { counts in rows.forEach { _, group in counts[group] += 1 } }
    }
  }

  func restore(_ column: [Value], _ rows: GroupedRows) {
    rows.forEach { row, group in counts[group] &+= column[row].values.first?.wholeNumber ?? 0 }
  }

  func merge(_ group: Int, into other: Int) { counts[other] += counts[group] }
  func result(_ group: Int, _ context: StatsContext) -> Value { Value(counts[group]) }
  func saved(_ group: Int) -> Value { Value(counts[group]) }
}

/// The states of a function of values.
final class ValueStates<State: Accumulator>: StateColumn {
  private let empty: State
  private var states: [State] = []
  private(set) var keptBytes = 0

  init(_ empty: State) {
    self.empty = empty
  }

  func grow(to count: Int) {
    if states.count < count { states += repeatElement(empty, count: count - states.count) }
  }

  func add(_ column: [Value]?, times: [Double]?, _ rows: GroupedRows) {
    var kept = 0
    states.withUnsafeMutableBufferPointer { states in
      if let column {
        rows.forEach { row, group in
          let time = times?[row] ?? .nan
          switch column[row] {
          case .null: break
          case .list(let items): for item in items { kept += states[group].add(item, at: time) }
          case let value: kept += states[group].add(value, at: time)
          }
        }
      } else {
        // A function of rows that needs their time: the line of counts.
        let one = Value(1)
        rows.forEach { row, group in kept += states[group].add(one, at: times?[row] ?? .nan) }
      }
    }
    keptBytes += kept
  }

  func restore(_ column: [Value], _ rows: GroupedRows) {
    rows.forEach { row, group in
      let saved = column[row].values
      if !saved.isEmpty {
        states[group].restore(saved)
        keptBytes += 24 * saved.count
      }
    }
  }

  func merge(_ group: Int, into other: Int) { states[other].merge(states[group]) }
  func result(_ group: Int, _ context: StatsContext) -> Value { states[group].result(context) }

  func saved(_ group: Int) -> Value {
    let saved = states[group].saved
    return saved.count == 1 ? saved[0] : saved.isEmpty ? .null : .list(saved)
  }
}

extension Accumulator {
  /// States of this kind for any number of groups.
  var column: any StateColumn { ValueStates(self) }
}
