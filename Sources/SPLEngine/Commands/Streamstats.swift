import SPL

extension CommandImplementation {
  /// `streamstats`: gives each row the results of stats functions over the rows so far.
  /// Source: Search Reference, "streamstats".
  static let streamstats = CommandImplementation("streamstats") { call, compilation throws(SearchError) in
    .stateful(try Streamstats(call, compilation))
  }
}

private final class Streamstats: StatefulCommand {
  private let calls: [StatsCall]
  private let fields: [String]
  private let compilation: Compilation
  private let countsRow: Bool
  private let window: Int
  private let seconds: Double?
  private let isGlobal: Bool
  private let resetsOnChange: Bool
  private let resetBefore: CompiledExpression?
  private let resetAfter: CompiledExpression?

  /// The columns: a call and, where it names fields by wildcards, the field.
  private var slots: [(call: StatsCall, field: String?, name: String)] = []
  private var groups: GroupTable
  /// For each group and column the rows that count.
  private var windows: [[StatsWindow]] = []
  private var position = 0
  private var lastGroup: Int32 = -1
  private var lastTime: Double?
  /// Whether rows go up in time, 1, or down, -1.
  private var direction = 0.0
  private var keptBytes = 0

  init(_ call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    let arguments = try StatsArguments(call, compilation)
    calls = arguments.calls
    fields = arguments.fields
    self.compilation = compilation
    countsRow = call.boolean("current") ?? true
    window = call.integer("window") ?? 0
    isGlobal = call.boolean("global") ?? true
    resetsOnChange = call.boolean("reset_on_change") ?? false
    guard window >= 0 else { throw compilation.argument("'window' is 0 or more") }
    var length: Double?
    if let text = call.option("time_window") {
      guard let span = TimeSpan(text, zone: compilation.environment.timeZone) else {
        throw compilation.argument("'\(text)' is no span of time")
      }
      length = span.approximateSeconds
    }
    seconds = length
    resetBefore = try Self.condition("reset_before", call, compilation)
    resetAfter = try Self.condition("reset_after", call, compilation)
    groups = GroupTable(width: fields.count)
    for call in calls {
      if case .fields = call.operand { continue }
      slots.append((call, nil, call.name))
    }
  }

  /// The condition of `reset_before` or `reset_after`.
  private static func condition(_ name: String, _ call: CommandCall, _ compilation: Compilation)
    throws(SearchError) -> CompiledExpression?
  {
    for case .option(let option) in CommandCall.flat(call.arguments)
    where option.name.text.lowercased() == name {
      guard case .condition(let expression) = option.value else {
        throw compilation.argument("'\(name)' takes a condition in parentheses")
      }
      let compiled = try ExpressionCompiler(compilation).compile(expression)
      guard compiled.kind == .boolean || compiled.kind == .any else {
        throw compilation.argument("'\(name)' is neither true nor false")
      }
      return compiled
    }
    return nil
  }

  func take(_ table: Table) throws(SearchError) -> Table {
    discover(table)
    var keys: [GroupTable.Key] = []
    for field in fields {
      let values = table[field] ?? [Value](repeating: .null, count: table.count)
      keys.append(.init(values: values.map { $0.text.map { .text($0) } ?? .null }))
    }
    let rows = try groups.assign(keys, count: table.count, meter: compilation.meter)
    while windows.count < groups.count { windows.append([]) }
    try compilation.meter.check(rows: groups.count)
    var inputs: [[Value]?] = []
    for slot in slots {
      switch slot.call.operand {
      case .rows: inputs.append(nil)
      case .field(let field): inputs.append(table[field] ?? Self.nulls(table.count))
      case .fields: inputs.append(slot.field.flatMap { table[$0] } ?? Self.nulls(table.count))
      case .expression(let expression): inputs.append(try expression.values(table))
      }
    }
    let times = try times(of: table)
    let before = try resetBefore?.mask(table)
    var columns = [[Value]](repeating: Self.nulls(table.count), count: slots.count)
    for row in 0..<table.count {
      let group = rows.groups?[row] ?? 0
      if group >= 0 {
        let changed = resetsOnChange && lastGroup >= 0 && lastGroup != group
        if changed || before?[row] == true { reset() }
        lastGroup = group
        try step(row, Int(group), inputs, times[row], &columns)
      }
      position += 1
      try compilation.meter.check(bytes: keptBytes)
      if row % 64 == 0 { try compilation.meter.checkTime() }
      if let resetAfter, group >= 0, try holds(resetAfter, row, table, columns) { reset() }
    }
    var result = table
    for (slot, values) in zip(slots, columns) { result[slot.name] = values }
    return result
  }

  func finish() throws(SearchError) -> Table { Table() }

  private static func nulls(_ count: Int) -> [Value] { [Value](repeating: .null, count: count) }

  /// Takes a row, and sets its results.
  private func step(
    _ row: Int, _ group: Int, _ inputs: [[Value]?], _ time: Double, _ columns: inout [[Value]]
  ) throws(SearchError) {
    while windows[group].count < slots.count {
      windows[group].append(StatsWindow(slots[windows[group].count].call.function.empty))
    }
    // A window over all groups ends a number of rows back, whatever their groups.
    let place = isGlobal || window == 0 ? position : windows[group][0].taken
    for index in slots.indices {
      let value = inputs[index].map { $0[row] } ?? Value(1)
      if countsRow {
        keptBytes += windows[group][index].add(value, at: time, place: place, isBounded: isBounded)
      }
      if window > 0 {
        windows[group][index].drop { $0.place < place - window + (countsRow ? 1 : 0) }
      }
      if let seconds { windows[group][index].drop { abs($0.time - time) >= seconds } }
      let result = windows[group][index].result
      if case .list(let values) = result { keptBytes += 24 * values.count }
      columns[index][row] = result
      if !countsRow {
        keptBytes += windows[group][index].add(value, at: time, place: place, isBounded: isBounded)
      }
    }
  }

  private var isBounded: Bool { window > 0 || seconds != nil }

  private func reset() {
    for group in windows.indices { windows[group] = [] }
    lastGroup = -1
  }

  private func holds(
    _ condition: CompiledExpression, _ row: Int, _ table: Table, _ columns: [[Value]]
  ) throws(SearchError) -> Bool {
    // It may name fields that streamstats makes: it can be asked only now, row by row.
    var single = Table(count: 1)
    for field in condition.fields {
      if let index = slots.firstIndex(where: { $0.name == field }) {
        single[field] = [columns[index][row]]
      } else if let values = table[field] {
        single[field] = [values[row]]
      }
    }
    return try condition.mask(single)[0]
  }

  private func times(of table: Table) throws(SearchError) -> [Double] {
    let times = (table["_time"] ?? Self.nulls(table.count)).map { $0.double ?? .nan }
    guard seconds != nil else { return times }
    for time in times where !time.isNaN {
      if let last = lastTime, time != last {
        let step: Double = time > last ? 1 : -1
        guard direction == 0 || direction == step else {
          throw compilation.argument("'time_window' needs rows in the order of their time")
        }
        direction = step
      }
      lastTime = time
    }
    return times
  }

  private func discover(_ table: Table) {
    for call in calls {
      guard case .fields(let pattern) = call.operand else { continue }
      let fits = table.fields.filter { field in
        Wildcard.fits(pattern, field) && (!field.hasPrefix("_") || pattern.hasPrefix("_"))
          && !fields.contains(field)
          && !slots.contains { $0.field == field && $0.call.identity == call.identity }
      }
      for field in fits.sorted() { slots.append((call, field, call.name(for: field))) }
    }
  }
}
