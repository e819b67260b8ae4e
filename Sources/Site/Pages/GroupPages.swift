import Analysis

/// The index and the pages of what groups rules by a word of theirs alone: type, status, author, CVE.
struct GroupPages: Sendable {
  private let site: SiteContext
  private let part: CatalogIndex.Part
  private let title: String
  private let singular: String
  private let lead: String

  /// All such groups.
  static func all(_ site: SiteContext) -> [GroupPages] {
    [
      GroupPages(
        site: site, part: .type, title: "Types", singular: "Type",
        lead: "What a hit of a rule stands for: a type sets the severity and what becomes of a hit."),
      GroupPages(
        site: site, part: .status, title: "Statuses", singular: "Status",
        lead: "How far a rule has come: in production, on trial, or on its way out."),
      GroupPages(
        site: site, part: .author, title: "Authors", singular: "Author",
        lead: "Who wrote the rules. A rule counts for each of its authors."),
      GroupPages(
        site: site, part: .cve, title: "CVEs", singular: "CVE",
        lead: "The published vulnerabilities whose use rules detect."),
    ]
  }

  var planned: [PlannedPage] {
    let pages = site.analysis.index.names(of: part).compactMap { name in
      site.map.page(of: part, named: name).map { path in PlannedPage(path) { page(name, at: path) } }
    }
    return [PlannedPage(SiteMap.index(of: part)) { index }] + pages
  }

  private var index: Page {
    let path = SiteMap.index(of: part)
    return PartIndex(
      path: path, title: title, lead: lead, area: .browse, singular: singular,
      entries: site.entries(of: part, from: path), none: "No rule of this catalog names one."
    ).page
  }

  private func page(_ name: String, at path: PagePath) -> Page {
    let rules = site.analysis.index.rules(naming: name, of: part)
    return Page(
      path: path, title: name, summary: "\(singular) \(name): the rules.", area: .browse, template: "group",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [(title, SiteMap.index(of: part))], path: path).html),
        "name": .text(name), "kind": .text(singular), "outside": .section(outside(name)),
        "severity": .list(severity(rules).map { [["name": .text($0)]] } ?? []),
      ].merging(RuleTable(site: site, from: path).values(rules)) { own, _ in own })
  }

  /// What a hit of this type weighs.
  private func severity(_ rules: [Int]) -> String? {
    part == .type ? rules.first.flatMap { site.analysis.rules[$0].severity } : nil
  }

  /// Where a CVE is described.
  private func outside(_ name: String) -> HTMLFragment {
    guard part == .cve, name.wholeMatch(of: /CVE-[0-9]{4}-[0-9]{4,}/) != nil else { return .empty }
    let address = "https://nvd.nist.gov/vuln/detail/\(name)"
    return .links([(address, Link(web: address))])
  }
}
