import Analysis
import Catalog

/// The index of lookups, and a page per lookup.
struct LookupPages: Sendable {
  let site: SiteContext

  var planned: [PlannedPage] {
    let pages = site.analysis.index.names(of: .lookup).compactMap { name in
      site.map.page(of: .lookup, named: name).map { path in PlannedPage(path) { page(name, at: path) } }
    }
    return [PlannedPage(SiteMap.index(of: .lookup)) { index }] + pages
  }

  private var index: Page {
    let path = SiteMap.index(of: .lookup)
    return PartIndex(
      path: path, title: "Lookups", lead: "The tables that rules look values up in.", area: .browse,
      singular: "Lookup", detailHead: "Type",
      entries: site.entries(of: .lookup, from: path, isCode: true) { name in
        HTMLFragment(escaping: site.lookups[name]?.type ?? "")
      },
      none: "No rule uses a lookup, and this catalog defines none."
    ).page
  }

  private func page(_ name: String, at path: PagePath) -> Page {
    let lookup = site.lookups[name]
    let parts = PartLinks(site: site, from: path)
    return Page(
      path: path, title: name, summary: "The lookup \(name) and the rules that use it.", area: .browse,
      template: "lookup",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [("Lookups", SiteMap.index(of: .lookup))], path: path).html),
        "name": .text(name), "unknown": .shown(lookup == nil),
        "description": .html(Markdown.html(lookup?.description ?? "")),
        "facts": .html(facts(lookup)),
        "rows": .section(rows(lookup?.table)),
        "row_count": .text(rowCount(lookup?.table)),
        "other_keys": .section(parts.otherKeys(lookup?.otherKeys ?? [])),
        "source": .section(parts.source(lookup?.file)),
      ].merging(
        RuleTable(site: site, from: path).values(site.analysis.index.rules(naming: name, of: .lookup))
      ) { own, _ in own })
  }

  private func facts(_ lookup: Lookup?) -> HTMLFragment {
    guard let lookup else { return .empty }
    let settings = lookup.settings.sorted { $0.key < $1.key }.map { ($0.key, HTMLFragment.code($0.value)) }
    return .written { html in
      html.definitions(
        [
          ("Type", HTMLFragment(escaping: lookup.type)),
          ("Fields", .code(lookup.fields.joined(separator: ", "))),
          ("File", .code(lookup.table?.path ?? "")),
        ] + settings)
    }
  }

  private func rowCount(_ table: LookupTable?) -> String {
    guard let table, let count = table.rowCount else { return "" }
    let rows =
      table.firstRows.count < count
      ? "The first \(table.firstRows.count) of \(count) rows." : count == 1 ? "1 row." : "\(count) rows."
    let isWhole = table.columns.count == table.columnCount
    return isWhole ? rows : "\(rows) The first \(table.columns.count) of \(table.columnCount) columns."
  }

  private func rows(_ table: LookupTable?) -> HTMLFragment {
    guard let table, !table.columns.isEmpty else { return .empty }
    return .written { html in
      html.table(table.columns, name: "grid", label: "Rows of the lookup") { html in
        for row in table.firstRows { html.row(row.map { .code($0) }) }
      }
    }
  }
}
