import Diagnostics
import Foundation
import SPLEngine

/// Rows as a table of aligned columns, each value of a list on a line of its own. Cells are cut so that a row fits the
/// line; where not even narrow columns do, each row becomes a block with a line for each field.
struct TableText {
  private let table: Table
  private let fields: [String]
  private let width: Int

  /// The narrowest a column is cut to.
  private static let leastWidth = 8
  /// The widest a column is filled up to with blanks: one long value must not make every line as long.
  private static let mostFilled = 120

  init(_ table: Table, fields: [String], width: Int) {
    self.table = table
    self.fields = fields
    self.width = width
  }

  /// The table, ending in a line break; empty where there are no fields.
  var text: String {
    guard !fields.isEmpty else { return "" }
    let names = fields.map(PlainText.inert)
    let columns = fields.map { field in (0..<table.count).map { cell(field, $0) } }
    let wanted = zip(names, columns).map { name, cells in
      max(name.count, cells.lazy.flatMap { $0 }.map(\.count).max() ?? 0)
    }
    guard let widths = Self.fitted(wanted, into: width) else { return blocks(names, columns) }
    let isNumber = columns.map { $0.allSatisfy { $0.allSatisfy { $0.isEmpty || Double($0) != nil } } }
    var lines = [line(names, widths, isNumber)]
    lines.append(
      widths.map { String(repeating: "-", count: min($0, Self.mostFilled)) }.joined(separator: "  "))
    for row in 0..<table.count {
      let height = columns.map { $0[row].count }.max() ?? 1
      for part in 0..<max(1, height) {
        lines.append(
          line(columns.map { part < $0[row].count ? $0[row][part] : "" }, widths, isNumber))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String], _ widths: [Int], _ isNumber: [Bool]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let cut = Self.cut(cell, to: widths[index])
      let filled = min(widths[index], Self.mostFilled)
      let blanks = String(repeating: " ", count: max(0, filled - cut.count))
      text += (index > 0 ? "  " : "") + (isNumber[index] ? blanks + cut : cut + blanks)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Each row by itself: a line for each value, behind the name of its field.
  private func blocks(_ names: [String], _ columns: [[[String]]]) -> String {
    let nameWidth = min(names.map(\.count).max() ?? 0, max(Self.leastWidth, width / 3))
    var text = ""
    for row in 0..<table.count {
      text += "row \(row + 1)\n"
      for (name, column) in zip(names, columns) {
        for (part, value) in column[row].enumerated() where !value.isEmpty {
          let label = part == 0 ? Self.cut(name, to: nameWidth) : ""
          let blanks = String(repeating: " ", count: nameWidth - label.count)
          text += "  \(label)\(blanks)  \(Self.cut(value, to: max(Self.leastWidth, width - nameWidth - 4)))\n"
        }
      }
    }
    return text
  }

  private static func cut(_ text: String, to width: Int) -> String {
    text.count > width ? text.prefix(width - 1) + "…" : text
  }

  private func cell(_ field: String, _ row: Int) -> [String] {
    let value = table.value(field, at: row)
    if field == "_time", let seconds = value.double { return [Self.time(seconds)] }
    return value.texts.map(PlainText.inert)
  }

  /// A moment as people read it: in UTC, with thousandths where it has any; as a number where no calendar reaches.
  private static func time(_ seconds: Double) -> String {
    guard abs(seconds) < 2e11 else { return Number(seconds).text }
    let whole = seconds.rounded(.down)
    let format = Date.ISO8601FormatStyle(dateTimeSeparator: .space)
    let text = Date(timeIntervalSince1970: whole).formatted(format).replacing("Z", with: "")
    let thousandths = Int(((seconds - whole) * 1000).rounded(.down))
    return thousandths == 0 ? text : text + "." + String(String(1000 + thousandths).dropFirst())
  }

  /// Widths that fit the line: the widest columns give way first; nil where even narrow ones do not fit.
  private static func fitted(_ wanted: [Int], into width: Int) -> [Int]? {
    let room = width - 2 * (wanted.count - 1)
    guard wanted.reduce(0, +) > room else { return wanted }
    guard wanted.reduce(0, { $0 + min($1, leastWidth) }) <= room else { return nil }
    var limit = min(wanted.max() ?? 0, room)
    while limit > leastWidth, wanted.reduce(0, { $0 + min($1, limit) }) > room { limit -= 1 }
    return wanted.map { min($0, limit) }
  }
}
