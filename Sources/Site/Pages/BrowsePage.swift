import Analysis

/// The index of all indexes.
struct BrowsePage {
  let site: SiteContext
  private let path = SiteMap.browse

  init(site: SiteContext) {
    self.site = site
  }

  var page: Page {
    Page(
      path: path, title: "All indexes", summary: "Every index of this catalog.", area: .browse, isIndex: true,
      template: "browse", values: ["entries": .html(Self.table(site, from: path))])
  }

  /// Every index with what it lists and how many there are.
  static func table(_ site: SiteContext, from path: PagePath) -> HTMLFragment {
    let index = site.analysis.index
    let testCount = site.live(Array(site.analysis.rules.indices)).reduce(0) {
      $0 + site.analysis.rules[$1].rule.tests.count
    }
    func part(_ title: String, _ text: String, _ part: CatalogIndex.Part) -> (String, String, PagePath, Int) {
      (title, text, SiteMap.index(of: part), index.names(of: part).count)
    }
    let entries = [
      (
        "Rules", "every rule by name, retired ones at the end", SiteMap.rules,
        site.live(Array(site.analysis.rules.indices)).count
      ),
      (
        "ATT&CK", "techniques that rules name, on the matrix", SiteMap.attack,
        site.coverage.techniqueIDs.count { !site.coverage.rules(naming: $0).isEmpty }
      ),
      part("Analytic stories", "scenarios with their rules", .story),
      part("Data sources", "events that rules need", .dataSource),
      ("Fields", "fields and the values that rules share", SiteMap.fields, site.analysis.corpus.fields.count),
      ("Tests", "what the tests of the rules came to", SiteMap.tests, testCount),
      part("Macros", "pieces of search that rules call", .macro),
      part("Lookups", "tables that rules look values up in", .lookup),
      part("Data models", "data models and data sets that rules read", .dataModel),
      part("Types", "what a hit stands for", .type),
      part("Statuses", "how far a rule has come", .status),
      part("Authors", "who wrote the rules", .author),
      part("CVEs", "vulnerabilities whose use rules detect", .cve),
      (
        "Diagnostics", "what is wrong in which file", SiteMap.diagnostics,
        site.diagnostics.values.reduce(0) { $0 + $1.count }
      ),
    ]
    return .written { html in
      html.table(["Index", "What it lists", "Entries"], name: "counts detailed browse") { html in
        for entry in entries {
          html.row([.link(entry.0, Link(to: entry.2, from: path)), .text(entry.1), .number(entry.3)])
        }
      }
    }
  }
}
