/// Rows with the number of the group that each belongs to.
struct GroupedRows: Sendable {
  /// How many entries there are.
  let count: Int
  /// The row of each entry; nil where entry and row have one number.
  var rows: [Int32]?
  /// The group of each entry, -1 for none; nil where all belong to group 0.
  var groups: [Int32]?

  @inline(__always)
  func forEach(_ body: (_ row: Int, _ group: Int) -> Void) {
    guard let groups else {
      for entry in 0..<count { body(entry, 0) }
      return
    }
    groups.withUnsafeBufferPointer { groups in
      if let rows {
        rows.withUnsafeBufferPointer { rows in
          for entry in 0..<count where groups[entry] >= 0 { body(Int(rows[entry]), Int(groups[entry])) }
        }
      } else {
        for entry in 0..<count where groups[entry] >= 0 { body(entry, Int(groups[entry])) }
      }
    }
  }

  /// These rows, but none for which the mask is false.
  func keeping(_ mask: [Bool]) -> GroupedRows {
    var kept = [Int32](repeating: -1, count: count)
    for entry in 0..<count where mask[rows.map { Int($0[entry]) } ?? entry] {
      kept[entry] = groups?[entry] ?? 0
    }
    return GroupedRows(count: count, rows: rows, groups: kept)
  }
}

/// Numbers groups of rows by the values of key fields, compared as text, byte by byte.
///
/// The bytes of all keys lie in one buffer and each row's key is hashed once; a table of slots leads from hashes to
/// groups. With a key of one text nothing is copied for a row whose group is known.
struct GroupTable: Sendable {
  /// A field that groups are made by.
  struct Key: Sendable {
    /// Its values.
    let values: [Value]
    /// Whether rows without it form a group; else they belong to none.
    var keepsNull = false
  }

