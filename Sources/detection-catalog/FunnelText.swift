import Diagnostics
import Foundation
import SPLEngine

/// The rows in and out of each stage: where a search goes empty is what people look for.
struct FunnelText {
  private let report: SearchReport
  private let search: [UInt8]

  init(_ report: SearchReport, search: [UInt8]) {
    self.report = report
    self.search = search
  }

  /// A line for each stage.
  var text: String {
    let dry = dryStage
    var lines = ["  rows in  rows out        ms  stage"]
    for (number, stage) in report.stages.enumerated() {
      lines.append(
        Self.right("\(stage.rowsIn)", 9) + Self.right("\(stage.rowsOut)", 10)
          + Self.right(String(format: "%.2f", stage.seconds * 1000), 10) + "  "
          + stageText(stage, most: 100) + (number == dry ? "  <- empty from here" : ""))
    }
    return lines.joined(separator: "\n")
  }

  /// Why there are no results, in one line.
  var reasonForNothing: String {
    guard let dry = dryStage else { return "no results" }
    let stage = report.stages[dry]
    guard stage.rowsIn > 0 else {
      return "no results: no event fits the first stage: \(stageText(stage, most: 100))"
    }
    let rows = stage.rowsIn == 1 ? "its one row" : "any of its \(stage.rowsIn) rows"
    return "no results: stage \(dry + 1) did not keep \(rows): \(stageText(stage, most: 100))"
  }

  /// The stage at which the rows ran out: the first without a row out, of those that have none behind them.
  private var dryStage: Int? {
    guard report.stages.last?.rowsOut == 0 else { return nil }
    return report.stages.lastIndex { $0.rowsOut > 0 }.map { $0 + 1 } ?? 0
  }

  private func stageText(_ stage: SearchReport.Stage, most: Int) -> String {
    let range = stage.range.clamped(to: 0..<search.count)
    let words = String(decoding: search[range], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let text = words.isEmpty ? "all events" : words.joined(separator: " ")
    return PlainText.inert(text.count > most ? text.prefix(most - 1) + "…" : text)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
