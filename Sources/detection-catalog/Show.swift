import Analysis
import ArgumentParser
import Diagnostics

/// `detection-catalog show`
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show one rule's analysis, as on its page.")

  @Argument(help: "The rule: its name, its id, or its file's name with or without .yml.")
  var rule: String

  @OptionGroup var options: CatalogOptions

  func run() async throws {
    let terminal = Terminal()
    let loaded = try await options.load(terminal: terminal)
    let found = loaded.analysis.rules.filter(matches)
    guard let first = found.first else {
      let similar = loaded.analysis.rules.map(\.rule.name.value).filter {
        $0.lowercased().contains(rule.lowercased())
      }.sorted().prefix(5)
      terminal.fail(
        "there is no rule '\(rule)' in \(options.catalogFolder)",
        help: similar.isEmpty ? nil : "similar names: \(similar.joined(separator: "; "))")
      throw ExitCode.cannotProceed
    }
    terminal.print(RuleText(first, corpus: loaded.analysis.corpus, colored: terminal.colorsOutput).text)
    let diagnostics = loaded.diagnostics.filter { $0.location.path == first.rule.file.source.path }
    terminal.report(diagnostics)
    try diagnostics.checkErrors()
  }

  private func matches(_ analysis: RuleAnalysis) -> Bool {
    let file = analysis.rule.file
    return [
      analysis.rule.name.value, analysis.rule.id?.value, file.stem, file.path, file.source.path,
      file.stem + ".yml",
    ]
    .contains(rule)
  }
}

/// A rule's analysis as plain text.
struct RuleText {
  private let analysis: RuleAnalysis
  private let corpus: CorpusIndex
  private let colored: Bool

  init(_ analysis: RuleAnalysis, corpus: CorpusIndex, colored: Bool) {
    self.analysis = analysis
    self.corpus = corpus
    self.colored = colored
  }

  var text: String {
    var parts = [metadata]
    let search = analysis.search
    parts.append(
      section(
        "MITRE ATT&CK coverage",
        analysis.attack.rows.map { row in
          let techniques = row.techniques.map { technique in
            [technique.id, technique.name, technique.remark.map { "(\($0))" } ?? ""].filter { !$0.isEmpty }
              .joined(separator: " ")
          }
          return "\(row.tactic?.name ?? "–"): \(techniques.joined(separator: ", "))"
        }))
    for (number, stage) in search.stages.enumerated() {
      parts.append(section("Stage \(number + 1): \(stage.name)", [stage.text]))
    }
    parts.append(section("Exclusions", search.exclusions.flatMap { lines($0, countsCorpus: false) }))
    parts.append(section("Indicators", search.indicators.flatMap { lines($0, countsCorpus: true) }))
    parts.append(section("Search terms", search.terms.map { "stage \($0.stage): \($0.term)" }))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var metadata: String {
    let rule = analysis.rule
    let rows = [
      ("Status", rule.status), ("Severity", analysis.severity ?? ""),
      ("Group by", analysis.search.groupBy.text),
      ("Author", rule.author), ("File", rule.file.source.path),
    ]
    let lines = rows.filter { !$0.1.isEmpty }.map { "\($0.0): \(inert($0.1))" }
    return ([bold(inert(rule.name.value))] + lines).joined(separator: "\n")
  }

  private func lines(_ row: PredicateRow, countsCorpus: Bool) -> [String] {
    let head = "\(row.field) \(row.kind.rawValue)"
    let values = row.values.isEmpty ? [""] : row.values
    return values.map { value in
      let count = countsCorpus ? corpus.count(field: row.field, kind: row.kind, value: value) : 0
      return [head, value, count >= 2 ? "(corpus \(count))" : ""].filter { !$0.isEmpty }.joined(
        separator: " ")
    }
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : ([bold(title)] + lines.map { "  " + indented($0) }).joined(separator: "\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { inert(String($0)) }.joined(
      separator: "\n  ")
  }

  private func bold(_ text: String) -> String {
    colored ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private func inert(_ text: String) -> String {
    PlainText.inert(text)
  }
}
