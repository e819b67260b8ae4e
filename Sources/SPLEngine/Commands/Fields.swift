import SPL

extension CommandImplementation {
  /// `fields`: keeps fields, or takes them away. `_raw` and `_time` stay unless they are taken away by name.
  /// Source: Search Reference, "fields".
  static let fields = CommandImplementation("fields") { call, _ throws(SearchError) in
    let names = call.arguments.fields.map(\.name)
    let removes = call.arguments.contains { argument in
      if case .mark(let mark) = argument { mark.text == "-" } else { false }
    }
    return .streaming(
      RowCommand { table in
        var table = table
        let matched = FieldPatterns(names).matching(table.fields)
        if removes {
          for field in matched { table.remove(field) }
        } else {
          table.keep(matched + ["_raw", "_time"])
        }
        return table
      })
  }
}
