import SPL

extension CommandImplementation {
  /// Commands that say how a search runs or how its rows are shown, and leave the rows alone.
  /// Source: Search Reference, "localop", "noop", "redistribute", "highlight".
  static let passing = ["highlight", "localop", "noop", "redistribute"].map { name in
    CommandImplementation(name) { call, compilation throws(SearchError) in
      if let ratio = call.option("sample_ratio"), ratio != "1" {
        throw compilation.unsupported("\(name): the option 'sample_ratio' does not run here")
      }
      return .streaming(RowCommand { $0 })
    }
  }

  /// `require`: lets the search fail where no row reaches it. Source: Search Reference, "require".
  static let require = CommandImplementation("require") { _, compilation throws(SearchError) in
    .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        guard !table.isEmpty else { throw SearchError(.data, "require: no row reached it") }
        return table
      })
  }
}
