import Diagnostics
import Foundation
import SPLEngine

/// Rows as a table of aligned columns. Cells are cut so that a row stays on one line where that is possible.
struct TableText {
  private let table: Table
  private let fields: [String]
  private let width: Int

  /// The narrowest a column is cut to.
  private static let leastWidth = 8

  init(_ table: Table, fields: [String], width: Int) {
    self.table = table
    self.fields = fields
    self.width = width
  }

  var text: String {
    guard !fields.isEmpty, table.count > 0 else { return "no results\n" }
    let columns = fields.map { field in (0..<table.count).map { cell(field, $0) } }
    let isNumber = columns.map { $0.allSatisfy { $0.isEmpty || Double($0) != nil } }
    let wanted = zip(fields, columns).map { name, cells in max(name.count, cells.map(\.count).max() ?? 0) }
    let widths = Self.fitted(wanted, into: width)
    var lines = [line(fields.map(PlainText.inert), widths, isNumber)]
    lines.append(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "))
    for row in 0..<table.count { lines.append(line(columns.map { $0[row] }, widths, isNumber)) }
    let count = table.count == 1 ? "1 result" : "\(table.count) results"
    return lines.joined(separator: "\n") + "\n\(count)\n"
  }

  private func line(_ cells: [String], _ widths: [Int], _ isNumber: [Bool]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let cut = cell.count > widths[index] ? cell.prefix(widths[index] - 1) + "…" : cell[...]
      let blanks = String(repeating: " ", count: widths[index] - cut.count)
      text += (index > 0 ? "  " : "") + (isNumber[index] ? blanks + cut : cut + blanks)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func cell(_ field: String, _ row: Int) -> String {
    let value = table.value(field, at: row)
    if field == "_time", let seconds = value.double { return Self.time(seconds) }
    return PlainText.inert(value.texts.joined(separator: " | "))
  }

  /// A moment as people read it: in UTC, with thousandths where it has any.
  private static func time(_ seconds: Double) -> String {
    let whole = seconds.rounded(.down)
    let format = Date.ISO8601FormatStyle(dateTimeSeparator: .space)
    let text = Date(timeIntervalSince1970: whole).formatted(format).replacing("Z", with: "")
    let thousandths = Int(((seconds - whole) * 1000).rounded(.down))
    return thousandths == 0 ? text : text + "." + String(String(1000 + thousandths).dropFirst())
  }

  /// Widths that fit the line: the widest columns give way first.
  private static func fitted(_ wanted: [Int], into width: Int) -> [Int] {
    let room = width - 2 * (wanted.count - 1)
    guard wanted.reduce(0, +) > room else { return wanted }
    var limit = wanted.max() ?? 0
    while limit > leastWidth, wanted.reduce(0, { $0 + min($1, limit) }) > room { limit -= 1 }
    return wanted.map { min($0, limit) }
  }
}

/// The rows in and out of each stage: where a search goes empty is what people look for.
struct FunnelText {
  private let report: SearchReport
  private let search: [UInt8]

  init(_ report: SearchReport, search: [UInt8]) {
    self.report = report
    self.search = search
  }

  var text: String {
    var lines = ["  rows in  rows out        ms  stage"]
    for stage in report.stages {
      let range = stage.range.clamped(to: 0..<search.count)
      let words = String(decoding: search[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      let text = words.joined(separator: " ")
      let shown = text.count > 100 ? text.prefix(99) + "…" : text[...]
      let mark = stage.rowsIn > 0 && stage.rowsOut == 0 ? "  <- empty from here" : ""
      lines.append(
        Self.right("\(stage.rowsIn)", 9) + Self.right("\(stage.rowsOut)", 10)
          + Self.right(String(format: "%.2f", stage.seconds * 1000), 10) + "  "
          + PlainText.inert(String(shown)) + mark)
    }
    return lines.joined(separator: "\n")
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
