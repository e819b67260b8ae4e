import SPL

extension CommandImplementation {
  /// `stats`: one row per group with the results of stats functions, sorted by the fields after BY.
  /// Source: Search Reference, "stats".
  static let stats = CommandImplementation("stats") { call, compilation throws(SearchError) in
    .stateful(Stats(try StatsArguments(call, compilation, refusesRepeats: true), compilation))
  }

  /// `sistats`: the states of the functions of each group, with which a `stats` of the same functions goes on.
  /// Source: Search Reference, "sistats".
  static let sistats = CommandImplementation("sistats") { call, compilation throws(SearchError) in
    .stateful(Stats(try StatsArguments(call, compilation), compilation, prepares: true))
  }
}

/// The arguments of `stats` and its kin.
struct StatsArguments {
  let calls: [StatsCall]
  let fields: [String]
  let splitsOnce: Bool
  /// What stands between the values of `list` and `values` once they are joined.
  let delimiter: String?

  /// Reads them. With `refusesRepeats`, one function of one field cannot be given two names.
  init(_ call: CommandCall, _ compilation: Compilation, refusesRepeats: Bool = false) throws(SearchError) {
    var compiler = StatsCompiler(compilation)
    compiler.isStrict = call.boolean("allnum") ?? false
    calls = try compiler.compile(call.arguments)
    fields = call.clause("by").fields.map(\.name)
    splitsOnce = call.boolean("dedup_splitvals") ?? false
    guard !calls.isEmpty else { throw compilation.argument("a stats function is missing") }
    delimiter = call.option("delim")
    for field in fields where field.utf8.contains(UInt8(ascii: "*")) {
      throw compilation.argument("'\(field)': the fields after BY are named without wildcards")
    }
    var named: [String: StatsCall] = [:]
    var meant: [String: StatsCall] = [:]
    for call in calls {
      if case .expression = call.operand, !call.hasAlias, refusesRepeats {
        throw SearchError(.argument, "'\(call.name)' needs a name: AS …", at: call.range)
      }
      if let other = named[call.name], other.identity != call.identity {
        throw SearchError(.argument, "two functions are named '\(call.name)'", at: call.range)
      }
      if refusesRepeats, let other = meant[call.identity], other.name != call.name {
        throw SearchError(
          .argument, "one function of one field has two names, '\(other.name)' and '\(call.name)'",
          at: call.range)
      }
      named[call.name] = call
      meant[call.identity] = call
    }
  }
}

private final class Stats: StatefulCommand {
  private let aggregator: Aggregator
  private let fields: [String]
  private let compilation: Compilation
  private let prepares: Bool
  private let delimiter: String?
  let dependsOnOrder: Bool

  init(_ arguments: StatsArguments, _ compilation: Compilation, prepares: Bool = false) {
    fields = arguments.fields
    delimiter = arguments.delimiter
    self.compilation = compilation
    self.prepares = prepares
    aggregator = Aggregator(
      arguments.calls, by: fields, splitsOnce: arguments.splitsOnce, meter: compilation.meter)
    dependsOnOrder = aggregator.dependsOnOrder
  }

  func take(_ table: Table) throws(SearchError) -> Table {
    try aggregator.add(table, by: fields)
    return Table()
  }

  func finish() throws(SearchError) -> Table {
    if prepares { return aggregator.saved(by: fields) }
    let context = StatsContext(times: compilation.time.covering(aggregator.times))
    var table = aggregator.result(by: fields, context)
    if let delimiter {
      for field in table.fields where !fields.contains(field) { table.separators[field] = delimiter }
    }
    return table
  }
}

extension TimeRange {
  /// The time that a table over time covers: that of the search where it is bounded, else that of the rows.
  func covering(_ rows: ClosedRange<Double>?) -> ClosedRange<Double>? {
    // The end of the range itself does not belong to it.
    guard let start = earliest ?? rows?.lowerBound, let end = latest?.nextDown ?? rows?.upperBound else {
      return nil
    }
    return start <= end ? start...end : rows
  }
}
