import Analysis
import Catalog

/// The pages about ATT&CK: an overview, a page per tactic, a page per technique that a rule covers.
struct AttackPages {
  let site: SiteContext

  private var table: AttackTable { site.analysis.attack }

  /// Every technique that is neither revoked nor deprecated, with its tactics: what there is to cover.
  private func techniques(of tactic: AttackTable.Tactic) -> [AttackTable.Technique] {
    table.techniques.filter { !$0.isRevoked && !$0.isDeprecated && $0.tactics.contains(tactic.shortName) }
  }

  // MARK: Overview

  var overview: Page {
    var html = HTMLWriter()
    html.table(["Tactic", "Rules", "Techniques covered", "Techniques"]) { html in
      for tactic in table.tactics {
        let techniques = techniques(of: tactic)
        let covered = techniques.count { !site.coverage.rules(naming: $0.id).isEmpty }
        html.row([
          .link(tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: SiteMap.attack) }),
          .number(rules(of: tactic).count), .number(covered), .number(techniques.count),
        ])
      }
    }
    let unknown = site.coverage.techniqueIDs.filter { table.technique($0) == nil }
    var others = HTMLWriter()
    others.list(unknown) { html, id in
      html.link(id, site.map.technique(id).map { Link(to: $0, from: SiteMap.attack) })
    }
    return Page(
      path: SiteMap.attack, title: "ATT&CK",
      summary: "Which tactics and techniques of MITRE ATT&CK the rules name.",
      area: .attack, template: "attack",
      values: [
        "version": .text(table.version),
        "tactics": .html(html.fragment),
        "unknown": .section(unknown.isEmpty ? .empty : others.fragment),
      ])
  }

  private func rules(of tactic: AttackTable.Tactic) -> [Int] {
    site.coverage.rules(in: tactic)
  }

  // MARK: Tactics

  func page(_ tactic: AttackTable.Tactic, at path: PagePath) -> Page {
    let techniques = techniques(of: tactic)
    let covered = techniques.count { !site.coverage.rules(naming: $0.id).isEmpty }
    var html = HTMLWriter()
    html.table(["ID", "Technique", "Rules"]) { html in
      for technique in techniques {
        let page = site.map.technique(technique.id).map { Link(to: $0, from: path) }
        html.row([
          .link(technique.id, page), .text(table.fullName(technique)),
          .number(site.coverage.rules(naming: technique.id).count),
        ])
      }
    }
    return Page(
      path: path, title: tactic.name, summary: "Rules for the tactic \(tactic.name), by technique.",
      area: .attack,
      template: "tactic",
      values: [
        "home": .text(SiteMap.home.relative(to: path)),
        "attack": .text(SiteMap.attack.relative(to: path)),
        "id": .text(tactic.id), "name": .text(tactic.name), "version": .text(table.version),
        "covered": .text(String(covered)), "count": .text(String(techniques.count)),
        "techniques": .html(html.fragment),
        "rules": .section(RuleTable(site: site, from: path).table(rules(of: tactic))),
      ])
  }

  // MARK: Techniques

  func page(_ id: String, at path: PagePath) -> Page {
    let technique = table.technique(id)
    let name = technique.map(table.fullName) ?? ""
    let tactics =
      technique.map { technique in table.tactics.filter { technique.tactics.contains($0.shortName) } } ?? []
    var tacticLinks = HTMLWriter()
    for (number, tactic) in tactics.enumerated() {
      if number > 0 { tacticLinks.text(", ") }
      tacticLinks.link(tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: path) })
    }
    let official = "https://attack.mitre.org/techniques/\(id.replacing(".", with: "/"))/"
    return Page(
      path: path, title: name.isEmpty ? id : "\(id) \(name)",
      summary: "Rules that name the technique \(id) \(name).",
      area: .attack, template: "technique",
      values: [
        "home": .text(SiteMap.home.relative(to: path)),
        "attack": .text(SiteMap.attack.relative(to: path)),
        "id": .text(id), "name": .text(name), "version": .text(table.version),
        "unknown": .shown(technique == nil),
        "deprecated": .shown(technique?.isDeprecated ?? false),
        "tactics": .section(tacticLinks.fragment),
        "platforms": .list(
          (technique?.platforms ?? []).isEmpty
            ? [] : [["names": .text(technique?.platforms.joined(separator: ", ") ?? "")]]),
        "parent": .section(parent(of: technique, from: path)),
        "official": .section(technique == nil ? .empty : RulePage.linked(official, Link(web: official))),
        "rules": .section(RuleTable(site: site, from: path).table(site.coverage.rules(naming: id))),
        "subtechniques": .section(subtechniques(of: id, from: path)),
      ])
  }

  private func parent(of technique: AttackTable.Technique?, from path: PagePath) -> HTMLFragment {
    guard let parent = technique?.parent.flatMap(table.technique) else { return .empty }
    return RulePage.linked(
      "\(parent.id) \(parent.name)", site.map.technique(parent.id).map { Link(to: $0, from: path) })
  }

  private func subtechniques(of id: String, from path: PagePath) -> HTMLFragment {
    let techniques = table.techniques.filter { $0.parent == id && !$0.isRevoked && !$0.isDeprecated }
    guard !techniques.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.table(["ID", "Sub-technique", "Rules"]) { html in
      for technique in techniques {
        html.row([
          .link(technique.id, site.map.technique(technique.id).map { Link(to: $0, from: path) }),
          .text(technique.name), .number(site.coverage.rules(naming: technique.id).count),
        ])
      }
    }
    return html.fragment
  }
}
