import SPL

extension CommandImplementation {
  /// `append`: adds the rows of a subsearch at the end. Source: Search Reference, "append".
  static let append = CommandImplementation("append") { call, compilation throws(SearchError) in
    let rows = try compilation.subsearch(of: call, limit: compilation.meter.budget.joinRows)
    return .stateful(AddedRows { rows })
  }
}

extension Compilation {
  /// The rows of a command's one subsearch, which runs before the search around it.
  func subsearch(of call: CommandCall, limit: Int) throws(SearchError) -> Table {
    guard let subsearch = call.subsearches.first, call.subsearches.count == 1 else {
      throw argument("a search in brackets is missing")
    }
    return try limited(results(of: subsearch), to: limit, call)
  }

  /// The first rows of a subsearch, as many as its command takes.
  func limited(_ rows: Table, to limit: Int, _ call: CommandCall) throws(SearchError) -> Table {
    if call.boolean("extendtimerange") == true {
      throw unsupported("\(call.name): the option 'extendtimerange' does not run here")
    }
    var limit = limit
    if let text = call.option("maxout") {
      guard let number = Int(text), number >= 0 else { throw argument("'maxout' takes a number of rows") }
      // 0 stands for no limit of its own.
      if number > 0 { limit = number }
    }
    guard rows.count > limit else { return rows }
    run.reporter.note(
      "the subsearch of '\(call.name)' gave \(rows.count) rows, of which the first \(limit) count")
    return rows.prefix(limit)
  }
}
