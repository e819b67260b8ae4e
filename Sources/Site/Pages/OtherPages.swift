import Catalog

/// The pages that are not those of a rule, each to be made by itself.
enum OtherPage: Sendable {
  case home, rules, notFound, attack
  case tactic(AttackTable.Tactic, PagePath)
  case technique(String, PagePath)

  /// All of them, in the order of their paths' kinds.
  static func all(_ site: SiteContext) -> [OtherPage] {
    let tactics = site.analysis.attack.tactics.compactMap { tactic in
      site.map.tactic(tactic).map { OtherPage.tactic(tactic, $0) }
    }
    let techniques = site.coverage.techniqueIDs.compactMap { id in
      site.map.technique(id).map { OtherPage.technique(id, $0) }
    }
    return [.home, .rules, .notFound, .attack] + tactics + techniques
  }

  var path: PagePath {
    switch self {
    case .home: SiteMap.home
    case .rules: SiteMap.rules
    case .notFound: SiteMap.notFound
    case .attack: SiteMap.attack
    case .tactic(_, let path), .technique(_, let path): path
    }
  }

  func page(_ site: SiteContext) -> Page {
    switch self {
    case .home: HomePage(site: site).page
    case .rules: RulesPage(site: site).page
    case .notFound: NotFoundPage().page
    case .attack: AttackPages(site: site).overview
    case .tactic(let tactic, let path): AttackPages(site: site).page(tactic, at: path)
    case .technique(let id, let path): AttackPages(site: site).page(id, at: path)
    }
  }
}
