/// Collects values that are found field by field in row after row, and makes columns of them.
///
/// Values that one row gives for the same field become a multivalue field, in their order.
struct FieldColumns {
  private let count: Int
  private var columns: [[Value]] = []
  private var pending: [[Value]] = []
  private var touched: [Int] = []
  private var names: [String] = []
  private var slots: [String: Int] = [:]

  /// Columns for this many rows.
  init(count: Int) {
    self.count = count
  }

  /// The number of a field, by which values are added; a new name gets a new one.
  mutating func slot(_ name: String) -> Int {
    if let slot = slots[name] { return slot }
    slots[name] = names.count
    names.append(name)
    return names.count - 1
  }

  /// Whether the current row has a value for the field already.
  func has(_ slot: Int) -> Bool { slot < pending.count && !pending[slot].isEmpty }

  /// Adds a value to the current row.
  mutating func add(_ value: Value, to slot: Int) {
    while pending.count <= slot { pending.append([]) }
    if pending[slot].isEmpty { touched.append(slot) }
    pending[slot].append(value)
  }

  /// Writes what was added to a row.
  mutating func end(row: Int, _ meter: Meter) throws(SearchError) {
    for slot in touched {
      if columns.count <= slot {
        try meter.check(cells: (slot + 1) * count)
        while columns.count <= slot { columns.append([]) }
      }
      if columns[slot].isEmpty { columns[slot] = [Value](repeating: .null, count: count) }
      try meter.check(values: pending[slot].count)
      columns[slot][row] = Value(pending[slot])
      pending[slot].removeAll(keepingCapacity: true)
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Puts the columns into a table: a value found takes the place of the one that was there, unless `keepingOld`.
  /// `names` are the fields' names by number, where they were not given by `slot(_:)`.
  func write(to table: inout Table, names: [String]? = nil, keepingOld: Bool = false) {
    for (slot, found) in columns.enumerated() where !found.isEmpty {
      let field = (names ?? self.names)[slot]
      guard var column = table[field] else {
        table[field] = found
        continue
      }
      for row in found.indices where !found[row].isNull && !(keepingOld && !column[row].isNull) {
        column[row] = found[row]
      }
      table[field] = column
    }
  }
}
