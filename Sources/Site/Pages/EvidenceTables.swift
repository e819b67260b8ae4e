import Catalog
import Diagnostics
import Foundation
import RuleTests
import SPLEngine

/// What shows the verdict of a test: the funnel, the predicates that matched nothing, the first results.
struct EvidenceTables {
  private let outcome: TestOutcome
  private let evidence: TestOutcome.Evidence
  /// The fields of risk and threat objects, which the verdict hangs on.
  private let judgedFields: [String]

  /// The longest command, predicate and value that are shown, in characters.
  private static let commandLimit = 240
  private static let predicateLimit = 160
  private static let valueLimit = 120
  /// How many values of a field, and how many predicates, are told.
  private static let valueCount = 5
  private static let predicateCount = 20
  /// How many columns and rows of the result are shown, and how many fields are named beside them.
  private static let columnCount = 8
  private static let rowCount = 5
  private static let namedCount = 20

  init(_ outcome: TestOutcome, risk: Risk) {
    self.outcome = outcome
    evidence = outcome.evidence
    judgedFields = risk.riskObjects.map(\.field) + risk.threatObjects.map(\.field)
  }

  /// All of it; empty where the search did not run.
  var html: HTMLFragment {
    .written { html in
      funnel(&html)
      unmet(&html)
      results(&html)
      for note in evidence.notes {
        html.element(.p, .class("note"), text: ShownText.sentence(note, limit: 300))
      }
    }
  }

  // MARK: Funnel

  private func funnel(_ html: inout HTMLWriter) {
    guard !evidence.stages.isEmpty else { return }
    // Behind the stage that went empty nothing happens, unless a stage makes rows of its own.
    let last = evidence.stages.lastIndex { $0.rowsIn > 0 || $0.rowsOut > 0 } ?? 0
    let shown = evidence.emptyStage.map { max($0, last) + 1 } ?? evidence.stages.count
    html.element(.h4, text: "Rows through the search")
    html.table(["Stage", "Command", "Rows in", "Rows out"], name: "funnel") { html in
      for (number, stage) in evidence.stages.prefix(shown).enumerated() {
        html.element(.tr) { html in
          html.element(.td, .class("number"), text: String(number + 1))
          html.element(.td) { html in
            html.element(.code, text: command(stage))
            if number == evidence.emptyStage {
              html.text(" ")
              // Where nothing is to be found, that is no failure.
              html.element(
                .span, .class(outcome.verdict == .passed ? "verdict plain" : "verdict failed"),
                text: "no row left")
            }
          }
          html.element(.td, .class("number"), text: String(rowsIn(number)))
          html.element(.td, .class("number"), text: String(stage.rowsOut))
        }
      }
    }
    let left = evidence.stages.count - shown
    if left > 0 {
      html.element(
        .p, .class("note"), text: "\(ShownText.count(left, "stage")) behind it had no row to work on.")
    }
  }

  /// The stage without its pipe; of one that stands in no text, the name.
  private func command(_ stage: SearchReport.Stage) -> String {
    let text = ShownText.line(evidence.search, stage.range, limit: Self.commandLimit)
    let command = text.drop { $0 == "|" || $0 == " " }
    return command.isEmpty ? stage.name : String(command)
  }

  /// The rows that came into a stage. A search that begins with filters is asked about every event, also about those
  /// that were passed over unread because their raw text cannot fit.
  private func rowsIn(_ number: Int) -> Int {
    let rows = evidence.stages[number].rowsIn
    let range = evidence.stages[number].range.clamped(to: 0..<evidence.search.count)
    let isFilter = !range.isEmpty && evidence.search[range].first { $0 > 0x20 } != UInt8(ascii: "|")
    guard number == 0, isFilter || range.isEmpty else { return rows }
    return max(rows, evidence.data.reduce(0) { $0 + $1.events })
  }

  // MARK: Predicates

  private func unmet(_ html: inout HTMLWriter) {
    guard let empty = evidence.emptyStage, empty < evidence.stages.count else { return }
    guard !evidence.unmet.isEmpty else {
      let asked = evidence.stages[empty].predicates.count { $0.tested > 0 }
      if asked > 1 {
        html.element(
          .p, .class("note"),
          text: "Each predicate of stage \(empty + 1) holds for some row, but no row fits all that is asked.")
      }
      return
    }
    html.element(.h4, text: "Predicates of stage \(empty + 1) that matched nothing")
    html.list(Array(evidence.unmet.prefix(Self.predicateCount))) { html, predicate in
      html.element(
        .code, text: ShownText.line(evidence.search, predicate.range, limit: Self.predicateLimit))
      html.text(" matched none of \(ShownText.count(predicate.tested, "row"))")
      guard let field = predicate.field else { return html.text(".") }
      seen(field, predicate.otherValues, &html)
    }
    let more = evidence.unmet.count - Self.predicateCount
    if more > 0 { html.element(.p, .class("note"), text: "And \(more) more.") }
  }

