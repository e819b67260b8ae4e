import SPL

extension CommandImplementation {
  /// `iplocation`: where an address is. Rows whose address has no known place stay as they are.
  /// Source: Search Reference, "iplocation".
  static let iplocation = CommandImplementation("iplocation") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    if let language = call.text("lang")?.lowercased(), !language.hasPrefix("en") {
      throw compilation.unsupported("iplocation: names of places in '\(language)'")
    }
    guard let geography = compilation.environment.geography else {
      compilation.run.reporter.note("iplocation: no database of places is configured, so no address has one")
      return .streaming(RowCommand { table in table })
    }
    let prefix = call.text("prefix") ?? ""
    let takesAll = call.boolean("allfields") ?? false
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var columns = FieldColumns(count: table.count)
        for (row, value) in column.enumerated() {
          let place = value.values.first?.text.flatMap { geography.location(of: $0) } ?? [:]
          for name in place.keys.sorted() where takesAll || standardFields.contains(name) {
            if let text = place[name] { columns.add(.text(text), to: columns.slot(prefix + name)) }
          }
          try columns.end(row: row, meter)
        }
        var result = table
        columns.write(to: &result)
        return result
      })
  }

  private static let standardFields: Set<String> = ["City", "Country", "Region", "lat", "lon"]
}
