import Analysis
import Catalog
import Diagnostics
import RuleTests

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
  /// Whether it is the page that the navigation leads to.
  var isIndex = false
  /// The name of its template.
  let template: String
  /// What the template shows.
  let values: [String: TemplateValue]

  /// The parts of the site that the navigation names.
  enum Area: Sendable, CaseIterable {
    case home, rules, attack, stories, dataSources, fields, tests, browse, none
  }
}

/// What all pages need to know.
struct SiteContext: Sendable {
  let analysis: CatalogAnalysis
  let coverage: CoverageIndex
  let map: SiteMap
  /// What the rules' tests came to.
  let tests: TestResults
  /// What lists say of each rule.
  let lines: RuleLines
  /// The diagnostics by the path of their file.
  let diagnostics: [String: [Diagnostic]]
  /// The lookups by name.
  let lookups: [String: Lookup]
  /// The names by which rules refer to parts.
  let partNames: PartNames
  /// The data sources by name.
  let dataSources: [String: DataSource]

  init(_ analysis: CatalogAnalysis, diagnostics: [Diagnostic], tests outcomes: [TestOutcome]?) {
    self.analysis = analysis
    coverage = CoverageIndex(analysis)
    map = SiteMap(analysis, coverage: coverage)
    tests = TestResults(outcomes, analysis: analysis)
    lines = RuleLines(analysis, map: map, tests: tests)
    partNames = PartNames(analysis.catalog)
    self.diagnostics = Dictionary(grouping: diagnostics, by: \.location.path)
    lookups = Dictionary(
      analysis.catalog.lookups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    dataSources = Dictionary(
      analysis.catalog.dataSources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var settings: CatalogSettings { analysis.catalog.settings }

  /// Those of these rules that are not retired.
  func live(_ rules: [Int]) -> [Int] {
    rules.filter { !lines.isRetired[$0] }
  }

  /// The address of a catalog's file at its source, where the settings tell one.
  func sourceAddress(of file: CatalogFile) -> Link? {
    let encoded = file.path.utf8.reduce(into: "") { text, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/_-.".utf8.contains(byte)
      text +=
        isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    if !settings.editURL.isEmpty {
      return Link(web: settings.editURL.replacing("{path}", with: encoded))
    }
    guard settings.source.hasPrefix("https://github.com/") else { return nil }
    return Link(web: "\(settings.source)/blob/HEAD/\(encoded)")
  }
}
