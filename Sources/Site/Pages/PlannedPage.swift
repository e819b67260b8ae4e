import Analysis
import Catalog

/// A page that is not a rule's: where it lies, and how it is made when its turn comes.
struct PlannedPage: Sendable {
  let path: PagePath
  let make: @Sendable () -> Page

  init(_ path: PagePath, _ make: @escaping @Sendable () -> Page) {
    self.path = path
    self.make = make
  }

  /// All of them.
  static func all(_ site: SiteContext) -> [PlannedPage] {
    [
      PlannedPage(SiteMap.home) { HomePage(site: site).page },
      PlannedPage(SiteMap.rules) { RulesPage(site: site).page },
      PlannedPage(SiteMap.tests) { TestsPage(site: site).page },
      PlannedPage(SiteMap.browse) { BrowsePage(site: site).page },
      PlannedPage(SiteMap.diagnostics) { DiagnosticsPage(site: site).page },
      PlannedPage(SiteMap.notFound) { NotFoundPage().page },
    ] + AttackPages(site: site).planned + FieldPages(site: site).planned + StoryPages(site: site).planned
      + DataSourcePages(site: site).planned + MacroPages(site: site).planned
      + LookupPages(site: site).planned + DataModelPages(site: site).planned
      + GroupPages.all(site).flatMap(\.planned)
  }
}
