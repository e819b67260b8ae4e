import Analysis
import Catalog

/// The pages about ATT&CK: an overview, a page per tactic, a page per technique that a rule covers.
struct AttackPages: Sendable {
  let site: SiteContext
  /// The sub-techniques that are neither revoked nor deprecated, by their technique.
  private let subtechniques: [String: [AttackTable.Technique]]

  init(site: SiteContext) {
    self.site = site
    let current = site.analysis.attack.techniques.filter {
      $0.parent != nil && !$0.isRevoked && !$0.isDeprecated
    }
    subtechniques = Dictionary(grouping: current) { $0.parent ?? "" }
  }

  /// The overview, the tactics, and the techniques that a rule covers.
  var planned: [PlannedPage] {
    let tactics = table.tactics.compactMap { tactic in
      site.map.tactic(tactic).map { path in PlannedPage(path) { page(tactic, at: path) } }
    }
    let techniques = site.coverage.techniqueIDs.compactMap { id in
      site.map.technique(id).map { path in PlannedPage(path) { page(id, at: path) } }
    }
    return [PlannedPage(SiteMap.attack) { overview }] + tactics + techniques
  }

  private var table: AttackTable { site.analysis.attack }

  /// Every technique that is neither revoked nor deprecated, with its tactics: what there is to cover.
  private func techniques(of tactic: AttackTable.Tactic) -> [AttackTable.Technique] {
    table.techniques.filter { !$0.isRevoked && !$0.isDeprecated && $0.tactics.contains(tactic.shortName) }
  }

  // MARK: Overview

  private var overview: Page {
    let unknown = site.coverage.techniqueIDs.filter { table.technique($0) == nil }
    let all = table.techniques.filter { !$0.isRevoked && !$0.isDeprecated }
    let others = HTMLFragment.written { html in
      html.list(unknown) { html, id in
        html.link(id, site.map.technique(id).map { Link(to: $0, from: SiteMap.attack) })
      }
    }
    return Page(
      path: SiteMap.attack, title: "ATT&CK",
      summary: "Which tactics and techniques of MITRE ATT&CK the rules name.", area: .attack, isIndex: true,
      template: "attack",
      values: [
        "version": .text(table.version),
        "covered": .text(String(all.count { !site.coverage.rules(naming: $0.id).isEmpty })),
        "count": .text(String(all.count)),
        "tactics": .html(tacticTable), "matrix": .html(matrix),
        "unknown": .section(unknown.isEmpty ? .empty : others),
      ])
  }

