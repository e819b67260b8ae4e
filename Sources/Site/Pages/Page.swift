import Analysis
import Catalog
import Diagnostics

/// A page before it is laid out: what its own template shows, and what the frame around it needs.
struct Page: Sendable {
  /// Where it lies.
  let path: PagePath
  /// Its title, without the catalog's.
  let title: String
  /// One sentence for search engines and previews; may be empty.
  let summary: String
  /// Which part of the site it belongs to, for the navigation.
  let area: Area
  /// The name of its template.
  let template: String
  /// What the template shows.
  let values: [String: TemplateValue]

  /// The parts of the site that the navigation names.
  enum Area: Sendable, CaseIterable {
    case home, rules, attack, none
  }
}

/// What all pages need to know.
struct SiteContext: Sendable {
  let analysis: CatalogAnalysis
  let coverage: CoverageIndex
  let map: SiteMap
  /// The diagnostics by the path of their file.
  let diagnostics: [String: [Diagnostic]]
  /// The lookups by name.
  let lookups: [String: Lookup]
  /// The data sources by name.
  let dataSources: [String: DataSource]

  init(_ analysis: CatalogAnalysis, diagnostics: [Diagnostic]) {
    self.analysis = analysis
    coverage = CoverageIndex(analysis)
    map = SiteMap(analysis, coverage: coverage)
    self.diagnostics = Dictionary(grouping: diagnostics, by: \.location.path)
    lookups = Dictionary(
      analysis.catalog.lookups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    dataSources = Dictionary(
      analysis.catalog.dataSources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var settings: CatalogSettings { analysis.catalog.settings }
}
