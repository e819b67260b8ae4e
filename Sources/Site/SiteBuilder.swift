import Analysis
import Catalog
import Diagnostics
import RuleTests

/// Renders a catalog as a static site.
public struct SiteBuilder: Sendable {
  private let site: SiteContext
  private let renderer: PageRenderer
  private let assets: [(path: PagePath, bytes: [UInt8])]
  private let otherPages: [PlannedPage]

  /// How many pages a task renders.
  private static let batchSize = 32

  /// Prepares a site. `tests` are the outcomes of the rules' tests, nil where none was run; `home` is the product's home,
  /// which holds the templates; `version` is the program's.
  public init(
    _ analysis: CatalogAnalysis, diagnostics: [Diagnostic], tests: [TestOutcome]? = nil, home: String,
    version: String
  ) async throws(SiteFailure) {
    async let context = SiteContext(analysis, diagnostics: diagnostics, tests: tests)
    renderer = try PageRenderer(
      templates: try Templates(folder: "\(home)/templates"), settings: analysis.catalog.settings,
      version: version)
    let site = await context
    self.site = site
    var assets: [(PagePath, [UInt8])] = []
    for asset in [SiteMap.styleSheet, SiteMap.script, SiteMap.icon] {
      let path = "\(home)/templates/\(asset.file)"
      guard let bytes = try? FileBytes.read(path, limit: 1 << 20) else { throw .missing(path) }
      assets.append((asset, bytes))
    }
    self.assets = assets
    otherPages = PlannedPage.all(site)
  }

  /// Writes the site into the folder `output`; `input` is the catalog's folder, which the site must not touch.
  /// Gives the number of files written.
  public func write(to output: String, input: String) async throws(SiteFailure) -> Int {
    let folder = try SiteFolder(root: output, input: input)
    let paths = paths
    try folder.begin(paths)
    for asset in assets { try folder.write(asset.bytes, to: asset.path) }
    if let json = site.tests.json { try folder.write(Array(json.utf8), to: SiteMap.outcomes) }
    if let failure = await writePages(to: folder) { throw failure }
    try folder.finish(paths)
    return paths.count
  }

  /// Every file of the site.
  private var paths: [PagePath] {
    let rules = site.map.rulePages.flatMap { [$0, $0.sibling("rule.yml")] }
    let outcomes = site.tests.json == nil ? [] : [SiteMap.outcomes]
    return assets.map(\.path) + outcomes + otherPages.map(\.path) + rules + site.map.idPages.compactMap { $0 }
  }

  /// Writes all pages on all cores; gives the first failure.
  private func writePages(to folder: SiteFolder) async -> SiteFailure? {
    await withTaskGroup(of: SiteFailure?.self) { group in
      func inBatches(_ count: Int, _ write: @escaping @Sendable (Int) throws(SiteFailure) -> Void) {
        for start in stride(from: 0, to: count, by: Self.batchSize) {
          group.addTask {
            do throws(SiteFailure) {
              for index in start..<min(start + Self.batchSize, count) { try write(index) }
              return nil
            } catch {
              return error
            }
          }
        }
      }
      inBatches(otherPages.count) { index throws(SiteFailure) in
        try write(otherPages[index].make(), to: folder)
      }
      inBatches(site.analysis.rules.count) { index throws(SiteFailure) in try writeRule(index, to: folder) }
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
      try folder.write(renderer.redirect(from: idPage, to: path, title: name), to: idPage)
    }
  }

  private func write(_ page: Page, to folder: SiteFolder) throws(SiteFailure) {
    try folder.write(try renderer.render(page), to: page.path)
  }
}
