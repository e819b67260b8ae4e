import Analysis
import Catalog

/// The site's first page: how many rules, of what kind, and what changed last.
struct HomePage {
  let site: SiteContext
  private let path = SiteMap.home
  private static let newest = 15

  init(site: SiteContext) {
    self.site = site
  }

  var page: Page {
    let rules = site.analysis.rules.filter { !$0.rule.isRetired }
    let retired = site.analysis.rules.count - rules.count
    return Page(
      path: path, title: "", summary: "\(rules.count) detection rules, taken apart and counted.", area: .home,
      isIndex: true, template: "home",
      values: [
        "title": .text(site.settings.title),
        "empty": .shown(rules.isEmpty),
        "retired": .list(retired > 0 ? [["count": .text(String(retired))]] : []),
        "figures": .list(figures(rules)),
        "attack": .text(SiteMap.attack.relative(to: path)),
        "by_tactic": .html(tactics),
        "attack_version": .text(site.analysis.attack.version),
        "by_status": .html(counts(.status)),
        "by_type": .html(counts(.type)),
        "tests": .section(VerdictTable(site: site, from: path).html),
        "tests_page": .text(SiteMap.tests.relative(to: path)),
        "changes": .section(changes),
        "browse": .html(BrowsePage.table(site, from: path)),
      ])
  }

  /// What the catalog amounts to, each figure with the page that tells more.
  private func figures(_ rules: [RuleAnalysis]) -> [[String: TemplateValue]] {
    let index = site.analysis.index
    let techniques = site.coverage.techniqueIDs.count { !site.coverage.rules(naming: $0).isEmpty }
    var entries = [
      (rules.count, "detection rules", SiteMap.rules),
      (techniques, "ATT&CK techniques", SiteMap.attack),
      (index.names(of: .story).count, "analytic stories", SiteMap.index(of: .story)),
      (index.names(of: .dataSource).count, "data sources", SiteMap.index(of: .dataSource)),
      (index.names(of: .macro).count, "macros", SiteMap.index(of: .macro)),
      (site.analysis.corpus.fields.count, "fields", SiteMap.fields),
    ]
    if site.tests.tried > 0 {
      entries.append(
        (site.tests.counts[.passed] ?? 0, "of \(site.tests.tried) tests with data passed", SiteMap.tests))
    }
    return entries.map { count, name, target in
      ["count": .text(String(count)), "name": .text(name), "href": .text(target.relative(to: path))]
    }
  }

  private func counts(_ part: CatalogIndex.Part) -> HTMLFragment {
    let entries = site.entries(of: part, from: path).filter { $0.count > 0 }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    return table(part == .type ? "Type" : "Status", entries.map { ($0.name, $0.link, $0.count) })
  }

  private var tactics: HTMLFragment {
    table(
      "Tactic",
      site.analysis.attack.tactics.map { tactic in
        (
          tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: path) },
          site.coverage.rules(in: tactic).count
        )
      })
  }

  private func table(_ head: String, _ entries: [(String, Link?, Int)]) -> HTMLFragment {
    let most = entries.map(\.2).max() ?? 0
    return .written { html in
      html.table([head, "Rules"], name: "counts") { html in
        for (name, link, count) in entries {
          html.element(.tr) { html in
            html.element(.td) { $0.link(name, link) }
            html.element(.td, .class("number")) { html in
              html.bar(count, of: most)
              html.text(String(count))
            }
          }
        }
      }
    }
  }

  private var changes: HTMLFragment {
    let dated = site.analysis.rules.indices.compactMap { index -> (date: CalendarDate, index: Int)? in
      let rule = site.analysis.rules[index].rule
      return rule.isRetired ? nil : (rule.modified ?? rule.created).map { ($0, index) }
    }
    guard !dated.isEmpty else { return .empty }
    let newest = dated.sorted { left, right in
      left.date == right.date ? left.index < right.index : left.date > right.date
    }.prefix(Self.newest)
    var html = HTMLWriter()
    html.table(["Date", "Rule", "Type"], name: "changes") { html in
      for change in newest {
        let rule = site.analysis.rules[change.index].rule
        html.row([
          .text(change.date.description),
          .link(rule.name.value, Link(to: site.map.rulePages[change.index], from: path)), .text(rule.type),
        ])
      }
    }
    return html.fragment
  }
}
