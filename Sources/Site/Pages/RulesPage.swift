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
    let indices = Array(site.analysis.rules.indices)
    let live = site.live(indices)
    return Page(
      path: path, title: "Rules", summary: "All \(live.count) detection rules by name.", area: .rules,
      isIndex: true, template: "rules", values: RuleTable(site: site, from: path).values(indices))
  }
}
