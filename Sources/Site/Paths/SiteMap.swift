import Analysis
import Catalog

/// Which page lies where. Every address of the site is made here.
struct SiteMap: Sendable {
  static let home = PagePath()
  static let rules = PagePath(Slug("rules"))
  static let attack = PagePath(Slug("attack"))
  static let fields = PagePath(Slug("fields"))
  static let tests = PagePath(Slug("tests"))
  static let outcomes = PagePath(folders: [Slug("tests")], file: "outcomes.json")
  static let browse = PagePath(Slug("browse"))
  static let diagnostics = PagePath(Slug("diagnostics"))
  static let notFound = PagePath(file: "404.html")
  static let styleSheet = PagePath(folders: [Slug("assets")], file: "style.css")
  static let script = PagePath(folders: [Slug("assets")], file: "site.js")
  static let icon = PagePath(folders: [Slug("assets")], file: "icon.svg")

  /// The index page of a part of the catalog.
  static func index(of part: CatalogIndex.Part) -> PagePath {
    PagePath(folder(of: part))
  }

  private static func folder(of part: CatalogIndex.Part) -> Slug {
    switch part {
    case .story: Slug("stories")
    case .dataSource: Slug("data-sources")
    case .macro: Slug("macros")
    case .lookup: Slug("lookups")
    case .dataModel: Slug("data-models")
    case .type: Slug("types")
    case .status: Slug("statuses")
    case .author: Slug("authors")
    case .cve: Slug("cves")
    }
  }

  /// The page of each rule, by its position in the analysis.
  let rulePages: [PagePath]
  /// The address that stays when a rule is renamed, `rules/id/UUID/`, by the rule's position; nil without a usable id.
  let idPages: [PagePath?]
  /// The data sets that have a page of their own, by name.
  let dataSets: [(name: DataSetName, path: PagePath)]
  /// The fields that have a page, by their position in the corpus.
  let fieldPages: [PagePath?]
  private let pagesByName: [String: PagePath]
  private let rulesByFile: [String: Int]
  private let techniquePages: Set<String>
  private let partPages: [CatalogIndex.Part: [String: PagePath]]
  private let dataSetPages: [DataSetName: PagePath]
  private let fieldPagesByName: [String: PagePath]
  private let valueAnchors: [CorpusIndex.Key: Anchor]

