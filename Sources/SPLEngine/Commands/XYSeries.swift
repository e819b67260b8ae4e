import SPL

extension CommandImplementation {
  /// `xyseries`, `maketable`: a row of each value of one field, a column of each value of another. Rows come sorted by
  /// the first field unless `grouped`, columns by name. Source: Search Reference, "xyseries".
  static let xyseries = CommandImplementation("xyseries") { call, compilation throws(SearchError) in
    let names = call.ownFields
    guard names.count >= 3 else { throw compilation.argument("needs three fields or more") }
    let series = Series(
      rowField: names[0], columnField: names[1], dataFields: Array(names[2...]),
      isGrouped: call.boolean("grouped") ?? false, separator: call.text("sep") ?? ": ",
      format: call.text("format"), meter: compilation.meter)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in try series.table(of: table) })
  }

  /// `untable`: a row of each cell that is not empty. Source: Search Reference, "untable".
  static let untable = CommandImplementation("untable") { call, compilation throws(SearchError) in
    let names = call.ownFields
    guard names.count == 3 else { throw compilation.argument("needs three fields") }
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        let heads = table.column(names[0])
        let fields = table.fields.filter { $0 != names[0] && !$0.hasPrefix("_") }
        let columns = fields.map { (name: Value.text($0), values: table.column($0)) }
        var first: [Value] = []
        var second: [Value] = []
        var third: [Value] = []
        for row in 0..<table.count {
          for (name, values) in columns where !values[row].isNull {
            first.append(heads[row])
            second.append(name)
            third.append(values[row])
          }
          try meter.check(rows: first.count)
        }
        return Table(count: first.count, [(names[0], first), (names[1], second), (names[2], third)])
      })
  }

  /// `transpose`: a column of each of the first rows, a row of each field. Source: Search Reference, "transpose".
  static let transpose = CommandImplementation("transpose") { call, compilation throws(SearchError) in
    let limit = call.number ?? 5
    guard limit >= 0 else { throw compilation.argument("the number of rows must not be negative") }
    let columnName = call.text("column_name") ?? "column"
    let header = call.text("header_field")
    let takesEmpty = call.boolean("include_empty") ?? true
    let meter = compilation.meter
    return .stateful(
      WholeTableCommand(meter) { table throws(SearchError) in
        let rows = limit == 0 ? table.count : min(limit, table.count)
        let fields = table.fields.filter { field in
          guard field != header else { return false }
          return takesEmpty || table.column(field).prefix(rows).contains { !($0.text ?? "").isEmpty }
        }
        try meter.check(cells: fields.count * (rows + 1))
        let columns = fields.map { table.column($0) }
        let titles = header.map { table.column($0) }
        var result = Table(count: fields.count)
        result[columnName] = fields.map(Value.text)
        for row in 0..<rows {
          result[titles?[row].text ?? "row \(row + 1)"] = columns.map { $0[row] }
        }
        return result
      })
  }
}

private struct Series {
  let rowField: String
  let columnField: String
  let dataFields: [String]
  let isGrouped: Bool
  let separator: String
  let format: String?
  let meter: Meter

  func table(of table: Table) throws(SearchError) -> Table {
    let (heads, titles) = (table.column(rowField), table.column(columnField))
    let (rows, keys) = groups(heads)
    var names: [String: Int] = [:]
    var columns: [(name: String, values: [Value])] = []
    for field in dataFields {
      for (number, value) in table.column(field).enumerated() {
        guard let row = rows[number], let title = titles[number].text else { continue }
        let name = self.name(title, field)
        if names[name] == nil {
          names[name] = columns.count
          columns.append((name, [Value](repeating: .null, count: keys.count)))
          try meter.check(cells: columns.count * keys.count)
        }
        if let slot = names[name], !value.isNull { columns[slot].values[row] = value }
      }
    }
    columns.sort { ValueOrder.compareTexts($0.name, $1.name) < 0 }
    var result = Table(count: keys.count)
    result[rowField] = keys
    for column in columns where column.name != rowField { result[column.name] = column.values }
    return isGrouped ? result : result.selecting(Self.order(keys))
  }

  /// The row of the result for each row that came in; nil for one without the field.
  private func groups(_ heads: [Value]) -> (rows: [Int?], keys: [Value]) {
    var known: [Value: Int] = [:]
    var keys: [Value] = []
    var rows: [Int?] = []
    for head in heads {
      guard !head.isNull else {
        rows.append(nil)
        continue
      }
      let key = head.comparedAsText
      if isGrouped, known[key] == nil { known.removeAll() }
      if known[key] == nil {
        known[key] = keys.count
        keys.append(head)
      }
      rows.append(known[key])
    }
    return (rows, keys)
  }

  private static func order(_ keys: [Value]) -> [Int] {
    keys.indices.sorted { left, right in
      let order = ValueOrder.mixed(keys[left], keys[right])
      return order != 0 ? order < 0 : left < right
    }
  }

  private func name(_ value: String, _ field: String) -> String {
    if let format { return format.replacing("$VAL$", with: value).replacing("$AGG$", with: field) }
    return dataFields.count == 1 ? value : "\(field)\(separator)\(value)"
  }
}
