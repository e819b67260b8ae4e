import SPLEngine

/// The fields of a batch of events while they are extracted: a column for each field, made when it is first set.
struct FieldColumns {
  /// How many events there are.
  let count: Int
  private var names: [String] = []
  private var columns: [[Value]] = []
  private var slots: [String: Int] = [:]
  /// Slots of the fields that are asked for, by the bytes of their names; nil where all are.
  private var wanted: [[UInt8]: Int]?

  /// Columns for the fields that are asked for.
  init(count: Int, demand: FieldDemand) {
    self.count = count
    if case .some(let fields) = demand {
      var slots: [[UInt8]: Int] = [:]
      for field in fields.sorted() { slots[Array(field.utf8)] = makeSlot(field) }
      wanted = slots
    }
  }

  private mutating func makeSlot(_ field: String) -> Int {
    if let slot = slots[field] { return slot }
    let slot = columns.count
    names.append(field)
    columns.append([Value](repeating: .null, count: count))
    slots[field] = slot
    return slot
  }

  /// The slot of a field; nil for one that nobody asks for.
  mutating func slot(of field: String) -> Int? {
    if let slot = slots[field] { return slot }
    return wanted == nil ? makeSlot(field) : nil
  }

  /// The slot of a field whose name stands in these bytes; nil for one that nobody asks for.
  mutating func slot(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    if let wanted { return wanted[Array(name)] }
    return makeSlot(String(decoding: name, as: UTF8.self))
  }

  /// Sets a field that the event does not have yet; with `adds`, a further value goes behind those that are there.
  mutating func set(_ slot: Int, at row: Int, _ value: Value, adds: Bool = false) {
    if columns[slot][row].isNull {
      columns[slot][row] = value
    } else if adds {
      columns[slot][row] = Value(columns[slot][row].values + value.values)
    }
  }

  /// The value of a field of an event.
  func value(_ field: String, at row: Int) -> Value {
    slots[field].map { columns[$0][row] } ?? .null
  }

  /// The fields as a table; those that no event has are left out.
  func table() -> Table {
    var table = Table(count: count)
    for (slot, name) in names.enumerated() where columns[slot].contains(where: { !$0.isNull }) {
      table[name] = columns[slot]
    }
    return table
  }
}
