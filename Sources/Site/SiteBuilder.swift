import Analysis
import Catalog
import Diagnostics

/// Renders a catalog as a static site.
public struct SiteBuilder: Sendable {
  private let site: SiteContext
  private let renderer: PageRenderer
  private let styleSheet: [UInt8]
  private let otherPages: [Page]

  /// How many rules a task renders.
  private static let batchSize = 32

  /// Prepares a site. `home` is the product's home, which holds the templates; `version` is the program's.
  public init(
    _ analysis: CatalogAnalysis, diagnostics: [Diagnostic], home: String, version: String
  ) throws(SiteFailure) {
    let site = SiteContext(analysis, diagnostics: diagnostics)
    self.site = site
    renderer = PageRenderer(
      templates: try Templates(folder: "\(home)/templates"), settings: analysis.catalog.settings,
      version: version)
    let stylePath = "\(home)/templates/style.css"
    guard let bytes = try? FileBytes.read(stylePath, limit: 1 << 20) else { throw .missing(stylePath) }
    styleSheet = bytes
    let attack = AttackPages(site: site)
    otherPages =
      [HomePage(site: site).page, RulesPage(site: site).page, NotFoundPage().page, attack.overview]
      + attack.tacticPages + attack.techniquePages
  }

  /// Writes the site into the folder `output`; `input` is the catalog's folder, which the site must not touch.
  /// Gives the number of files written.
  public func write(to output: String, input: String) async throws(SiteFailure) -> Int {
    let folder = try SiteFolder(root: output, input: input)
    let paths = paths
    try folder.begin(paths)
    try folder.write(styleSheet, to: SiteMap.styleSheet)
    for page in otherPages { try write(page, to: folder) }
    if let failure = await writeRules(to: folder) { throw failure }
    try folder.finish(paths)
    return paths.count
  }

  /// Every file of the site.
  private var paths: [PagePath] {
    let rules = site.map.rulePages.flatMap { [$0, $0.sibling("rule.yml")] }
    return [SiteMap.styleSheet] + otherPages.map(\.path) + rules + site.map.idPages.compactMap { $0 }
  }

  private func writeRules(to folder: SiteFolder) async -> SiteFailure? {
    await withTaskGroup(of: SiteFailure?.self) { group in
      let count = site.analysis.rules.count
      for start in stride(from: 0, to: count, by: Self.batchSize) {
        group.addTask {
          do throws(SiteFailure) {
            for index in start..<min(start + Self.batchSize, count) { try writeRule(index, to: folder) }
            return nil
          } catch {
            return error
          }
        }
      }
      var first: SiteFailure?
      for await failure in group { first = first ?? failure }
      return first
    }
  }

  private func writeRule(_ index: Int, to folder: SiteFolder) throws(SiteFailure) {
    let path = site.map.rulePages[index]
    try write(RulePage(site: site, index: index).page, to: folder)
    try folder.write(site.analysis.rules[index].rule.file.bytes, to: path.sibling("rule.yml"))
    if let idPage = site.map.idPages[index] {
      let name = site.analysis.rules[index].rule.name.value
      try folder.write(try renderer.redirect(from: idPage, to: path, title: name), to: idPage)
    }
  }

  private func write(_ page: Page, to folder: SiteFolder) throws(SiteFailure) {
    try folder.write(try renderer.render(page), to: page.path)
  }
}
