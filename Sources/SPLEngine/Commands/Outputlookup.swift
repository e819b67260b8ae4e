import SPL

extension CommandImplementation {
  /// `outputlookup`: keeps all rows as a lookup's table for the run, and lets them through. Nothing reaches a disk.
  /// Source: Search Reference, "outputlookup".
  static let outputlookup = CommandImplementation("outputlookup") { call, compilation throws(SearchError) in
    guard let name = call.lookupTable?.name else {
      throw compilation.argument("the name of a lookup is missing")
    }
    var writing = TableWriting(appends: call.boolean("append") ?? false)
    if let text = call.option("max") {
      guard let most = Int(text), most >= 0 else {
        throw compilation.argument("'max' takes a number of rows")
      }
      writing.most = most
    }
    writing.keyField = call.option("key_field")
    writing.keepsLists = call.option("output_format")?.lowercased() == "splunk_mv_csv"
    let replacesByNothing =
      (call.boolean("override_if_empty") ?? true) && (call.boolean("create_empty") ?? true)
    let run = compilation.run
    run.announce(name)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        let old = try run.lookup(name)
        if table.isEmpty, !replacesByNothing, old != nil || call.boolean("create_empty") == false {
          return table
        }
        var definition = old ?? LookupDefinition(Table())
        definition.table = try writing.written(table, onto: old?.table, run.meter)
        run.write(definition, as: name)
        return table
      })
  }
}

/// How rows become a table that is kept.
struct TableWriting: Sendable {
  /// Whether they go behind those that are there.
  var appends = false
  var most = Int.max
  /// The field that names a row: one of that name is replaced.
  var keyField: String?
  /// Whether a field may have several values; else they become one, with blanks between them.
  var keepsLists = false

  /// The table as it is afterwards. Of fields that begin with `_` only time and key are kept; rows that are put behind
  /// others keep the columns of those.
  func written(_ rows: Table, onto old: Table?, _ meter: Meter) throws(SearchError) -> Table {
    var new = rows.prefix(most)
    if let keyField, let keys = new[keyField] { new["_key"] = keys }
    new.keep(new.fields.filter { !$0.hasPrefix("_") || $0 == "_time" || $0 == "_key" })
    if !keepsLists {
      for field in new.fields {
        new[field] = new[field]?.map { value in
          if case .list = value { .text(value.texts.joined(separator: " ")) } else { value }
        }
      }
    }
    guard appends, var table = old, !table.fields.isEmpty else { return new }
    if keyField != nil, let keys = new["_key"], let there = table["_key"] {
      let replaced = Set(keys.compactMap(\.text))
      table = table.filtered(there.map { value in value.text.map { !replaced.contains($0) } ?? true })
    } else {
      new.keep(table.fields)
    }
    table.append(new)
    try meter.check(rows: table.count)
    return table
  }
}
