/// Rows with fields, kept by field: a column for each, with a value for every row.
///
/// The order of the fields is the one in which they are shown.
public struct Table: Sendable {
  /// The names of the fields.
  public private(set) var fields: [String] = []
  /// How many rows there are.
  public private(set) var count: Int
  /// What `nomv` puts between the values of a field, where that is not a line break: `mvcombine` says so.
  var separators: [String: String] = [:]
  private var columns: [[Value]] = []
  private var slots: [String: Int] = [:]

  /// Rows without fields.
  public init(count: Int = 0) {
    self.count = count
  }

  /// Rows with these columns, each of `count` values.
  public init(count: Int, _ columns: [(field: String, values: [Value])]) {
    self.init(count: count)
    for column in columns { self[column.field] = column.values }
  }

  /// Rows given one by one; fields come in the order in which they are first met.
  public init(rows: [[(field: String, value: Value)]]) {
    self.init(count: rows.count)
    for (number, row) in rows.enumerated() {
      for (field, value) in row { set(field, at: number, to: value) }
    }
  }

  /// Whether there is no row.
  public var isEmpty: Bool { count == 0 }

  /// The values of a field, row by row; nil where no row has it. Setting nil takes the field away.
  public subscript(field: String) -> [Value]? {
    get { slots[field].map { columns[$0] } }
    set {
      guard let newValue else { return remove(field) }
      precondition(newValue.count == count, "a column has a value for every row")
      if let slot = slots[field] {
        columns[slot] = newValue
      } else {
        slots[field] = fields.count
        fields.append(field)
        columns.append(newValue)
      }
    }
  }

  /// Whether a column of this name is there.
  public func has(_ field: String) -> Bool { slots[field] != nil }

  /// The value of a field in a row; null where it has none.
  public func value(_ field: String, at row: Int) -> Value {
    slots[field].map { columns[$0][row] } ?? .null
  }

  /// Sets one value, and makes the field where it is missing.
  public mutating func set(_ field: String, at row: Int, to value: Value) {
    if let slot = slots[field] {
      columns[slot][row] = value
    } else if !value.isNull {
      var values = [Value](repeating: .null, count: count)
      values[row] = value
      self[field] = values
    }
  }

  /// Takes a field away.
  public mutating func remove(_ field: String) {
    guard let slot = slots[field] else { return }
    fields.remove(at: slot)
    columns.remove(at: slot)
    renumber()
  }

  /// Keeps these fields only, in this order; one that is not there stays away.
  public mutating func keep(_ names: [String]) {
    var kept: [Int] = []
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted {
      if let slot = slots[name] { kept.append(slot) }
    }
    fields = kept.map { fields[$0] }
    columns = kept.map { columns[$0] }
    renumber()
  }

  /// Gives a field another name; one of that name goes.
  public mutating func rename(_ field: String, to name: String) {
    guard field != name, slots[field] != nil else { return }
    remove(name)
    guard let slot = slots[field] else { return }
    fields[slot] = name
    if let separator = separators.removeValue(forKey: field) { separators[name] = separator }
    renumber()
  }

  private mutating func renumber() {
    slots = [:]
    for (slot, field) in fields.enumerated() { slots[field] = slot }
  }

  /// The rows with these numbers, in this order.
  public func selecting(_ rows: [Int]) -> Table {
    var table = self
    table.count = rows.count
    for slot in columns.indices {
      let column = columns[slot]
      table.columns[slot] = rows.map { column[$0] }
    }
    return table
  }

  /// The rows for which the mask is true.
  public func filtered(_ mask: [Bool]) -> Table {
    let kept = mask.count { $0 }
    return kept == count ? self : selecting(mask.indices.filter { mask[$0] })
  }

  /// The first rows.
  public func prefix(_ rows: Int) -> Table {
    rows >= count ? self : selecting(Array(0..<max(0, rows)))
  }

  /// Puts the rows of another table below; fields that only one of the two has are null in the other's rows.
  public mutating func append(_ other: Table) {
    guard other.count > 0 || !other.fields.isEmpty else { return }
    separators.merge(other.separators) { mine, _ in mine }
    for slot in fields.indices {
      if let theirs = other.slots[fields[slot]] {
        columns[slot].append(contentsOf: other.columns[theirs])
      } else {
        columns[slot].append(contentsOf: repeatElement(.null, count: other.count))
      }
    }
    for (slot, field) in other.fields.enumerated() where slots[field] == nil {
      slots[field] = fields.count
      fields.append(field)
      columns.append([Value](repeating: .null, count: count) + other.columns[slot])
    }
    count += other.count
  }

  /// The fields that a row has, with their values.
  public func row(_ number: Int) -> [(field: String, value: Value)] {
    fields.indices.compactMap { slot in
      let value = columns[slot][number]
      return value.isNull ? nil : (fields[slot], value)
    }
  }
}
