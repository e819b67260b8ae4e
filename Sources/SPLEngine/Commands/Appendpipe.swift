import SPL

extension CommandImplementation {
  /// `appendpipe`: runs commands on the rows so far, and adds what they give at the end. They run on no rows as well.
  /// Source: Search Reference, "appendpipe".
  static let appendpipe = CommandImplementation("appendpipe") { call, compilation throws(SearchError) in
    guard let commands = call.subsearches.first, call.subsearches.count == 1 else {
      throw compilation.argument("the commands in brackets are missing")
    }
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        let added = try compilation.results(of: commands, input: table)
        var table = table
        table.append(
          try compilation.limited(added, to: compilation.meter.budget.rows, call))
        try compilation.meter.check(rows: table.count)
        return table
      })
  }
}
