import SPL

extension CommandImplementation {
  /// `noop`: leaves the rows alone; its options say how Splunk should run a search. Source: Search Reference, "noop".
  static let noop = CommandImplementation("noop") { _, _ throws(SearchError) in
    .streaming(RowCommand { table in table })
  }
}
