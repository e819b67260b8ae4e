import Analysis
import Catalog

@testable import RuleTests
@testable import SPLEngine
@testable import Site

/// Outcomes of every verdict, made up, with evidence that no log of ours would give.
enum MadeOutcomes {
  /// Markup, a control character, one that turns the direction of text, and one that takes no room.
  static let hostile = "<script>alert('x')</script>\u{1B}[31m\u{202E}txt\u{200B}\"&\u{0}"
  /// Longer than any cell.
  static let long = String(repeating: "A", count: 5_000)

  /// A verdict for the test that each rule brings, in turn.
  static func all(_ analysis: CatalogAnalysis) -> [TestOutcome] {
    analysis.rules.enumerated().flatMap { number, rule in
      rule.rule.tests.filter { $0.place == .rule }.map { test in
        let verdict = Verdict.allCases[number % Verdict.allCases.count]
        return TestOutcome(
          rule: rule.rule.name.value, path: rule.rule.file.path, test: test.name, verdict: verdict,
          reason: reason(verdict, test), evidence: evidence(verdict, test))
      }
    }
  }

  /// The same test with another verdict and without evidence.
  static func outcome(_ outcome: TestOutcome, _ verdict: Verdict) -> TestOutcome {
    TestOutcome(
      rule: outcome.rule, path: outcome.path, test: outcome.test, verdict: verdict,
      reason: "not in the data folder", evidence: TestOutcome.Evidence())
  }

  /// The first rule's page of each verdict.
  static func rulePages(_ site: BuiltSite) -> [(verdict: Verdict, path: String)] {
    let map = SiteMap(site.analysis, coverage: CoverageIndex(site.analysis))
    return zip(Verdict.allCases, map.rulePages).map { ($0, $1.text) }
  }

  private static func reason(_ verdict: Verdict, _ test: EmbeddedTest) -> String {
    switch verdict {
    case .passed: "12 results, with every risk and threat object in row 1"
    case .failed: "the search found nothing: no row is left after stage 2, where"
    case .dataMissing: "\(test.data.first?.data ?? ""): not in the data folder"
    case .unsupported: "the command 'apply' does not run here"
    case .skipped: "the rule is tested by hand: \(hostile)"
    case .error: "a limit was hit: \(hostile) \(long)"
    }
  }

  private static func evidence(_ verdict: Verdict, _ test: EmbeddedTest) -> TestOutcome.Evidence {
    var evidence = TestOutcome.Evidence()
    guard verdict == .passed || verdict == .failed else { return evidence }
    evidence.data = test.data.map {
      TestOutcome.LoadedData(
        name: $0.data, sourceType: $0.sourceType, isConfigured: verdict == .passed, events: 1_234,
        times: verdict == .passed ? [.format: 1_234] : [.automatic: 1_200, .previous: 34])
    }
    let first = "image=\"\(hostile)\" \(long)"
    let second = "| where name=\"<b>\""
    let third = "| stats count"
    evidence.search = Array("\(first) \(second) \(third)".utf8)
    let start = first.utf8.count + 1
    let end = start + second.utf8.count
    evidence.stages = [
      SearchReport.Stage(name: "search", range: 0..<first.utf8.count, rowsIn: 1_000, rowsOut: 12),
      SearchReport.Stage(name: "where", range: start..<end, rowsIn: 12, rowsOut: verdict == .passed ? 12 : 0),
      SearchReport.Stage(name: "stats", range: (end + 1)..<evidence.search.count),
    ]
    evidence.notes = ["sort kept the first 10 of 12 rows; \(hostile)"]
    if verdict == .passed {
      evidence.resultCount = 12
      evidence.results = results
    } else {
      evidence.emptyStage = 1
      var named = SearchReport.Predicate(range: (start + 8)..<end, field: "name", tested: 12)
      for (value, times) in [(hostile, 9), (long, 2), ("", 1), ("a", 1), ("b", 1), ("c", 1)] {
        named.count(value, times: times)
      }
      let empty = SearchReport.Predicate(range: (start + 8)..<end, field: "other", tested: 12)
      let term = SearchReport.Predicate(range: 0..<6, field: nil, tested: 1)
      evidence.unmet = [named, empty, term]
    }
    return evidence
  }

  private static var results: Table {
    let many = Value.list((1...40).map { .text("value \($0)") })
    var row: [(field: String, value: Value)] = [
      ("_time", .number(Number(1_700_000_000))), ("_raw", .text(hostile + long)), ("_hidden", .text("x")),
      ("<b>field", .text(hostile)), ("many", many), ("long", .text(long)), ("empty", .text("")),
    ]
    row += (1...40).map { ("field\($0)", .number(Number(Double($0)))) }
    return Table(rows: Array(repeating: row, count: 5))
  }
}
