import Analysis
import Catalog

/// The index of fields, and a page per field on which two rules or more have an indicator.
struct FieldPages: Sendable {
  let site: SiteContext
  /// The fields of one bare name, by position in the corpus.
  private let families: [String: [Int]]
  /// A field with more relatives shows the first.
  private static let familyLimit = 20
  /// Cells with more rules fold.
  private static let foldThreshold = 4

  private var fields: [CorpusIndex.Field] { site.analysis.corpus.fields }

  init(site: SiteContext) {
    self.site = site
    let corpus = site.analysis.corpus
    families = Dictionary(grouping: corpus.fields.indices) { corpus.fields[$0].bareName }
  }

  var planned: [PlannedPage] {
    let pages = fields.indices.compactMap { index in
      site.map.fieldPages[index].map { path in PlannedPage(path) { page(fields[index], at: path) } }
    }
    return [PlannedPage(SiteMap.fields) { index }] + pages
  }

  // MARK: Index

  private var index: Page {
    PartIndex(
      path: SiteMap.fields, title: "Fields",
      lead: "The fields that rules have indicators on, and the values that two rules or more look for.",
      area: .fields, singular: "Field", detailHead: "Shared values",
      entries: fields.enumerated().map { index, field in
        let shared = field.shared.count
        return PartIndex.Entry(
          name: field.name, link: site.map.fieldPages[index].map { Link(to: $0, from: SiteMap.fields) },
          detail: HTMLFragment(escaping: shared > 0 ? String(shared) : ""), count: field.rules.count,
          isCode: true)
      },
      none: "No rule has an indicator."
    ).page
  }

  // MARK: A field

  private func page(_ field: CorpusIndex.Field, at path: PagePath) -> Page {
    let shared = field.shared
    let family = (families[field.bareName] ?? []).map { fields[$0] }.filter { $0.name != field.name }
      .prefix(Self.familyLimit)
    return Page(
      path: path, title: field.name, summary: "Values that rules look for in the field \(field.name).",
      area: .fields, template: "field",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [("Fields", SiteMap.fields)], path: path).html),
        "name": .text(field.name), "rule_count": .text("\(field.rules.count) rules"),
        "family": .section(relatives(family, from: path)),
        "shared_count": .text(shared.count == 1 ? "1 value" : "\(shared.count) values"),
        "values": .section(table(shared, family, from: path)),
        "single_count": .text(String(field.values.count - shared.count)),
        "singles": .shown(field.values.count > shared.count),
        "all_rules": .html(ruleList(field.rules, from: path)),
      ])
  }

  private func relatives(_ family: ArraySlice<CorpusIndex.Field>, from path: PagePath) -> HTMLFragment {
    guard !family.isEmpty else { return .empty }
    return .written { html in
      html.list(Array(family), name: "inline") { html, field in
        html.linkedCode(field.name, site.map.field(field.name).map { Link(to: $0, from: path) })
        html.text(field.rules.count == 1 ? " (1 rule)" : " (\(field.rules.count) rules)")
      }
    }
  }

  private func table(
    _ values: ArraySlice<CorpusIndex.Value>, _ family: ArraySlice<CorpusIndex.Field>, from path: PagePath
  ) -> HTMLFragment {
    guard !values.isEmpty else { return .empty }
    return .written { html in
      html.table(
        ["Value", "Kind", "Rules"], name: "values", isFilterable: values.count > HTMLWriter.filterThreshold
      ) { html in
        for value in values { row(value, family, path, &html) }
      }
    }
  }

  private func row(
    _ value: CorpusIndex.Value, _ family: ArraySlice<CorpusIndex.Field>, _ path: PagePath,
    _ html: inout HTMLWriter
  ) {
    let anchor = site.map.anchor(of: value.key) ?? Anchor("value")
    html.element(.tr, .id(anchor)) { html in
      html.element(.td) { html in
        html.element(.a, .class("permalink"), .href(Link(at: anchor))) { html in
          html.element(.code, text: value.key.kind.takesValue ? value.text : "any value")
        }
        for field in family { alsoIn(field, value.key, path, &html) }
      }
      html.element(.td, text: value.key.kind.rawValue)
      html.element(.td) { html in
        if value.rules.count > Self.foldThreshold {
          html.element(.details) { html in
            html.element(.summary, text: "\(value.rules.count) rules")
            html.fragment(ruleList(value.rules, from: path))
          }
        } else {
          html.fragment(ruleList(value.rules, from: path))
        }
      }
    }
  }

  /// The same kind and value under a field's other name.
  private func alsoIn(
    _ field: CorpusIndex.Field, _ key: CorpusIndex.Key, _ path: PagePath, _ html: inout HTMLWriter
  ) {
    let other = CorpusIndex.Key(field: field.name, kind: key.kind, value: key.value)
    let count = site.analysis.corpus.rules(for: other).count
    guard count > 0 else { return }
    html.element(.small, .class("also")) { html in
      html.text("also in ")
      let link = site.map.field(field.name).map { Link(to: $0, from: path, at: site.map.anchor(of: other)) }
      html.linkedCode(field.name, link)
      html.text(count == 1 ? " (1 rule)" : " (\(count) rules)")
    }
  }

  private func ruleList(_ rules: [Int], from path: PagePath) -> HTMLFragment {
    .written { html in
      html.list(site.lines.sorted(rules), name: "names") { html, rule in
        html.fragment(site.lines.link(rule, on: path))
      }
    }
  }
}

extension CorpusIndex.Field {
  /// The values that two rules or more look for.
  fileprivate var shared: ArraySlice<CorpusIndex.Value> { values.prefix { $0.rules.count > 1 } }
}
