import Analysis
import RuleTests

/// What the tests of the rules came to, by the rules' positions.
struct TestResults: Sendable {
  /// Whether tests were run for this site.
  let wereRun: Bool
  /// All outcomes as JSON, for programs; nil where no test was run. How long tests took is left out: the same catalog
  /// gives the same bytes.
  let json: String?
  /// The outcomes of each rule's tests, in the order of the tests.
  let byRule: [[TestOutcome]]
  /// How many tests of live rules came to each verdict.
  let counts: [Verdict: Int]

  /// Outcomes as the runner gave them; nil where no test was run.
  init(_ outcomes: [TestOutcome]?, analysis: CatalogAnalysis) {
    wereRun = outcomes != nil
    json = outcomes.map { TestReport($0, seconds: 0).json }
    let grouped = Dictionary(grouping: outcomes ?? [], by: \.path)
    let byRule = analysis.rules.map { grouped[$0.rule.file.path] ?? [] }
    self.byRule = byRule
    var counts: [Verdict: Int] = [:]
    for (rule, outcomes) in zip(analysis.rules, byRule) where !rule.rule.isRetired {
      for outcome in outcomes { counts[outcome.verdict, default: 0] += 1 }
    }
    self.counts = counts
  }

  /// The order in which verdicts are told: what wants to be looked at, what holds, what was not tried.
  static let order: [Verdict] = [.failed, .error, .unsupported, .passed, .dataMissing, .skipped]

  /// The verdict of a rule: that of its tests which comes first in the order; nil where none was run.
  func verdict(of rule: Int) -> Verdict? {
    let verdicts = Set(byRule[rule].map(\.verdict))
    return Self.order.first(where: verdicts.contains)
  }

  /// How many tests of live rules there are.
  var total: Int { counts.values.reduce(0, +) }

  /// How many tests of live rules had their data and were tried.
  var tried: Int { total - (counts[.dataMissing] ?? 0) - (counts[.skipped] ?? 0) }
}

extension Verdict {
  /// Whether the search of the test was tried: what lists mark.
  var wasTried: Bool {
    switch self {
    case .passed, .failed, .unsupported, .error: true
    case .dataMissing, .skipped: false
    }
  }

  /// The class of its mark.
  var markClass: StaticString {
    switch self {
    case .passed: "verdict passed"
    case .failed: "verdict failed"
    case .error: "verdict failed"
    case .unsupported, .dataMissing, .skipped: "verdict plain"
    }
  }

  /// A sign for the eye; the word stands beside it.
  var sign: String {
    switch self {
    case .passed: "✓"
    case .failed: "✗"
    case .error: "!"
    case .unsupported: "?"
    case .dataMissing: "○"
    case .skipped: "–"
    }
  }

  /// The heading of those that came to it.
  var heading: String {
    switch self {
    case .passed: "Passed"
    case .failed: "Failed"
    case .error: "Error"
    case .unsupported: "Unsupported"
    case .dataMissing: "Data missing"
    case .skipped: "Skipped"
    }
  }

  /// What it says, in a sentence.
  var explanation: String {
    switch self {
    case .passed:
      "The search found what it should: by the pass condition of Splunk's own tool, or by what a test of catalog.yml expects."
    case .failed: "The search ran, and did not find what it should."
    case .error: "The test could not be carried out: a limit, data that cannot be read, a broken search."
    case .unsupported: "The search needs what does not run without a Splunk server."
    case .dataMissing:
      "The log files of these tests are not here. That says nothing of the rules: with a copy of the data, "
        + "the next build runs their tests."
    case .skipped: "These tests are not meant to be run: their rules say so."
    }
  }

  /// Its place on the page of all tests.
  var anchor: Anchor {
    Anchor(Slug(from: rawValue.replacing("_", with: "-")))
  }
}

extension HTMLWriter {
  /// A verdict as a mark: a sign and its word, with a count where there are several.
  mutating func verdict(_ verdict: Verdict, count: Int? = nil, link: Link? = nil) {
    func write(_ html: inout HTMLWriter) {
      html.element(.span, .decorative, text: verdict.sign)
      html.text(" " + (count.map { "\($0) " } ?? "") + verdict.words)
    }
    if let link {
      element(.a, .class(verdict.markClass), .href(link), content: write)
    } else {
      element(.span, .class(verdict.markClass), content: write)
    }
  }
}
