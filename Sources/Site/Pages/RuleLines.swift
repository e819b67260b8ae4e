import Analysis
import Catalog
import RuleTests

/// What lists say of each rule, by the rule's position. A rule stands in some twenty lists, and its links are the same on
/// all pages of one depth: everything is written once.
struct RuleLines: Sendable {
  /// The names.
  let names: [String]
  /// The ids of the techniques, joined by commas.
  let techniques: [String]
  /// Whether it is retired.
  let isRetired: [Bool]
  /// The place of each rule in the order of the names, without regard to case.
  private let ranks: [Int]
  private let rows: [[HTMLFragment]]
  private let links: [[HTMLFragment]]

  /// No page with a list lies deeper.
  private static let depths = 0...3

  init(_ analysis: CatalogAnalysis, map: SiteMap, tests: TestResults) {
    let rules = analysis.rules
    names = rules.map { $0.rule.name.value }
    techniques = rules.map { $0.attack.techniqueIDs.joined(separator: ", ") }
    isRetired = rules.map { $0.rule.isRetired }
    let keys = names.map { $0.lowercased() }
    var ranks = [Int](repeating: 0, count: rules.count)
    for (rank, index) in rules.indices.sorted(by: { (keys[$0], $0) < (keys[$1], $1) }).enumerated() {
      ranks[index] = rank
    }
    self.ranks = ranks
    let links = Self.depths.map { depth in
      zip(map.rulePages, rules).map { page, rule in
        HTMLFragment.links([(rule.rule.name.value, Link(to: page, fromDepth: depth))])
      }
    }
    self.links = links
    let tails = zip(rules, techniques).enumerated().map { index, rule in
      Self.tail(rule.0.rule, techniques: rule.1, verdict: tests.verdict(of: index))
    }
    rows = links.map { zip($0, tails).map(Self.row) }
  }

  private static func row(_ link: HTMLFragment, _ tail: Tail) -> HTMLFragment {
    .written { html in
      html.element(.tr) { html in
        html.element(.td) { html in
          html.fragment(link)
          html.fragment(tail.status)
        }
        html.fragment(tail.cells)
      }
    }
  }

  /// What a row says behind the link.
  private struct Tail {
    let status: HTMLFragment
    let cells: HTMLFragment
  }

  private static func tail(_ rule: Rule, techniques: String, verdict: Verdict?) -> Tail {
    let isUsual = rule.status.isEmpty || rule.status == "production"
    return Tail(
      status: .written { html in
        if !isUsual {
          html.text(" ")
          html.element(.small, .class("status"), text: rule.status)
        }
        // Without its data a test says nothing of its rule: only those that were tried are marked.
        if let verdict, verdict.wasTried {
          html.text(" ")
          html.verdict(verdict)
        }
      },
      cells: .written { html in
        html.element(.td, text: rule.type)
        html.element(.td, text: techniques)
        html.element(.td) { $0.date(rule.modified ?? rule.created) }
      })
  }

  /// These rules by name.
  func sorted(_ rules: [Int]) -> [Int] {
    rules.sorted { ranks[$0] < ranks[$1] }
  }

  /// A rule's row in the table of a page.
  func row(_ rule: Int, on page: PagePath) -> HTMLFragment {
    rows[page.depth][rule]
  }

  /// A rule's name as a link on a page.
  func link(_ rule: Int, on page: PagePath) -> HTMLFragment {
    links[page.depth][rule]
  }
}
