import SPL

/// Reads events or data points and computes stats functions over their groups: what `tstats`, `mstats` and `mcatalog`
/// share.
struct GroupedReading: GeneratingCommand {
  /// The result is sorted: only the functions decide in which order rows are read.
  var order = RowOrder.any
  private let reading: EventReading
  private let calls: [StatsCall]
  private let fields: [String]
  private let bins: BinOptions
  private let nullValue: String?
  private let prepares: Bool
  private let compilation: Compilation
  /// Adds columns that functions look at.
  private let extend: @Sendable (Table) throws(SearchError) -> Table

  init(
    _ call: CommandCall, _ reading: EventReading, _ calls: [StatsCall], by fields: [String],
    _ compilation: Compilation,
    extend: @escaping @Sendable (Table) throws(SearchError) -> Table = { table in table }
  ) throws(SearchError) {
    guard !calls.isEmpty else { throw compilation.argument("a stats function is missing") }
    self.reading = reading
    self.calls = calls
    self.fields = fields
    self.compilation = compilation
    self.extend = extend
    // Nothing but the span of these options is taken by these commands.
    bins = try BinOptions(call.arguments, compilation)
    nullValue = call.option("fillnull_value")
    prepares = call.boolean("prestats") ?? false
  }

  /// The command at its place: it begins a search, or adds its rows with `append=true`.
  func placed(_ call: CommandCall) throws(SearchError) -> CompiledCommand {
    if compilation.isFirst { return .generating(self) }
    guard call.boolean("append") ?? false else {
      throw compilation.argument("it begins a search; behind another command it needs append=true")
    }
    return .stateful(AppendedRows(self))
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    let rows = try table()
    if compilation.depth == 0 {
      compilation.run.reporter.conclude(stage: compilation.index, rowsOut: rows.count)
    }
    _ = try sink(try prepare(rows))
  }

  /// All rows of the result.
  func table() throws(SearchError) -> Table {
    let aggregator = Aggregator(calls, by: fields, meter: compilation.meter)
    var reading = reading
    reading.order = aggregator.dependsOnOrder ? .newestFirst : .any
    var spans = try fields.contains("_time") ? bins.fixed(for: "_time") : nil
    if spans != nil || !fields.contains("_time") {
      try reading.generate(prepare: extend) { rows throws(SearchError) in
        try add(rows, spans, to: aggregator)
        return true
      }
    } else {
      // The span follows from the time of the rows.
      var waiting = Table()
      let meter = compilation.meter
      try reading.generate(prepare: extend) { rows throws(SearchError) in
        waiting.append(rows)
        try meter.check(rows: waiting.count)
        return true
      }
      spans = bins.chosen(for: "_time", waiting["_time"] ?? [], standard: 100, covering: reading.time)
      try add(waiting, spans, to: aggregator)
    }
    if prepares { return aggregator.saved(by: fields) }
    return aggregator.result(by: fields, StatsContext(times: reading.time.covering(aggregator.times)))
  }

  private func add(_ rows: Table, _ spans: Bins?, to aggregator: Aggregator) throws(SearchError) {
    var keys: [GroupTable.Key] = []
    for field in fields {
      var column = rows[field] ?? [Value](repeating: .null, count: rows.count)
      if field == "_time", let spans { column = column.map(spans.lower) }
      if let nullValue { column = column.map { $0.isNull ? .text(nullValue) : $0 } }
      keys.append(.init(values: column))
    }
    try aggregator.add(rows, by: keys)
  }
}

/// Lets rows pass, and adds others behind them.
private final class AppendedRows: StatefulCommand {
  private let others: GroupedReading

  init(_ others: GroupedReading) {
    self.others = others
  }

  func take(_ table: Table) throws(SearchError) -> Table { table }
  func finish() throws(SearchError) -> Table { try others.table() }
}
