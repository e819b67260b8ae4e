import Analysis
import RuleTests

/// The tests of all rules, by their verdict.
struct TestsPage {
  let site: SiteContext
  private let path = SiteMap.tests
  private static let reasonLimit = 300

  init(site: SiteContext) {
    self.site = site
  }

  var page: Page {
    Page(
      path: path, title: "Tests", summary: "What the tests of the rules came to, with the reason of each.",
      area: .tests, isIndex: true, template: "tests",
      values: [
        "summary": .text(summary),
        "not_run": .shown(!site.tests.wereRun),
        "outcomes": .shown(site.tests.total > 0),
        "none": .shown(site.tests.wereRun && site.tests.total == 0),
        "overview": .section(VerdictTable(site: site, from: path).html),
        "verdicts": .list(TestResults.order.compactMap(section)),
      ])
  }

  /// The whole in a sentence.
  private var summary: String {
    let tests = site.tests
    guard tests.total > 0 else { return "" }
    let all = ShownText.count(tests.total, "test")
    guard tests.tried > 0 else { return "\(all), none of which had its data here." }
    return "\(all); \(tests.tried) had their data and were run, and \(tests.counts[.passed] ?? 0) passed."
  }

  private func section(_ verdict: Verdict) -> [String: TemplateValue]? {
    let entries = entries(of: verdict)
    guard !entries.isEmpty else { return nil }
    return [
      "id": .text(verdict.anchor.id), "title": .text(verdict.heading),
      "count": .text(ShownText.count(entries.count, "test")),
      "explanation": .text(verdict.explanation),
      "html": .html(verdict.wasTried ? table(entries) : groups(entries)),
    ]
  }

  /// A test that came to a verdict.
  private struct Entry {
    let rule: Int
    /// Its name, where the rule has several.
    let name: String
    let reason: String
  }

  private func entries(of verdict: Verdict) -> [Entry] {
    site.lines.sorted(site.live(Array(site.analysis.rules.indices))).flatMap { rule in
      let outcomes = site.tests.byRule[rule]
      let tests = site.analysis.rules[rule].rule.tests
      return outcomes.enumerated().filter { $1.verdict == verdict }.map { number, outcome in
        Entry(
          rule: rule, name: outcomes.count > 1 ? outcome.test : "",
          reason: TestSection.reason(
            outcome, number < tests.count ? tests[number] : nil, limit: Self.reasonLimit,
            namesData: verdict.wasTried))
      }
    }
  }

  private func table(_ entries: [Entry]) -> HTMLFragment {
    .written { html in
      html.table(
        ["Rule", "Reason"], name: "definitions outcomes",
        isFilterable: entries.count > HTMLWriter.filterThreshold
      ) { html in
        for entry in entries {
          html.element(.tr) { html in
            html.element(.td) { name(entry, &$0) }
            html.element(.td, text: entry.reason)
          }
        }
      }
    }
  }

  /// Those that share the beginning of their reason stand together: there can be thousands.
  private func groups(_ entries: [Entry]) -> HTMLFragment {
    let groups = Dictionary(grouping: entries) { entry in
      let start = entry.reason.split(separator: ": ", maxSplits: 1).first.map(String.init) ?? ""
      return start.last == "." ? start : start + "."
    }
    return .written { html in
      for (reason, entries) in groups.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
        html.element(.h3) { html in
          html.text(reason + " ")
          html.element(.span, .class("count"), text: String(entries.count))
        }
        html.list(entries, name: "names") { name($1, &$0) }
      }
    }
  }

  private func name(_ entry: Entry, _ html: inout HTMLWriter) {
    html.fragment(site.lines.link(entry.rule, on: path))
    if !entry.name.isEmpty {
      html.text(" ")
      html.element(.small, .class("also"), text: entry.name)
    }
  }
}

/// How many tests came to each verdict.
struct VerdictTable {
  let site: SiteContext
  let from: PagePath

  /// The table; empty where no test was run.
  var html: HTMLFragment {
    let counts = site.tests.counts
    guard !counts.isEmpty else { return .empty }
    let most = counts.values.max() ?? 0
    return .written { html in
      html.table(["Verdict", "Tests"], name: "counts verdicts") { html in
        for verdict in TestResults.order {
          guard let count = counts[verdict] else { continue }
          html.element(.tr) { html in
            html.element(.td) { html in
              let place = verdict.anchor
              html.verdict(
                verdict,
                link: from == SiteMap.tests ? Link(at: place) : Link(to: SiteMap.tests, from: from, at: place)
              )
            }
            html.element(.td, .class("number")) { html in
              html.bar(count, of: most)
              html.text(String(count))
            }
          }
        }
      }
    }
  }
}