  init(_ analysis: CatalogAnalysis, coverage: CoverageIndex) {
    let rulePages = Self.rulePages(analysis)
    self.rulePages = rulePages
    idPages = Self.idPages(analysis)
    let rules = analysis.rules.map(\.rule)
    let live = zip(rules, rulePages).filter { !$0.0.isRetired }
    pagesByName = Dictionary(live.map { ($0.0.name.value, $0.1) }, uniquingKeysWith: { first, _ in first })
    rulesByFile = Dictionary(
      rules.enumerated().map { ($1.file.source.path, $0) }, uniquingKeysWith: { first, _ in first })
    techniquePages = Set(coverage.techniqueIDs)
    let partPages = Self.partPages(analysis.index)
    self.partPages = partPages
    dataSets = Self.dataSetPages(analysis.index, models: partPages[.dataModel] ?? [:])
    dataSetPages = Dictionary(dataSets.map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
    var slugs = SlugMaker()
    let fieldPages = analysis.corpus.fields.map { field in
      field.rules.count > 1 ? PagePath(Slug("fields"), slugs.slug(for: field.name)) : nil
    }
    self.fieldPages = fieldPages
    fieldPagesByName = Dictionary(
      zip(analysis.corpus.fields, fieldPages).compactMap { field, path in path.map { (field.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    valueAnchors = Self.valueAnchors(analysis.corpus)
  }

  // MARK: Rules

  private static func rulePages(_ analysis: CatalogAnalysis) -> [PagePath] {
    let vendor = Slug(from: analysis.catalog.settings.vendor)
    var live = SlugMaker()
    var retired = SlugMaker()
    return analysis.rules.map { rule in
      let stem = rule.rule.file.stem
      return rule.rule.isRetired
        ? PagePath(Slug("retired"), vendor, retired.slug(for: stem))
        : PagePath(Slug("rules"), vendor, live.slug(for: stem))
    }
  }

  private static func idPages(_ analysis: CatalogAnalysis) -> [PagePath?] {
    var ids = Set<String>()
    return analysis.rules.map { rule in
      guard let id = rule.rule.id?.value.lowercased(), id.utf8.count == 36, isPlain(id),
        ids.insert(id).inserted
      else {
        return nil
      }
      return PagePath(Slug("rules"), Slug("id"), Slug(from: id))
    }
  }

  private static func isPlain(_ id: String) -> Bool {
    id.allSatisfy { $0 == "-" || $0.isHexDigit && $0.isASCII }
  }

  /// The page of a live rule of this name.
  func rule(named name: String) -> PagePath? {
    pagesByName[name]
  }

  /// The position of the rule in this file, by the path that messages show.
  func rule(inFile path: String) -> Int? {
    rulesByFile[path]
  }

  // MARK: ATT&CK

  /// The page of a tactic.
  func tactic(_ tactic: AttackTable.Tactic) -> PagePath? {
    Slug(attackID: tactic.id).map { PagePath(Slug("attack"), Slug("tactics"), $0) }
  }

  /// The page of a technique; nil for one that no rule covers.
  func technique(_ id: String) -> PagePath? {
    guard techniquePages.contains(id), let slug = Slug(attackID: id) else { return nil }
    return PagePath(Slug("attack"), Slug("techniques"), slug)
  }

  // MARK: Parts of the catalog

  private static func partPages(_ index: CatalogIndex) -> [CatalogIndex.Part: [String: PagePath]] {
    var pages: [CatalogIndex.Part: [String: PagePath]] = [:]
    for part in CatalogIndex.Part.allCases {
      var slugs = SlugMaker()
      let entries = index.names(of: part).map { ($0, PagePath(folder(of: part), slugs.slug(for: $0))) }
      pages[part] = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
    return pages
  }

  private static func dataSetPages(
    _ index: CatalogIndex, models: [String: PagePath]
  ) -> [(name: DataSetName, path: PagePath)] {
    var slugs: [String: SlugMaker] = [:]
    return index.dataSets.keys.sorted().compactMap { name in
      guard !name.dataSet.isEmpty, let model = models[name.model] else { return nil }
      return (name, model.below(slugs[name.model, default: SlugMaker()].slug(for: name.dataSet)))
    }
  }

  /// The page of a story, data source, macro and so on; nil for a name that no page has.
  func page(of part: CatalogIndex.Part, named name: String) -> PagePath? {
    partPages[part]?[name]
  }

  /// The page of a data set, or of its model where the search names no data set.
  func page(of dataSet: DataSetName) -> PagePath? {
    dataSetPages[dataSet] ?? page(of: .dataModel, named: dataSet.model)
  }

  // MARK: Fields

  /// Each value that two rules or more look for has a place on its field's page, named after the value.
  private static func valueAnchors(_ corpus: CorpusIndex) -> [CorpusIndex.Key: Anchor] {
    var anchors: [CorpusIndex.Key: Anchor] = [:]
    for field in corpus.fields where field.rules.count > 1 {
      for value in field.values where value.rules.count > 1 {
        let key = value.key
        anchors[key] = Anchor(Slug(distinctly: "\(key.kind.rawValue)-\(key.value)"))
      }
    }
    return anchors
  }

  /// The page of a field; nil for one that only one rule has an indicator on.
  func field(_ name: String) -> PagePath? {
    fieldPagesByName[name]
  }

  /// The place of a value on its field's page; nil for a value that only one rule looks for.
  func anchor(of key: CorpusIndex.Key) -> Anchor? {
    valueAnchors[key]
  }
}
