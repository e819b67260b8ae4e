import SPL

extension CommandImplementation {
  /// `eventstats`: gives each row the results of stats functions over its group.
  /// Source: Search Reference, "eventstats".
  static let eventstats = CommandImplementation("eventstats") { call, compilation throws(SearchError) in
    let arguments = try StatsArguments(call, compilation)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        try addStats(arguments, compilation, to: table)
      })
  }

  private static func addStats(_ arguments: StatsArguments, _ compilation: Compilation, to table: Table)
    throws(SearchError) -> Table
  {
    let fields = arguments.fields
    let aggregator = Aggregator(arguments.calls, by: fields, meter: compilation.meter)
    var keys: [GroupTable.Key] = []
    for field in fields {
      guard let values = table[field] else { return table }
      // A row has one group here: that of all values of a multivalue field together.
      keys.append(.init(values: values.map { $0.text.map { .text($0) } ?? .null }))
    }
    let rows = try aggregator.add(table, by: keys)
    let context = StatsContext(times: compilation.time.covering(aggregator.times))
    var result = table
    for (_, name, values) in aggregator.columns(of: Array(0..<aggregator.groups.count), { _ in context }) {
      var column = [Value](repeating: .null, count: table.count)
      rows.forEach { row, group in column[row] = values[group] }
      result[name] = column
    }
    return result
  }
}
