import SPL

extension CommandImplementation {
  /// `metasearch`: the events that a search finds, with where they come from and nothing else.
  /// Source: Search Reference, "metasearch".
  static let metasearch = CommandImplementation("metasearch") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    return .generating(try Metasearch(call.filters.first ?? .all([]), compilation))
  }
}

private struct Metasearch: GeneratingCommand {
  private var reading: EventReading

  var order: RowOrder {
    get { reading.order }
    set { reading.order = newValue }
  }

  init(_ expression: SearchExpression, _ compilation: Compilation) throws(SearchError) {
    reading = try EventReading(compilation.demanding(.some(Set(EventOrigin.fields + ["_time"]))), expression)
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    try reading.generate(
      prepare: { table throws(SearchError) in
        var table = table
        table.keep(["_time"] + EventOrigin.fields)
        return try prepare(table)
      }, sink: sink)
  }
}

/// The fields that say where an event comes from.
enum EventOrigin {
  static let fields = ["host", "index", "source", "sourcetype", "splunk_server"]
}
