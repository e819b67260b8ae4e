import SPL

/// Computes stats functions over groups of rows.
final class Aggregator {
  /// A column of the result.
  private struct Slot {
    let call: Int
    /// The field, where the call names several by wildcards.
    let field: String?
    let name: String
    let states: any StateColumn
  }

  private let calls: [StatsCall]
  private let meter: Meter
  /// The fields that wildcards do not stand for: those after BY.
  private let grouping: Set<String>
  private(set) var groups: GroupTable
  private var slots: [Slot] = []
  private var wildcardSlots: [Int: [String: Int]] = [:]
  private var least = Double.infinity
  private var greatest = -Double.infinity
  private let needsTimes: Bool

  init(_ calls: [StatsCall], by grouping: [String], splitsOnce: Bool = false, meter: Meter) {
    self.calls = calls
    self.grouping = Set(grouping)
    self.meter = meter
    groups = GroupTable(width: grouping.count, splitsOnce: splitsOnce)
    needsTimes = calls.contains { $0.function.readsTime }
    for (index, call) in calls.enumerated() {
      if case .fields = call.operand { continue }
      add(Slot(call: index, field: nil, name: call.name, states: call.states))
    }
  }

  private func add(_ slot: Slot) {
    slot.states.grow(to: groups.count)
    slots.append(slot)
  }

  /// Whether the result depends on the order of rows.
  var dependsOnOrder: Bool { calls.contains(where: \.dependsOnOrder) }

  /// The time from the first row to the last; nil where no row had one.
  var times: ClosedRange<Double>? { least <= greatest ? least...greatest : nil }

  /// Takes rows, grouped by fields of theirs.
  func add(_ table: Table, by fields: [String]) throws(SearchError) {
    var keys: [GroupTable.Key] = []
    for field in fields {
      guard let values = table[field] else { return }
      keys.append(.init(values: values))
    }
    try add(table, by: keys)
  }

  /// Takes rows, grouped by these values, and gives the group of each.
  @discardableResult
  func add(_ table: Table, by keys: [GroupTable.Key]) throws(SearchError) -> GroupedRows {
    let rows = try groups.assign(keys, count: table.count, meter: meter)
    try add(table, rows)
    return rows
  }

  private func add(_ table: Table, _ rows: GroupedRows) throws(SearchError) {
    try meter.check(rows: groups.count)
    var (raw, prepared): (GroupedRows?, GroupedRows?) = (rows, nil)
    if let marks = table[Prestats.mark] {
      let mask = marks.map { !$0.isNull }
      prepared = rows.keeping(mask)
      raw = mask.contains(false) ? rows.keeping(mask.map { !$0 }) : nil
    }
    discover(table)
    for slot in slots { slot.states.grow(to: groups.count) }
    if let raw {
      let times = needsTimes ? times(of: table) : nil
      for slot in slots { try add(table, times, raw, to: slot) }
    }
    if let prepared { restore(table, prepared) }
    try meter.check(bytes: groups.keptBytes + slots.reduce(0) { $0 + $1.states.keptBytes })
    try meter.checkTime()
  }

  private func add(_ table: Table, _ times: [Double]?, _ rows: GroupedRows, to slot: Slot)
    throws(SearchError)
  {
    let call = calls[slot.call]
    let times = call.function.readsTime ? times : nil
    switch call.operand {
    case .rows: slot.states.add(nil, times: times, rows)
    case .field(let field): if let column = table[field] { slot.states.add(column, times: times, rows) }
    case .fields:
      if let field = slot.field, let column = table[field] { slot.states.add(column, times: times, rows) }
    case .expression(let expression): slot.states.add(try expression.values(table), times: times, rows)
    }
  }

  private func times(of table: Table) -> [Double]? {
    guard let column = table["_time"] else { return nil }
    return column.map { value in
      guard let time = value.double else { return .nan }
      least = min(least, time)
      greatest = max(greatest, time)
      return time
    }
  }

