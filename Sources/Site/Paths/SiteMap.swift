import Analysis
import Catalog

/// Which page lies where. Every address of the site is made here.
struct SiteMap: Sendable {
  static let home = PagePath()
  static let rules = PagePath(Slug("rules"))
  static let attack = PagePath(Slug("attack"))
  static let notFound = PagePath(file: "404.html")
  static let styleSheet = PagePath(folders: [Slug("assets")], file: "style.css")

  /// The page of each rule, by its position in the analysis.
  let rulePages: [PagePath]
  /// The address that stays when a rule is renamed, `rules/id/UUID/`, by the rule's position; nil without a usable id.
  let idPages: [PagePath?]
  private let pagesByName: [String: PagePath]
  private let techniquePages: Set<String>

  init(_ analysis: CatalogAnalysis, coverage: CoverageIndex) {
    let vendor = Slug(from: analysis.catalog.settings.vendor)
    var live = SlugMaker()
    var retired = SlugMaker()
    rulePages = analysis.rules.map { rule in
      let stem = rule.rule.file.stem
      return rule.rule.isRetired
        ? PagePath(Slug("retired"), vendor, retired.slug(for: stem))
        : PagePath(Slug("rules"), vendor, live.slug(for: stem))
    }
    var ids = Set<String>()
    idPages = analysis.rules.map { rule in
      guard let id = rule.rule.id?.value.lowercased(), id.utf8.count == 36, Self.isPlain(id),
        ids.insert(id).inserted
      else {
        return nil
      }
      return PagePath(Slug("rules"), Slug("id"), Slug(from: id))
    }
    var byName: [String: PagePath] = [:]
    for (index, rule) in analysis.rules.enumerated() where !rule.rule.isRetired {
      byName[rule.rule.name.value] = byName[rule.rule.name.value] ?? rulePages[index]
    }
    pagesByName = byName
    techniquePages = Set(coverage.techniqueIDs)
  }

  private static func isPlain(_ id: String) -> Bool {
    id.allSatisfy { $0 == "-" || $0.isHexDigit && $0.isASCII }
  }

  /// The page of a live rule of this name.
  func rule(named name: String) -> PagePath? {
    pagesByName[name]
  }

  /// The page of a tactic.
  func tactic(_ tactic: AttackTable.Tactic) -> PagePath? {
    Slug(attackID: tactic.id).map { PagePath(Slug("attack"), Slug("tactics"), $0) }
  }

  /// The page of a technique; nil for one that no rule covers.
  func technique(_ id: String) -> PagePath? {
    guard techniquePages.contains(id), let slug = Slug(attackID: id) else { return nil }
    return PagePath(Slug("attack"), Slug("techniques"), slug)
  }
}

/// Which live rules name which technique and tactic.
struct CoverageIndex: Sendable {
  private let rules: [String: [Int]]
  private let rulesByTactic: [String: [Int]]
  /// The techniques that have a page: those that a rule names, and the parents of sub-techniques among them.
  let techniqueIDs: [String]

  init(_ analysis: CatalogAnalysis) {
    var rules: [String: [Int]] = [:]
    var rulesByTactic: [String: [Int]] = [:]
    for index in analysis.rules.indices where !analysis.rules[index].rule.isRetired {
      let attack = analysis.rules[index].attack
      for id in attack.techniqueIDs { rules[id, default: []].append(index) }
      for row in attack.rows { rulesByTactic[row.tactic?.id ?? "", default: []].append(index) }
    }
    self.rules = rules
    self.rulesByTactic = rulesByTactic
    var ids = Set(rules.keys)
    for id in rules.keys {
      if let parent = analysis.attack.technique(id)?.parent { ids.insert(parent) }
    }
    techniqueIDs = ids.sorted()
  }

  /// The rules that name a technique of this tactic, by position.
  func rules(in tactic: AttackTable.Tactic) -> [Int] {
    rulesByTactic[tactic.id] ?? []
  }

  /// The rules that name this technique itself, by position.
  func rules(naming id: String) -> [Int] {
    rules[id] ?? []
  }
}
