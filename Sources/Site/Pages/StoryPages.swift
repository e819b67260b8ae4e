import Analysis
import Catalog

/// The index of analytic stories, and a page per story.
struct StoryPages: Sendable {
  let site: SiteContext
  private let stories: [String: Story]

  init(site: SiteContext) {
    self.site = site
    stories = Dictionary(
      site.analysis.catalog.stories.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var planned: [PlannedPage] {
    let pages = site.analysis.index.names(of: .story).compactMap { name in
      site.map.page(of: .story, named: name).map { path in PlannedPage(path) { page(name, at: path) } }
    }
    return [PlannedPage(SiteMap.index(of: .story)) { index }] + pages
  }

  private var index: Page {
    let path = SiteMap.index(of: .story)
    return PartIndex(
      path: path, title: "Analytic stories",
      lead: "Scenarios, each with the rules that cover it together.", area: .stories, singular: "Story",
      detailHead: "Category",
      entries: site.entries(of: .story, from: path) { name in
        HTMLFragment(escaping: stories[name]?.categories.joined(separator: ", ") ?? "")
      },
      none: "This catalog has no analytic story."
    ).page
  }

  private func page(_ name: String, at path: PagePath) -> Page {
    let story = stories[name]
    let rules = site.analysis.index.rules(naming: name, of: .story)
    let parts = PartLinks(site: site, from: path)
    return Page(
      path: path, title: name, summary: story.map { RulePage.firstSentence(of: $0.description) } ?? "",
      area: .stories, template: "story",
      values: [
        "breadcrumb": .html(
          Breadcrumb(steps: [("Analytic stories", SiteMap.index(of: .story))], path: path).html),
        "name": .text(name), "unknown": .shown(story == nil),
        "retired_story": .shown(story?.isRetired ?? false),
        "description": .html(Markdown.html(story?.description ?? "")),
        "narrative": .section(Markdown.html(story?.narrative ?? "")),
        "facts": .html(
          .written { html in
            html.definitions([
              ("Category", HTMLFragment(escaping: story?.categories.joined(separator: ", ") ?? "")),
              ("Use case", HTMLFragment(escaping: story?.useCase ?? "")),
              ("CVE", parts.links(story?.cves ?? [], to: .cve)),
              ("Author", HTMLFragment(escaping: story?.author ?? "")),
              ("Modified", HTMLFragment(escaping: story?.modified?.description ?? "")),
            ])
          }),
        "techniques": .section(techniques(of: site.live(rules), from: path)),
        "references": .section(parts.references(story?.references ?? [])),
        "other_keys": .section(parts.otherKeys(story?.otherKeys ?? [])),
        "source": .section(parts.source(story?.file)),
      ].merging(RuleTable(site: site, from: path).values(rules)) { own, _ in own })
  }

  /// The techniques that a story's rules name, with the number of those rules.
  private func techniques(of rules: [Int], from path: PagePath) -> HTMLFragment {
    let counts = rules.flatMap { site.analysis.rules[$0].attack.techniqueIDs }
      .reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    guard !counts.isEmpty else { return .empty }
    let table = site.analysis.attack
    return .written { html in
      html.table(["Technique", "Rules"], name: "counts") { html in
        for (id, count) in counts.sorted(by: { $0.key < $1.key }) {
          let name = table.technique(id).map { " " + table.fullName($0) } ?? ""
          html.row([
            .link(id + name, site.map.technique(id).map { Link(to: $0, from: path) }), .number(count),
          ])
        }
      }
    }
  }
}
