import SPL

extension CommandImplementation {
  /// `bin`, `bucket`: puts numbers or times into ranges. A time becomes the beginning of its span, a number the text of
  /// its range. Source: Search Reference, "bin".
  static let bucket = CommandImplementation("bucket") { call, compilation throws(SearchError) in
    guard let rename = FieldUse.renames(call.arguments).first else {
      throw compilation.argument("a field is missing")
    }
    let options = try BinOptions(call.arguments, compilation)
    let (field, target) = (rename.from, rename.to ?? rename.from)
    if let bins = try options.fixed(for: field) {
      return .streaming(
        RowCommand { table in
          var table = table
          if let column = table[field] { table[target] = column.map { bins.shown($0) } }
          return table
        })
    }
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var table = table
        let bins = options.chosen(for: field, column, standard: 100, covering: compilation.time)
        table[target] = column.map { bins.shown($0) }
        return table
      })
  }
}
