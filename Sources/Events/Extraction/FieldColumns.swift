import SPLEngine

/// The fields of a batch of events while they are extracted: a column for each field, made when it is first set.
struct FieldColumns {
  /// How many events there are.
  let count: Int
  private var names: [String] = []
  private var columns: [[Value]] = []
  private var slots = ByteNames()
  /// Whether fields that nobody named are kept too.
  private let isOpen: Bool

  /// Columns for the fields that are asked for.
  init(count: Int, demand: FieldDemand) {
    self.count = count
    guard case .some(let fields) = demand else {
      isOpen = true
      return
    }
    isOpen = false
    for field in fields.sorted() { _ = makeSlot(field) }
  }

  private mutating func makeSlot(_ field: String) -> Int {
    names.append(field)
    slots.add(field)
    columns.append([])
    return columns.count - 1
  }

  /// The slot of a field; nil for one that nobody asks for.
  mutating func slot(of field: String) -> Int? {
    var field = field
    return field.withUTF8 { slot(of: $0) }
  }

  /// The slot of a field whose name stands in these bytes; nil for one that nobody asks for.
  mutating func slot(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    if let slot = slots.number(of: name) { return slot }
    return isOpen ? makeSlot(String(decoding: name, as: UTF8.self)) : nil
  }

  /// The slots of those of the fields that anyone asks for.
  mutating func slots(of fields: Set<String>) -> [Int] {
    fields.sorted().compactMap { slot(of: $0) }
  }

  /// Whether an event has a value in all of these slots.
  func has(_ slots: [Int], at row: Int) -> Bool {
    slots.allSatisfy { slot in
      guard !columns[slot].isEmpty else { return false }
      return !columns[slot][row].isNull
    }
  }

  /// Sets a field that the event does not have yet; with `adds`, a further value goes behind those that are there.
  mutating func set(_ slot: Int, at row: Int, _ value: Value, adds: Bool = false) {
    if columns[slot].isEmpty { columns[slot] = [Value](repeating: .null, count: count) }
    switch columns[slot][row] {
    case .null: columns[slot][row] = value
    case .list(var values) where adds:
      // Taken out while it grows, so that it is not copied with each value.
      columns[slot][row] = .null
      values += value.values
      columns[slot][row] = .list(values)
    case let old where adds: columns[slot][row] = Value(old.values + value.values)
    default: break
    }
  }

  /// Sets a whole column of which nothing is there yet.
  mutating func set(_ slot: Int, to values: [Value]) {
    columns[slot] = values
  }

  /// The value of a field of an event.
  func value(_ field: String, at row: Int) -> Value {
    var field = field
    guard let slot = field.withUTF8({ slots.number(of: $0) }), !columns[slot].isEmpty else { return .null }
    return columns[slot][row]
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
