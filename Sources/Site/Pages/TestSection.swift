import Catalog
import RuleTests

/// What a rule's page says of its tests: what they load, what they came to, and what shows it.
struct TestSection {
  private let site: SiteContext
  private let rule: Rule
  private let outcomes: [TestOutcome]
  private let path: PagePath

  /// The longest reason that is shown, in characters.
  private static let reasonLimit = 600
  /// The longest in the head of the page.
  private static let headLimit = 200

  /// The tests of the rule at this position of the analysis, on its page.
  init(site: SiteContext, index: Int) {
    self.site = site
    rule = site.analysis.rules[index].rule
    outcomes = site.tests.byRule[index]
    path = site.map.rulePages[index]
  }

  // MARK: Head

  /// One line for the head of the page; empty where no test was run, and for a retired rule.
  var head: HTMLFragment {
    guard !outcomes.isEmpty, !rule.isRetired else { return .empty }
    let section = Link(at: Anchor("tests"))
    return .written { html in
      if outcomes.count == 1 {
        html.verdict(outcomes[0].verdict, link: section)
        // That data is missing says it all.
        if outcomes[0].verdict != .dataMissing {
          html.text(" " + Self.reason(outcomes[0], rule.tests.first, limit: Self.headLimit))
        }
        return
      }
      for (number, verdict) in TestResults.order.filter({ verdict in
        outcomes.contains { $0.verdict == verdict }
      }).enumerated() {
        if number > 0 { html.text(" ") }
        html.verdict(verdict, count: outcomes.count { $0.verdict == verdict }, link: section)
      }
    }
  }

  /// Why a test came to its verdict, in a sentence. A reason about data need not name the only data there is; unless
  /// `namesData`, it names none.
  static func reason(
    _ outcome: TestOutcome, _ test: EmbeddedTest?, limit: Int, namesData: Bool = true
  ) -> String {
    let data = test?.data ?? []
    let prefixes = data.count == 1 || !namesData ? data.map { "\($0.data): " } : []
    let prefix = prefixes.first(where: outcome.reason.hasPrefix) ?? ""
    return ShownText.sentence(String(outcome.reason.trimmingPrefix(prefix)), limit: limit)
  }

  // MARK: Section

  /// The whole section; empty for a rule without tests.
  var html: HTMLFragment {
    guard !rule.tests.isEmpty || !rule.manualTest.isEmpty else { return .empty }
    return .written { html in
      if !rule.manualTest.isEmpty { html.element(.p, text: "Tested by hand: \(rule.manualTest)") }
      if !site.tests.wereRun, !rule.tests.isEmpty {
        html.element(.p, .class("note"), text: "Tests were not run when this site was built.")
      }
      for (number, test) in rule.tests.enumerated() {
        write(test, number < outcomes.count ? outcomes[number] : nil, &html)
      }
    }
  }

  private func write(_ test: EmbeddedTest, _ outcome: TestOutcome?, _ html: inout HTMLWriter) {
    html.element(.h3, text: test.type.isEmpty ? test.name : "\(test.name) (\(test.type))")
    if let outcome {
      html.element(.p, .class("outcome")) { html in
        html.verdict(outcome.verdict)
        html.text(" " + Self.reason(outcome, test, limit: Self.reasonLimit))
      }
    }
    if let expected = test.expected { write(expected, &html) }
    if !test.description.isEmpty { html.element(.p, text: test.description) }
    let loaded = outcome?.evidence.data ?? []
    for (number, data) in test.data.enumerated() {
      write(data, number < loaded.count ? loaded[number] : nil, &html)
    }
    if let outcome {
      html.fragment(EvidenceTables(outcome, risk: rule.risk).html)
    }
  }

  private func write(_ expected: ExpectedResults, _ html: inout HTMLWriter) {
    html.element(.p) { html in
      html.text("Expects \(expected.words)")
      html.text(expected.rows.isEmpty ? "." : ", and among them:")
    }
    guard !expected.rows.isEmpty else { return }
    html.list(expected.rows) { html, row in
      for (number, pair) in row.enumerated() {
        if number > 0 { html.text(", ") }
        html.element(.code, text: ShownText.line("\(pair.field)=\(pair.value)", limit: Self.headLimit))
      }
    }
  }

  private func write(_ data: TestData, _ loaded: TestOutcome.LoadedData?, _ html: inout HTMLWriter) {
    let isMoved = data.updateTimestamp == "true"
    let sourceType = HTMLFragment.written { html in
      guard !data.sourceType.isEmpty else { return }
      html.element(.code, text: data.sourceType)
      guard let loaded else { return }
      html.text(" ")
      html.element(
        .small, .class("status"), text: loaded.isConfigured ? "configured" : "not configured")
    }
    html.definitions([
      ("Data", .links([(data.data, Link(web: data.data))])), ("Source type", sourceType),
      ("Source", .code(data.source)), ("Host", .code(data.host)), ("Index", .code(data.index)),
      ("Timestamps", HTMLFragment(escaping: isMoved ? "moved to the time of the test" : "")),
      ("Events", HTMLFragment(escaping: loaded.map { String($0.events) } ?? "")),
      ("Times", HTMLFragment(escaping: loaded?.timesInWords ?? "")),
    ])
  }
}
