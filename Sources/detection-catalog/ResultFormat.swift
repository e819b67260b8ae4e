import ArgumentParser
import Diagnostics
import SPLEngine

/// How results are shown.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv, raw

  /// The results; nothing where there are none. What a terminal shows cannot steer it.
  func text(of table: Table, terminal: Terminal) -> String {
    guard table.count > 0 else { return "" }
    let isEvents = table.has("_raw")
    switch self {
    case .json: return ResultText.json(table)
    case .raw: return shown(ResultText.raw(table), terminal)
    case .csv:
      let fields = ResultText.shownFields(table, isEvents: false) + (isEvents ? ["_raw"] : [])
      return shown(ResultText.csv(table, fields: fields), terminal)
    case .table:
      let fields = ResultText.shownFields(table, isEvents: isEvents)
      return TableText(table, fields: fields, width: terminal.width).text
    }
  }

  private func shown(_ text: String, _ terminal: Terminal) -> String {
    guard terminal.isOutput else { return text }
    let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { PlainText.inert(String($0)) }.joined(separator: "\n")
  }
}