  /// The values that the field had instead, the most frequent first.
  private func seen(_ field: String, _ values: [String: Int], _ html: inout HTMLWriter) {
    html.text("; ")
    html.element(.code, text: ShownText.line(field, limit: Self.predicateLimit))
    guard !values.isEmpty else { return html.text(" had no value.") }
    html.text(" was ")
    let sorted = values.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (number, entry) in sorted.prefix(Self.valueCount).enumerated() {
      if number > 0 { html.text(", ") }
      let text = ShownText.line(entry.key, limit: Self.valueLimit)
      if text.isEmpty { html.text("empty") } else { html.element(.code, text: text) }
      html.text(entry.value == 1 ? " (once)" : " (\(entry.value) times)")
    }
    html.text(sorted.count > Self.valueCount ? " and others." : ".")
  }

  // MARK: Results

  private func results(_ html: inout HTMLWriter) {
    let table = evidence.results
    let rows = min(table.count, Self.rowCount)
    let fields = shownFields(rows)
    guard rows > 0, !fields.isEmpty else { return }
    let shown = Array(fields.prefix(Self.columnCount))
    html.element(
      .h4,
      text: evidence.resultCount > rows ? "First \(rows) of \(evidence.resultCount) results" : "Results")
    let heads = shown.map { ShownText.line($0, limit: Self.valueLimit) }
    html.table(
      heads, name: "results", label: "Results of \(ShownText.line(outcome.test, limit: Self.valueLimit))"
    ) { html in
      for row in 0..<rows {
        html.element(.tr) { html in
          for field in shown { html.element(.td) { cell(field, table.value(field, at: row), &$0) } }
        }
      }
    }
    let left = fields.dropFirst(Self.columnCount)
    guard !left.isEmpty else { return }
    let names = left.prefix(Self.namedCount).map { ShownText.line($0, limit: 60) }.joined(separator: ", ")
    let others = left.count > Self.namedCount ? " and \(left.count - Self.namedCount) others" : ""
    html.element(.p, .class("note"), text: "Not shown: \(names)\(others).")
  }

  /// The fields that have a value in some row: those that the verdict hangs on first, the raw event last. Of fields
  /// that begin with an underscore only the time is shown beside it.
  private func shownFields(_ rows: Int) -> [String] {
    let table = evidence.results
    let filled = table.fields.filter { field in
      (0..<rows).contains { row in table.value(field, at: row).texts.contains { !$0.isEmpty } }
    }
    var seen: Set<String> = []
    let order =
      judgedFields.filter(filled.contains) + filled.filter { !$0.hasPrefix("_") || $0 == "_time" }
      + filled.filter { $0 == "_raw" }
    return order.filter { seen.insert($0).inserted }
  }

  private func cell(_ field: String, _ value: Value, _ html: inout HTMLWriter) {
    if field == "_time", let seconds = value.double, let time = Self.time(seconds) {
      return html.element(.div, .class("value"), text: time)
    }
    let texts = value.texts
    guard texts.count > 1 else {
      return html.element(
        .div, .class("value"), text: ShownText.line(texts.first ?? "", limit: Self.valueLimit))
    }
    html.list(Array(texts.prefix(Self.valueCount)), name: "value") { html, text in
      html.text(ShownText.line(text, limit: Self.valueLimit))
    }
    if texts.count > Self.valueCount {
      html.element(.small, .class("also"), text: "and \(texts.count - Self.valueCount) more values")
    }
  }

  /// A moment in UTC, to the second; nil for one that no calendar shows.
  private static func time(_ seconds: Double) -> String? {
    guard seconds.isFinite, abs(seconds) < 1e11 else { return nil }
    return Date(timeIntervalSince1970: seconds.rounded(.down)).formatted(
      Date.ISO8601FormatStyle(dateTimeSeparator: .space)
    ).replacing("Z", with: " UTC")
  }
}
