import SPL

extension CommandImplementation {
  /// `noop`: leaves the rows alone; its options say how Splunk should run a search. One that
  /// asks for a sample of the events cannot be left out, since it changes the result. Source: Search Reference, "noop".
  static let noop = CommandImplementation("noop") { call, compilation throws(SearchError) in
    if let ratio = call.option("sample_ratio"), ratio != "1" {
      throw compilation.unsupported("noop: 'sample_ratio' does not run here: all events are searched")
    }
    return .streaming(RowCommand { table in table })
  }
}
