import SPL

/// The first stage: reads the events that the search language asks for.
struct EventReading: GeneratingCommand {
  var order = RowOrder.newestFirst
  private let compilation: Compilation
  private let predicate: SearchPredicate
  private let request: EventRequest
  private let source: any EventSource
  /// The range of time that it reads.
  var time: TimeRange { request.time }

  /// Reads the events of a data set, or all events, or those of another source.
  init(
    _ compilation: Compilation, _ expression: SearchExpression, dataSet: DataSetName? = nil,
    source: (any EventSource)? = nil
  ) throws(SearchError) {
    self.compilation = compilation
    self.source = source ?? compilation.environment.events
    let compiler = PredicateCompiler(compilation, readsEvents: true)
    var time = compilation.environment.time
    var modifiers = TimeModifiers(compilation)
    let rest = try modifiers.take(from: expression, into: &time)
    predicate = try compiler.compile(rest)
    let observes = compilation.depth == 0 && compilation.run.reporter.observesPredicates
    var demand = compilation.demand
    if case .some(let names) = demand { demand = .some(names.union(predicate.fields)) }
    request = EventRequest(
      dataSet: dataSet, fields: demand, time: time, rawTexts: observes ? [] : predicate.rawTexts,
      values: observes ? [] : predicate.requiredValues)
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    let reading = self
    let filter: @Sendable (Table) throws(SearchError) -> Table = { table throws(SearchError) in
      try prepare(reading.keep(table))
    }
    var request = request
    if compilation.depth == 0 {
      let (reporter, stage) = (compilation.run.reporter, compilation.index)
      request.passedOver = { reporter.count(stage: stage, rowsIn: $0, rowsOut: 0, seconds: 0) }
    }
    switch order {
    case .any: try source.read(request, prepare: filter, sink: sink)
    case .newestFirst:
      request.fields = request.fields.union(.some(["_time"]))
      var all = Table()
      try source.read(request, prepare: filter) { rows throws(SearchError) in
        all.append(rows)
        try compilation.meter.check(rows: all.count)
        return true
      }
      _ = try sink(all.newestFirst)
    }
  }

  private func keep(_ table: Table) throws(SearchError) -> Table {
    let began = ContinuousClock.now
    let reporter = compilation.run.reporter
    var observer = compilation.depth == 0 && reporter.observesPredicates ? PredicateObserver() : nil
    // The time comes first: a predicate is not asked about events out of the range.
    let inTime = withinTime(table)
    let result = inTime.filtered(try predicate.mask(inTime, &observer))
    if compilation.depth == 0 {
      if let observer { reporter.add(observer.outcomes, stage: compilation.index) }
      reporter.count(
        stage: compilation.index, rowsIn: table.count, rowsOut: result.count,
        seconds: (ContinuousClock.now - began).seconds)
    }
    return result
  }

  private func withinTime(_ table: Table) -> Table {
    guard request.time.isBounded, let times = table["_time"] else { return table }
    return table.filtered(times.map { $0.double.map(request.time.contains) ?? true })
  }
}

extension Table {
  /// The rows with the newest first; of rows with one time, the one that was read last. Rows without a time keep their
  /// order behind those that have one, as do the rows of a table without times.
  var newestFirst: Table {
    guard let times = self["_time"] else { return self }
    let seconds = times.map { $0.double ?? -.infinity }
    guard seconds.contains(where: { $0 > -.infinity }) else { return self }
    let order = (0..<count).sorted { left, right in
      if seconds[left] != seconds[right] { return seconds[left] > seconds[right] }
      return seconds[left] == -.infinity ? left < right : left > right
    }
    return selecting(order)
  }
}
