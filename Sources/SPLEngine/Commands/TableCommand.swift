import SPL

extension CommandImplementation {
  /// `table`: the named fields only, in the order named; the fields of a wildcard by name. A field that no row has is
  /// an empty column. Source: Search Reference, "table".
  static let table = CommandImplementation("table") { call, compilation throws(SearchError) in
    let names = call.arguments.fields.map(\.name)
    guard names.contains(where: \.hasWildcard) else {
      return .streaming(RowCommand { table in table.projected(names) })
    }
    // Which fields a wildcard names is known only when all rows are.
    return .stateful(
      WholeTableCommand(compilation.meter) { table in
        let fields = table.fields.sorted { ValueOrder.compareTexts($0, $1) < 0 }
        var columns: [String] = []
        for name in names {
          columns += name.hasWildcard ? FieldPatterns([name]).matching(fields) : [name]
        }
        return table.projected(columns)
      })
  }
}
