import Foundation
import SPL

extension CommandImplementation {
  /// `addtotals`: adds up the numbers of each row, and with `col` also those of each column.
  /// Source: Search Reference, "addtotals".
  static let addtotals = CommandImplementation("addtotals") { call, compilation throws(SearchError) in
    let names = call.ownFields
    let target = call.boolean("row") ?? true ? call.text("fieldname") ?? "Total" : nil
    let addRow: @Sendable (Table) -> Table = { table in
      target.map { table.addingRowTotals(names, as: $0) } ?? table
    }
    guard call.boolean("col") ?? false else { return .streaming(RowCommand(addRow)) }
    let label = TotalLabel(call)
    return .stateful(
      WholeTableCommand(compilation.meter) { table in
        let columns = names.isEmpty ? [] : names + (target.map { [$0] } ?? [])
        return addRow(table).addingColumnTotals(columns, label)
      })
  }

  /// `addcoltotals`: adds a row with the sum of each column. Source: Search Reference, "addcoltotals".
  static let addcoltotals = CommandImplementation("addcoltotals") { call, compilation throws(SearchError) in
    let names = call.ownFields
    let label = TotalLabel(call)
    return .stateful(
      WholeTableCommand(compilation.meter) { table in table.addingColumnTotals(names, label) })
  }

  /// `addinfo`: facts of the search: its range of time, when it ran, and an identifier, which is the same in every run.
  /// Source: Search Reference, "addinfo".
  static let addinfo = CommandImplementation("addinfo") { _, compilation throws(SearchError) in
    let environment = compilation.environment
    func seconds(_ time: Double) -> Value { .text(String(format: "%.3f", time)) }
    let facts: [(String, Value)] = [
      ("info_min_time", seconds(environment.time.earliest ?? 0)),
      ("info_max_time", environment.time.latest.map(seconds) ?? .text("+Infinity")),
      ("info_search_time", seconds(environment.now)), ("info_sid", .text("local")),
    ]
    return .streaming(
      RowCommand { table in
        var table = table
        for (field, value) in facts { table[field] = [Value](repeating: value, count: table.count) }
        return table
      })
  }
}

/// The field and text that mark a row of sums.
private struct TotalLabel: Sendable {
  let field: String?
  let text: String

  init(_ call: CommandCall) {
    field = call.text("labelfield")
    text = call.text("label") ?? "Total"
  }
}

extension Table {
  fileprivate func addingRowTotals(_ names: [String], as target: String) -> Table {
    var sums = [Double](repeating: 0, count: count)
    for field in FieldPatterns(names.isEmpty ? ["*"] : names).matching(fields) {
      for (row, value) in column(field).enumerated() {
        if let number = value.double { sums[row] += number }
      }
    }
    var table = self
    table[target] = sums.map { Value($0) }
    return table
  }

  fileprivate func addingColumnTotals(_ names: [String], _ label: TotalLabel) -> Table {
    guard count > 0 else { return self }
    var sums = Table(count: 1)
    for field in FieldPatterns(names.isEmpty ? ["*"] : names).matching(fields) where field != label.field {
      let numbers = column(field).compactMap(\.double)
      if !numbers.isEmpty { sums[field] = [Value(numbers.reduce(0, +))] }
    }
    if let field = label.field { sums[field] = [.text(label.text)] }
    var table = self
    table.append(sums)
    return table
  }
}
