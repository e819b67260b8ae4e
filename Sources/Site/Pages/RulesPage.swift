import Analysis
import Catalog

/// The index of all rules.
struct RulesPage {
  let site: SiteContext
  private let path = SiteMap.rules

  init(site: SiteContext) {
    self.site = site
  }

  var page: Page {
    let indices = site.analysis.rules.indices
    let live = indices.filter { !site.analysis.rules[$0].rule.isRetired }
    let retired = indices.filter { site.analysis.rules[$0].rule.isRetired }
    return Page(
      path: path, title: "Rules", summary: "All \(live.count) detection rules by name.", area: .rules,
      template: "rules",
      values: [
        "count": .text(String(live.count)),
        "empty": .shown(live.isEmpty),
        "rules": .section(RuleTable(site: site, from: path).table(live)),
        "retired": .section(RuleTable(site: site, from: path).table(retired)),
      ])
  }
}

/// A table of rules, by name.
struct RuleTable {
  let site: SiteContext
  let from: PagePath

  func table(_ indices: [Int]) -> HTMLFragment {
    guard !indices.isEmpty else { return .empty }
    let sorted = indices.map { (key: site.analysis.rules[$0].rule.name.value.lowercased(), index: $0) }
      .sorted { ($0.key, $0.index) < ($1.key, $1.index) }
    var html = HTMLWriter()
    html.table(["Rule", "Type", "Status", "Techniques", "Modified"], name: "rules") { html in
      for entry in sorted { row(entry.index, &html) }
    }
    return html.fragment
  }

  private func row(_ index: Int, _ html: inout HTMLWriter) {
    let analysis = site.analysis.rules[index]
    let rule = analysis.rule
    html.element(.tr) { html in
      html.element(.td) { $0.link(rule.name.value, Link(to: site.map.rulePages[index], from: from)) }
      html.element(.td, text: rule.type)
      html.element(.td, text: rule.status)
      html.element(.td) { html in
        for (number, id) in analysis.attack.techniqueIDs.enumerated() {
          if number > 0 { html.text(", ") }
          html.link(id, site.map.technique(id).map { Link(to: $0, from: from) })
        }
      }
      html.element(.td, text: (rule.modified ?? rule.created)?.description ?? "")
    }
  }
}