  /// Makes states for fields that wildcards stand for and that were not met before.
  private func discover(_ table: Table) {
    for (index, call) in calls.enumerated() {
      guard case .fields(let pattern) = call.operand else { continue }
      let saved = Prestats.column("\(call.function.name)_")
      for name in table.fields {
        let field = name.hasPrefix(saved) ? String(name.dropFirst(saved.count)) : name
        guard !Prestats.isColumn(field), !grouping.contains(field), wildcardSlots[index]?[field] == nil,
          !field.hasPrefix("_") || pattern.hasPrefix("_"), Wildcard.fits(pattern, field)
        else { continue }
        wildcardSlots[index, default: [:]][field] = slots.count
        add(Slot(call: index, field: field, name: call.name(for: field), states: call.states))
      }
    }
  }

  // MARK: Prepared rows

  private func restore(_ table: Table, _ rows: GroupedRows) {
    for slot in slots {
      if let column = table[savedColumn(slot)] { slot.states.restore(column, rows) }
    }
    for name in [Prestats.least, Prestats.greatest] {
      for time in (table[name] ?? []).compactMap(\.double) {
        least = min(least, time)
        greatest = max(greatest, time)
      }
    }
  }

  private func savedColumn(_ slot: Slot) -> String {
    let call = calls[slot.call]
    return Prestats.column(slot.field.map { "\(call.function.name)_\($0)" } ?? call.identity)
  }

  /// The groups with their states, for another search to go on with.
  func saved(by fields: [String]) -> Table {
    let order = groups.sorted()
    var table = Table(count: order.count)
    for (key, field) in fields.enumerated() { table[field] = order.map { groups.value(key, of: $0) } }
    table[Prestats.mark] = [Value](repeating: Value(1), count: order.count)
    if let times, order.count > 0 {
      table[Prestats.least] = [Value](repeating: Value(times.lowerBound), count: order.count)
      table[Prestats.greatest] = [Value](repeating: Value(times.upperBound), count: order.count)
    }
    for slot in slots { table[savedColumn(slot)] = order.map { slot.states.saved($0) } }
    return table
  }

  // MARK: Results

  /// The columns of the result: each call's, those of wildcards in the order of their fields.
  private var shown: [Slot] {
    calls.indices.flatMap { index -> [Slot] in
      let own = slots.filter { $0.call == index }
      return own.sorted { ValueOrder.compareTexts($0.field ?? "", $1.field ?? "") < 0 }
    }
  }

  /// The results of these groups as columns, with the number of the call; `context` is asked by place in the order.
  func columns(of order: [Int], _ context: (Int) -> StatsContext) -> [(
    call: Int, name: String, values: [Value]
  )] {
    let contexts = order.indices.map(context)
    return shown.map { slot in
      (slot.call, slot.name, order.indices.map { slot.states.result(order[$0], contexts[$0]) })
    }
  }

  /// A row for each group, sorted by the values of the fields that group.
  func result(by fields: [String], _ context: StatsContext) -> Table {
    let order = groups.sorted()
    var table = Table(count: order.count)
    for (key, field) in fields.enumerated() { table[field] = order.map { groups.value(key, of: $0) } }
    for (_, name, values) in columns(of: order, { _ in context }) { table[name] = values }
    return table
  }

  /// A group of its own without rows.
  func addGroup() -> Int {
    let group = groups.addGroup()
    for slot in slots { slot.states.grow(to: groups.count) }
    return group
  }

  /// Puts what a group holds into another too.
  func merge(_ group: Int, into other: Int) {
    for slot in slots { slot.states.merge(group, into: other) }
  }
}

/// Rows that hold the states of stats functions: what `sistats` and `prestats=true` write, and `stats` and its kin go on
/// with. The names begin as Splunk's do; what they hold is this engine's own.
enum Prestats {
  private static let prefix = "psrsvd_"
  /// A field that every such row has.
  static let mark = "psrsvd_v"
  static let least = "psrsvd_et"
  static let greatest = "psrsvd_lt"

  static func column(_ identity: String) -> String { "psrsvd_s_\(identity)" }
  static func isColumn(_ field: String) -> Bool { field.hasPrefix(prefix) }
}
