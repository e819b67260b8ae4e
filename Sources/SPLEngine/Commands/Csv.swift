import SPL

extension CommandImplementation {
  /// `outputcsv`: keeps all rows as a file of the run, and lets them through. Nothing reaches a disk.
  /// Source: Search Reference, "outputcsv".
  static let outputcsv = CommandImplementation("outputcsv") { call, compilation throws(SearchError) in
    let file = call.fileName
    let writing = TableWriting(appends: call.boolean("append") ?? false, keepsLists: true)
    let createsEmpty = call.boolean("create_empty") ?? false
    let overrides = call.boolean("override_if_empty") ?? true
    let run = compilation.run
    run.announce(file)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        let old = try run.lookup(file)?.table
        if table.isEmpty, !(createsEmpty || overrides && old != nil) { return table }
        run.write(LookupDefinition(try writing.written(table, onto: old, run.meter)), as: file)
        return table
      })
  }

  /// `inputcsv`: the rows of a file that `outputcsv` wrote in the same run; there are no others.
  /// Source: Search Reference, "inputcsv".
  static let inputcsv = CommandImplementation("inputcsv") { call, compilation throws(SearchError) in
    let file = call.fileName
    let run = compilation.run
    return try compilation.reading(call, isThere: run.isAnnounced(file)) { () throws(SearchError) in
      guard let table = try run.lookup(file)?.table else {
        throw compilation.argument("there is no file '\(file.dropFirst(4))'")
      }
      return table
    }
  }
}

extension CommandCall {
  /// The name under which the table of a file is kept: that of no lookup, with the ending that Splunk adds.
  fileprivate var fileName: String {
    var name = "results"
    for case .name(let literal) in CommandCall.flat(arguments) { name = QuotedText.unescaped(literal.text) }
    return "csv:" + (name.hasSuffix(".csv") ? name : "\(name).csv")
  }
}
