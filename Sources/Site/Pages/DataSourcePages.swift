import Analysis
import Catalog

/// The index of data sources, and a page per data source.
struct DataSourcePages: Sendable {
  let site: SiteContext
  /// Longer example logs are cut, and say so.
  private static let logLimit = 64 << 10
  /// Longer lists of fields are cut, and say so.
  private static let nameLimit = 500

  var planned: [PlannedPage] {
    let pages = site.analysis.index.names(of: .dataSource).compactMap { name in
      site.map.page(of: .dataSource, named: name).map { path in PlannedPage(path) { page(name, at: path) } }
    }
    return [PlannedPage(SiteMap.index(of: .dataSource)) { index }] + pages
  }

  private var index: Page {
    let path = SiteMap.index(of: .dataSource)
    return PartIndex(
      path: path, title: "Data sources",
      lead: "The events that rules need, by the name of their data source.",
      area: .dataSources, singular: "Data source", detailHead: "Source type",
      entries: site.entries(of: .dataSource, from: path) { .code(site.dataSources[$0]?.sourceType ?? "") },
      none: "This catalog has no data source."
    ).page
  }

  private func page(_ name: String, at path: PagePath) -> Page {
    let source = site.dataSources[name]
    let parts = PartLinks(site: site, from: path)
    return Page(
      path: path, title: name, summary: source.map { RulePage.firstSentence(of: $0.description) } ?? "",
      area: .dataSources, template: "data-source",
      values: [
        "breadcrumb": .html(
          Breadcrumb(steps: [("Data sources", SiteMap.index(of: .dataSource))], path: path).html),
        "name": .text(name), "unknown": .shown(source == nil),
        "description": .html(Markdown.html(source?.description ?? "")),
        "facts": .html(facts(source)),
        "example": .section(example(source?.exampleLog ?? "")),
        "fields": .section(names(source?.fields ?? [])),
        "output_fields": .section(names(source?.outputFields ?? [])),
        "references": .section(parts.references(source?.references ?? [])),
        "other_keys": .section(parts.otherKeys(source?.otherKeys ?? [])),
        "source": .section(parts.source(source?.file)),
      ].merging(
        RuleTable(site: site, from: path).values(site.analysis.index.rules(naming: name, of: .dataSource))
      ) { own, _ in own })
  }

  private func facts(_ source: DataSource?) -> HTMLFragment {
    guard let source else { return .empty }
    let separator = source.separatorValue.isEmpty ? "" : "\(source.separator) = \(source.separatorValue)"
    return .written { html in
      html.definitions([
        ("Source type", .code(source.sourceType)), ("Source", .code(source.source)),
        ("Told apart by", .code(separator.isEmpty ? source.separator : separator)),
        ("Add-ons", addOns(source.addOns)),
      ])
    }
  }

  private func addOns(_ addOns: [AddOn]) -> HTMLFragment {
    .written { html in
      for (number, addOn) in addOns.enumerated() {
        if number > 0 { html.text(", ") }
        html.link(addOn.name, Link(web: addOn.url))
        if !addOn.version.isEmpty { html.text(" \(addOn.version)") }
      }
    }
  }

  private func example(_ log: String) -> HTMLFragment {
    guard !log.isEmpty else { return .empty }
    let shown = log.utf8.count > Self.logLimit ? log.prefix(Self.logLimit) + "…" : log[...]
    return .written { html in
      html.element(.pre, .class("code tall wrapped"), .scrollable("Example log")) { html in
        html.element(.code, text: String(shown))
      }
    }
  }

  private func names(_ fields: [String]) -> HTMLFragment {
    guard !fields.isEmpty else { return .empty }
    return .written { html in
      html.list(Array(fields.prefix(Self.nameLimit)), name: "names codes") { html, field in
        html.element(.code, text: field)
      }
      if fields.count > Self.nameLimit {
        html.element(
          .p, .class("note"), text: "And \(fields.count - Self.nameLimit) more; the file names them.")
      }
    }
  }
}
