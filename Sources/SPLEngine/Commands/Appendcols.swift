import SPL

extension CommandImplementation {
  /// `appendcols`: adds the fields of a subsearch's rows, the first row's to the first and so on. Fields that begin with
  /// `_` are not taken. Source: Search Reference, "appendcols".
  static let appendcols = CommandImplementation("appendcols") { call, compilation throws(SearchError) in
    var added = try compilation.subsearch(of: call, limit: compilation.meter.budget.joinRows)
    added.keep(added.fields.filter { !$0.hasPrefix("_") })
    let overrides = call.boolean("override") ?? false
    return .stateful(
      WholeTableCommand(compilation.meter) { [added] table throws(SearchError) in
        var table = table
        if table.count < added.count { table.append(Table(count: added.count - table.count)) }
        for field in added.fields {
          guard let theirs = added[field] else { continue }
          var values = table[field] ?? [Value](repeating: .null, count: table.count)
          for (row, value) in theirs.enumerated()
          where !value.isNull && (overrides || values[row].isNull) {
            values[row] = value
          }
          table[field] = values
        }
        return table
      })
  }
}
