import SPL

extension CommandImplementation {
  /// Commands that say how a search runs or how its rows are shown, and leave the rows alone.
  /// Source: Search Reference, "localop", "redistribute", "highlight".
  static let passing = ["highlight", "localop", "redistribute"].map { name in
    CommandImplementation(name) { _, _ throws(SearchError) in .streaming(RowCommand { $0 }) }
  }
}
