import SPL

extension CommandImplementation {
  /// `dedup`: the first rows of each combination of values; rows that lack one of the fields go, unless `keepempty`.
  /// Source: Search Reference, "dedup".
  static let dedup = CommandImplementation("dedup") { call, compilation throws(SearchError) in
    let limit = call.number ?? 1
    guard limit > 0 else { throw compilation.argument("the number of rows must be above 0") }
    let dedup = Dedup(
      fields: call.ownFields, limit: limit, keepsEvents: call.boolean("keepevents") ?? false,
      keepsEmpty: call.boolean("keepempty") ?? false, isConsecutive: call.boolean("consecutive") ?? false,
      meter: compilation.meter)
    let order = SortOrder(call.clause("sortby"))
    guard !order.isEmpty else { return .stateful(dedup) }
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        try dedup.take(table.selecting(order.sorted(table)))
      })
  }
}

private final class Dedup: StatefulCommand {
  private let fields: [String]
  private let limit: Int
  private let keepsEvents: Bool
  private let keepsEmpty: Bool
  private let isConsecutive: Bool
  private let meter: Meter
  private var counts: [Value: Int] = [:]
  private var last: Value?

  init(fields: [String], limit: Int, keepsEvents: Bool, keepsEmpty: Bool, isConsecutive: Bool, meter: Meter) {
    self.fields = fields
    self.limit = limit
    self.keepsEvents = keepsEvents
    self.keepsEmpty = keepsEmpty
    self.isConsecutive = isConsecutive
    self.meter = meter
  }

  func take(_ table: Table) throws(SearchError) -> Table {
    let columns = fields.map { table.column($0) }
    var mask = [Bool](repeating: false, count: table.count)
    for row in mask.indices {
      if columns.contains(where: { $0[row].isNull }) {
        // With keepevents, too, a row without the fields is one that is dropped.
        mask[row] = keepsEmpty
        continue
      }
      let key =
        columns.count == 1
        ? columns[0][row].comparedAsText : Value.list(columns.map { $0[row].comparedAsText })
      if isConsecutive, key != last {
        counts.removeAll(keepingCapacity: true)
        last = key
      }
      counts[key, default: 0] += 1
      mask[row] = (counts[key] ?? 0) <= limit
    }
    try meter.check(rows: counts.count)
    guard keepsEvents else { return table.filtered(mask) }
    var result = table
    for (field, column) in zip(fields, columns) where table.has(field) {
      result[field] = zip(column, mask).map { value, isKept in isKept ? value : .null }
    }
    return result
  }

  func finish() throws(SearchError) -> Table { Table() }
}

extension Value {
  /// The value as a key of groups: numbers as the texts that they are shown as.
  var comparedAsText: Value {
    switch self {
    case .null, .text: self
    case .number, .boolean: .text(text ?? "")
    case .list(let values): .list(values.map(\.comparedAsText))
    }
  }
}
