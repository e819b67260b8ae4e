import SPL

extension CommandImplementation {
  /// `inputlookup`: the rows of a lookup's table, behind those of the search with `append=true`.
  /// Source: Search Reference, "inputlookup".
  static let inputlookup = CommandImplementation("inputlookup") { call, compilation throws(SearchError) in
    guard let name = call.lookupTable else { throw compilation.argument("the name of a lookup is missing") }
    return try compilation.reading(call, isThere: compilation.run.isAnnounced(name.name)) {
      () throws(SearchError) in
      try compilation.lookup(name).table
    }
  }
}

extension Compilation {
  /// A command that reads a table, with the options that `inputlookup` and `inputcsv` share. A table that is not there
  /// is told before anything runs, unless an earlier stage writes it.
  func reading(
    _ call: CommandCall, isThere: Bool, _ table: @escaping () throws(SearchError) -> Table
  ) throws(SearchError) -> CompiledCommand {
    guard let start = Int(call.option("start") ?? "0"), start >= 0 else {
      throw argument("'start' takes the number of a row")
    }
    guard let most = Int(call.option("max") ?? "1000000000"), most >= 0 else {
      throw argument("'max' takes a number of rows")
    }
    var predicate: SearchPredicate?
    if let filter = call.filters.first { predicate = try PredicateCompiler(self).compile(filter) }
    if !isThere { _ = try table() }
    let make = { [predicate] () throws(SearchError) -> Table in
      var rows = try table()
      if let predicate {
        var observer: PredicateObserver?
        rows = rows.filtered(try predicate.mask(rows, &observer))
      }
      if start > 0 { rows = rows.selecting(Array(min(start, rows.count)..<rows.count)) }
      return rows.prefix(most)
    }
    let appends = call.boolean("append") ?? false
    if isFirst { return .generating(MadeRows(make)) }
    guard appends else { throw argument("it must be the first command, unless it says append=true") }
    return .stateful(AddedRows(make))
  }
}
