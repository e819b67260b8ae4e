import SPL

extension CommandImplementation {
  /// `require`: lets the search fail where no row reaches it. Source: Search Reference, "require".
  static let require = CommandImplementation("require") { _, compilation throws(SearchError) in
    .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        guard !table.isEmpty else { throw SearchError(.data, "require: no row reached it") }
        return table
      })
  }
}
