import SPL

extension CommandImplementation {
  /// `fillnull`: puts a value into fields that have none: the named ones, or all that some row has.
  /// Source: Search Reference, "fillnull".
  static let fillnull = CommandImplementation("fillnull") { call, compilation throws(SearchError) in
    let value = Value.text(call.text("value") ?? "0")
    let names = call.ownFields
    if !names.isEmpty, !names.contains(where: \.hasWildcard) {
      return .streaming(RowCommand { table in table.filled(names, with: value) })
    }
    return .stateful(
      WholeTableCommand(compilation.meter) { table in
        let known = table.filledFields
        let fields =
          names.isEmpty
          ? known.filter { !$0.hasPrefix("_") }
          : names.flatMap { $0.hasWildcard ? FieldPatterns([$0]).matching(known) : [$0] }
        return table.filled(fields, with: value)
      })
  }

  /// `filldown`: puts the last value above into fields that have none. Source: Search Reference, "filldown".
  static let filldown = CommandImplementation("filldown") { call, _ throws(SearchError) in
    .stateful(FillDown(call.ownFields.isEmpty ? ["*"] : call.ownFields))
  }
}

extension Table {
  fileprivate func filled(_ fields: [String], with value: Value) -> Table {
    var table = self
    for field in fields { table[field] = column(field).map { $0.isNull ? value : $0 } }
    return table
  }
}

private final class FillDown: StatefulCommand {
  private let patterns: FieldPatterns
  /// The last value of each field, in the order in which fields were first met.
  private var fields: [String] = []
  private var last: [String: Value] = [:]

  init(_ names: [String]) {
    patterns = FieldPatterns(names)
  }

  func take(_ rows: Table) throws(SearchError) -> Table {
    var table = rows
    for field in patterns.matching(table.fields) where last[field] == nil {
      fields.append(field)
      last[field] = .null
    }
    for field in fields {
      var value = last[field] ?? .null
      var column = table.column(field)
      for row in column.indices {
        if column[row].isNull { column[row] = value } else { value = column[row] }
      }
      last[field] = value
      table[field] = column
    }
    return table
  }

  func finish() throws(SearchError) -> Table { Table() }
}