  /// How many groups there are.
  private(set) var count = 0
  private let width: Int
  private let splitsOnce: Bool
  /// For each key field the values of the groups, as first met.
  private var values: [[Value]]
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 64)
  private let seed = UInt64.random(in: .min ... .max)

  /// Groups by so many fields. With `splitsOnce` each value of a multivalue field counts once.
  init(width: Int, splitsOnce: Bool = false) {
    self.width = width
    self.splitsOnce = splitsOnce
    values = [[Value]](repeating: [], count: width)
    if width == 0 { count = 1 }
  }

  /// The value of a key field of a group; null for a group of rows without it.
  func value(_ key: Int, of group: Int) -> Value { values[key][group] }

  /// The values of a key field, group by group.
  func values(of key: Int) -> [Value] { values[key] }

  /// The bytes that keys take.
  var keptBytes: Int { bytes.count + count * (24 * width + 20) }

  /// A new group that no row leads to, for what is put together from others.
  mutating func addGroup() -> Int {
    for key in 0..<width { values[key].append(.null) }
    ends.append(bytes.count)
    hashes.append(0)
    count += 1
    return count - 1
  }

  /// The group of each row. A row with several values in a key field belongs to the group of each.
  mutating func assign(_ keys: [Key], count rows: Int, meter: Meter) throws(SearchError) -> GroupedRows {
    guard width > 0 else { return GroupedRows(count: rows, rows: nil, groups: nil) }
    if keys.contains(where: { $0.values.contains { if case .list = $0 { true } else { false } } }) {
      return try assignEach(keys, rows, meter)
    }
    var groups: [Int32] = []
    groups.reserveCapacity(rows)
    if width == 1 {
      let key = keys[0]
      for row in 0..<rows {
        let value = key.values[row]
        if case .text(var text) = value {
          groups.append(text.withUTF8 { find($0, value) })
        } else {
          groups.append(find([value], keys))
        }
      }
    } else {
      var scratch: [UInt8] = []
      for row in 0..<rows { groups.append(find(row, keys, &scratch)) }
    }
    return GroupedRows(count: rows, rows: nil, groups: groups)
  }

  // MARK: Keys

  private static let separator: UInt8 = 0xFF
  private static let null: UInt8 = 0xFE

  private mutating func find(_ text: UnsafeBufferPointer<UInt8>, _ value: Value) -> Int32 {
    let hash = hash(text)
    if let group = group(hash, text) { return group }
    values[0].append(value)
    return insert(hash, text)
  }

  private mutating func find(_ row: Int, _ keys: [Key], _ scratch: inout [UInt8]) -> Int32 {
    scratch.removeAll(keepingCapacity: true)
    for key in keys {
      guard Self.append(key.values[row], key.keepsNull, to: &scratch) else { return -1 }
    }
    return find(scratch) { keys[$0].values[row] }
  }

  private mutating func find(_ row: [Value], _ keys: [Key]) -> Int32 {
    var scratch: [UInt8] = []
    for (key, value) in zip(keys, row) {
      guard Self.append(value, key.keepsNull, to: &scratch) else { return -1 }
    }
    if width == 1 { scratch.removeLast() }
    return find(scratch) { row[$0] }
  }

  private mutating func find(_ scratch: [UInt8], _ value: (Int) -> Value) -> Int32 {
    scratch.withUnsafeBufferPointer { text in
      let hash = hash(text)
      if let group = group(hash, text) { return group }
      for key in 0..<width { values[key].append(value(key)) }
      return insert(hash, text)
    }
  }

  /// Puts a value's bytes behind the others, and a byte that no text holds; false where the row belongs to no group.
  private static func append(_ value: Value, _ keepsNull: Bool, to scratch: inout [UInt8]) -> Bool {
    if case .text(let text) = value {
      scratch.append(contentsOf: text.utf8)
    } else if let text = value.text {
      scratch.append(contentsOf: text.utf8)
    } else {
      guard keepsNull else { return false }
      scratch.append(null)
    }
    scratch.append(separator)
    return true
  }

  private mutating func assignEach(_ keys: [Key], _ count: Int, _ meter: Meter) throws(SearchError)
    -> GroupedRows
  {
    var rows: [Int32] = []
    var groups: [Int32] = []
    for row in 0..<count {
      var combinations: [[Value]] = [[]]
      for key in keys {
        var values = key.values[row].values
        if splitsOnce {
          var seen: Set<ExactText> = []
          values = values.filter { seen.insert(ExactText($0.text ?? "")).inserted }
        }
        if values.isEmpty, key.keepsNull { values = [.null] }
        try meter.check(values: combinations.count * values.count)
        combinations = combinations.flatMap { start in values.map { start + [$0] } }
      }
      for combination in combinations {
        rows.append(Int32(row))
        groups.append(find(combination, keys))
      }
      try meter.check(rows: rows.count)
    }
    return GroupedRows(count: rows.count, rows: rows, groups: groups)
  }

  // MARK: Hashing

  @inline(__always)
  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    var state = seed ^ UInt64(truncatingIfNeeded: text.count)
    var index = 0
    while index + 8 <= bytes.count {
      state = Self.mix(state ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index += 1
    }
    return Self.mix(state ^ rest)
  }

  /// Multiplies to 128 bits and folds them: every bit of the input reaches all bits.
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  @inline(__always)
  private func group(_ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let group = Int(slots[slot])
      if hashes[group] == hash, isKey(group, text) { return Int32(group) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  @inline(__always)
  private func isKey(_ group: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[group]
    guard ends[group + 1] - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<text.count where bytes[start + index] != text[index] { return false }
      return true
    }
  }

  private mutating func insert(_ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    hashes.append(hash)
    count += 1
    if count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 4)
      for group in 0..<count { place(Int32(group)) }
    } else {
      place(Int32(count - 1))
    }
    return Int32(count - 1)
  }

  private mutating func place(_ group: Int32) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hashes[Int(group)]) & mask
    while slots[slot] >= 0 { slot = (slot + 1) & mask }
    slots[slot] = group
  }

  // MARK: Order

  /// The groups by the values of the first key field, then of the next: numbers first, then texts by code point.
  func sorted() -> [Int] {
    guard width > 0 else { return [0] }
    let order = values.map { OrderedValues($0) }
    return (0..<count).sorted { left, right in
      for column in order {
        let order = column.compare(left, right)
        if order != 0 { return order < 0 }
      }
      return left < right
    }
  }
}

/// Values that are compared often: each is read as a number once.
struct OrderedValues {
  private let numbers: [Double]
  private let values: [Value]

  init(_ values: [Value]) {
    self.values = values
    numbers = values.map { $0.double ?? .nan }
  }

  /// As `ValueOrder.mixed` does, null behind all.
  func compare(_ left: Int, _ right: Int) -> Int {
    let (first, second) = (numbers[left], numbers[right])
    if first != second, !first.isNaN, !second.isNaN { return first < second ? -1 : 1 }
    if first.isNaN != second.isNaN { return first.isNaN ? 1 : -1 }
    if values[left].isNull != values[right].isNull { return values[left].isNull ? 1 : -1 }
    return ValueOrder.compareTexts(values[left].text ?? "", values[right].text ?? "")
  }
}
