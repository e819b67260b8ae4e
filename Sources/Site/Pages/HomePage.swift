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
      template: "home",
      values: [
        "title": .text(site.settings.title),
        "count": .text(String(rules.count)),
        "retired": .list(retired > 0 ? [["count": .text(String(retired))]] : []),
        "empty": .shown(rules.isEmpty),
        "rules": .text(SiteMap.rules.relative(to: path)),
        "attack": .text(SiteMap.attack.relative(to: path)),
        "by_status": .html(counts(rules.map(\.rule.status), head: "Status")),
        "by_type": .html(counts(rules.map(\.rule.type), head: "Type")),
        "by_tactic": .html(tactics),
        "attack_version": .text(site.analysis.attack.version),
        "changes": .section(changes),
      ])
  }

  private func counts(_ values: [String], head: String) -> HTMLFragment {
    let counts = Dictionary(values.map { ($0.isEmpty ? "not given" : $0, 1) }, uniquingKeysWith: +)
    var html = HTMLWriter()
    html.table([head, "Rules"]) { html in
      for (value, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        html.row([.text(value), .number(count)])
      }
    }
    return html.fragment
  }

  private var tactics: HTMLFragment {
    var html = HTMLWriter()
    html.table(["Tactic", "Rules"]) { html in
      for tactic in site.analysis.attack.tactics {
        let count = site.coverage.rules(in: tactic).count
        html.row([
          .link(tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: path) }), .number(count),
        ])
      }
    }
    return html.fragment
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
    html.table(["Date", "Rule", "Type"]) { html in
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
