import Analysis
import Catalog
import SPL

/// The page of one rule. Its order and fixed words stand in `templates/rule.mustache`.
struct RulePage {
  private let site: SiteContext
  private let rule: Rule
  private let analysis: RuleAnalysis
  private let path: PagePath
  private let index: Int

  /// The page of the rule at this position of the analysis.
  init(site: SiteContext, index: Int) {
    self.site = site
    self.index = index
    analysis = site.analysis.rules[index]
    rule = analysis.rule
    path = site.map.rulePages[index]
  }

  /// The page, ready for its template.
  var page: Page {
    Page(
      path: path, title: rule.name.value, summary: Self.firstSentence(of: rule.description), area: .rules,
      template: "rule", values: values)
  }

  private var values: [String: TemplateValue] {
    let tables = PredicateTables(analysis.search, site: site, from: path)
    let extras = RuleExtras(site: site, analysis: analysis, path: path)
    let tests = TestSection(site: site, index: index)
    return [
      "home": .text(SiteMap.home.relative(to: path)),
      "rules": .text(SiteMap.rules.relative(to: path)),
      "vendor": .text(site.settings.vendor),
      "language": .text(site.settings.language),
      "name": .text(rule.name.value),
      "retired": extras.retirement,
      "metadata": .html(metadata(tests.head)),
      "description": .html(Markdown.html(rule.description)),
      "attack": .section(attackTable),
      "attack_version": .text(site.analysis.attack.version),
      "body": .html(body),
      "stages": .section(stages),
      "exclusions": .section(tables.exclusions),
      "indicators": .section(tables.indicators),
      "terms": .section(terms),
      "tests": .section(tests.html),
      "expanded": .section(extras.expandedSearch),
      "fields": .section(extras.fields),
      "risk": .section(extras.risk),
      "drilldowns": .section(extras.drilldowns),
      "how_to_implement": .section(Markdown.html(rule.howToImplement)),
      "false_positives": .section(Markdown.html(rule.knownFalsePositives)),
      "references": .section(extras.references),
      "data_sources": .section(extras.dataSources),
      "macros": .section(extras.macros),
      "lookups": .section(extras.lookups),
      "context": .section(extras.context),
      "neighbors": .section(NeighborTables(site: site, from: path).html(of: index)),
      "other_keys": .section(extras.otherKeys),
      "findings": .section(extras.findings),
      "source": .html(extras.sourceLinks),
    ]
  }

  /// Up to the first full stop, at most 200 characters.
  static func firstSentence(of text: String) -> String {
    let line = text.utf8.drop { $0 == 0x0A }.prefix { $0 != 0x0A }
    var end = line.startIndex
    while end < line.endIndex, !line[end...].starts(with: ". ".utf8) { end = line.index(after: end) }
    return String((Substring(line[..<end])).prefix(200))
  }

  // MARK: Metadata

  /// The rows of the specification, and behind them what the tests came to.
  private func metadata(_ tests: HTMLFragment) -> HTMLFragment {
    let source = site.settings.source
    let shown = source.split(separator: "://", maxSplits: 1).last.map(String.init) ?? source
    let parts = PartLinks(site: site, from: path)
    let rows: [(String, HTMLFragment)] = [
      ("Status", rule.status.isEmpty ? .empty : parts.links([rule.status], to: .status)),
      ("Severity", severity(parts)),
      ("Group by", HTMLFragment(escaping: analysis.search.groupBy.text)),
      ("Author", rule.author.isEmpty ? .empty : parts.authors(rule.author)),
      ("Source", shown.isEmpty ? .empty : .links([(shown, Link(web: source))])),
    ]
    return .written { html in
      html.element(.dl, .class("metadata")) { html in
        for (term, value) in rows where !value.isEmpty {
          html.element(.div) { html in
            html.element(.dt, text: term)
            html.element(.dd) { $0.fragment(value) }
          }
        }
        guard !tests.isEmpty else { return }
        html.element(.div, .extra) { html in
          html.element(.dt, text: "Tests")
          html.element(.dd) { $0.fragment(tests) }
        }
      }
    }
  }

  /// The severity, which follows the type: it leads there.
  private func severity(_ parts: PartLinks) -> HTMLFragment {
    analysis.severity.map { .links([($0, parts.link(to: .type, rule.type))]) } ?? .empty
  }

  // MARK: Sections of the specification

  private var attackTable: HTMLFragment {
    guard !analysis.attack.rows.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.table(["Tactic", "Techniques"], name: "coverage") { html in
      for row in analysis.attack.rows {
        html.element(.tr) { html in
          html.element(.td) { html in
            let page = row.tactic.flatMap(site.map.tactic)
            html.link(row.tactic?.name ?? "–", page.map { Link(to: $0, from: path) })
          }
          html.element(.td) { html in techniques(row.techniques, &html) }
        }
      }
    }
    return html.fragment
  }

  private func techniques(_ techniques: [AttackCoverage.Technique], _ html: inout HTMLWriter) {
    for (number, technique) in techniques.enumerated() {
      if number > 0 { html.text(", ") }
      let label = technique.name.isEmpty ? technique.id : "\(technique.id) \(technique.name)"
      html.link(label, site.map.technique(technique.id).map { Link(to: $0, from: path) })
      if let remark = technique.remark {
        html.element(.span, .class("remark"), .extra, text: " (\(remark))")
      }
    }
  }

  private var body: HTMLFragment {
    var bytes = rule.file.source.bytes
    if bytes.last == 0x0A { bytes.removeLast() }
    var html = HTMLWriter()
    html.element(.pre, .class("code yaml"), .scrollable("Rule body")) { html in
      html.element(.code) { html in html.yaml(bytes) }
    }
    return html.fragment
  }

  private var stages: HTMLFragment {
    var html = HTMLWriter()
    for (number, stage) in analysis.search.stages.enumerated() {
      let anchor = Anchor("stage", number + 1)
      html.element(.h3, .id(anchor)) { html in
        html.element(.a, .href(Link(at: anchor)), text: "Stage \(number + 1): \(stage.name)")
      }
      html.search(Array(stage.text.utf8))
    }
    return html.fragment
  }

  private var terms: HTMLFragment {
    guard !analysis.search.terms.isEmpty else { return .empty }
    var html = HTMLWriter()
    html.table(["Stage", "Term"], name: "terms") { html in
      for term in analysis.search.terms {
        html.element(.tr) { html in
          html.element(.td, .class("number")) { html in
            html.element(.a, .href(Link(at: Anchor("stage", term.stage))), text: String(term.stage))
          }
          html.element(.td) { html in html.element(.code, text: term.term) }
        }
      }
    }
    return html.fragment
  }
}