  private var tacticTable: HTMLFragment {
    .written { html in
      html.table(["Tactic", "Techniques covered", "Rules"], name: "counts tactics") { html in
        for tactic in table.tactics {
          let techniques = techniques(of: tactic)
          let covered = techniques.count { !site.coverage.rules(naming: $0.id).isEmpty }
          html.element(.tr) { html in
            html.element(.td) { html in
              html.link(tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: SiteMap.attack) })
            }
            html.element(.td, .class("number")) { html in
              html.bar(covered, of: techniques.count)
              html.text("\(covered) of \(techniques.count)")
            }
            html.element(.td, .class("number"), text: String(rules(of: tactic).count))
          }
        }
      }
    }
  }

  /// The matrix: a column per tactic, in it the techniques with the number of rules that name them or one of their
  /// sub-techniques.
  private var matrix: HTMLFragment {
    .written { html in
      html.element(.div, .class("matrix"), .scrollable("ATT&CK matrix")) { html in
        for tactic in table.tactics {
          html.element(.section) { html in
            html.element(.h3) { html in
              html.link(tactic.name, site.map.tactic(tactic).map { Link(to: $0, from: SiteMap.attack) })
            }
            html.element(.ul) { html in
              for technique in techniques(of: tactic) where technique.parent == nil { cell(technique, &html) }
            }
          }
        }
      }
    }
  }

  private func cell(_ technique: AttackTable.Technique, _ html: inout HTMLWriter) {
    let count = rules(namingAnyOf: technique).count
    let level: StaticString =
      switch count {
      case 0: "none"
      case 1...2: "few"
      case 3...9: "some"
      default: "many"
      }
    html.element(.li, .class(level)) { html in
      html.link(technique.name, site.map.technique(technique.id).map { Link(to: $0, from: SiteMap.attack) })
      if count > 0 { html.element(.span, .class("number"), text: String(count)) }
    }
  }

  /// The rules that name a technique or one of its sub-techniques.
  private func rules(namingAnyOf technique: AttackTable.Technique) -> Set<Int> {
    let ids = [technique.id] + (subtechniques[technique.id] ?? []).map(\.id)
    return Set(ids.flatMap(site.coverage.rules(naming:)))
  }

  private func rules(of tactic: AttackTable.Tactic) -> [Int] {
    site.coverage.rules(in: tactic)
  }

  // MARK: Tactics

  private func page(_ tactic: AttackTable.Tactic, at path: PagePath) -> Page {
    let techniques = techniques(of: tactic)
    let covered = techniques.count { !site.coverage.rules(naming: $0.id).isEmpty }
    let most = techniques.map { site.coverage.rules(naming: $0.id).count }.max() ?? 0
    let list = HTMLFragment.written { html in
      html.table(["ID", "Technique", "Rules"], name: "techniques", isFilterable: true) { html in
        for technique in techniques { row(technique, most, table.fullName(technique), path, &html) }
      }
    }
    return Page(
      path: path, title: tactic.name, summary: "Rules for the tactic \(tactic.name), by technique.",
      area: .attack, template: "tactic",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [("ATT&CK", SiteMap.attack)], path: path).html),
        "id": .text(tactic.id), "name": .text(tactic.name), "version": .text(table.version),
        "covered": .text(String(covered)), "count": .text(String(techniques.count)),
        "techniques": .html(list),
      ].merging(RuleTable(site: site, from: path).values(rules(of: tactic))) { own, _ in own })
  }

  private func row(
    _ technique: AttackTable.Technique, _ most: Int, _ name: String, _ path: PagePath,
    _ html: inout HTMLWriter
  ) {
    let count = site.coverage.rules(naming: technique.id).count
    html.element(.tr) { html in
      html.element(.td) { html in
        html.link(technique.id, site.map.technique(technique.id).map { Link(to: $0, from: path) })
      }
      html.element(.td, text: name)
      html.element(.td, .class("number")) { html in
        html.bar(count, of: most)
        html.text(String(count))
      }
    }
  }

  // MARK: Techniques

  private func page(_ id: String, at path: PagePath) -> Page {
    let technique = table.technique(id)
    let name = technique.map(table.fullName) ?? ""
    let title = name.isEmpty ? id : "\(id) \(name)"
    return Page(
      path: path, title: title, summary: "Rules that name the technique \(title).", area: .attack,
      template: "technique",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [("ATT&CK", SiteMap.attack)], path: path).html),
        "title": .text(title), "version": .text(table.version),
        "unknown": .shown(technique == nil),
        "deprecated": .shown(technique?.isDeprecated ?? false),
        "facts": .html(facts(technique, from: path)),
        "subtechniques": .section(subtechniques(of: id, from: path)),
      ].merging(RuleTable(site: site, from: path).values(site.coverage.rules(naming: id))) { own, _ in own })
  }

  private func facts(_ technique: AttackTable.Technique?, from path: PagePath) -> HTMLFragment {
    guard let technique else { return .empty }
    let tactics = table.tactics.filter { technique.tactics.contains($0.shortName) }
    let parent = technique.parent.flatMap(table.technique)
    let official = "https://attack.mitre.org/techniques/\(technique.id.replacing(".", with: "/"))/"
    return .written { html in
      html.definitions([
        ("Tactics", .links(tactics.map { ($0.name, site.map.tactic($0).map { Link(to: $0, from: path) }) })),
        (
          "Sub-technique of",
          parent.map { parent in
            .links([
              ("\(parent.id) \(parent.name)", site.map.technique(parent.id).map { Link(to: $0, from: path) })
            ])
          } ?? .empty
        ),
        ("Platforms", HTMLFragment(escaping: technique.platforms.joined(separator: ", "))),
        ("At MITRE", .links([(official, Link(web: official))])),
        ("ATT&CK version", HTMLFragment(escaping: table.version)),
      ])
    }
  }

  private func subtechniques(of id: String, from path: PagePath) -> HTMLFragment {
    guard let techniques = subtechniques[id] else { return .empty }
    let most = techniques.map { site.coverage.rules(naming: $0.id).count }.max() ?? 0
    return .written { html in
      html.table(["ID", "Sub-technique", "Rules"], name: "techniques") { html in
        for technique in techniques { row(technique, most, technique.name, path, &html) }
      }
    }
  }
}
