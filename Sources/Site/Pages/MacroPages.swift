import Analysis
import Catalog

/// The index of macros, and a page per macro; a rule's own filter has none.
struct MacroPages: Sendable {
  let site: SiteContext
  private let macros: [String: [Macro]]

  init(site: SiteContext) {
    self.site = site
    macros = Dictionary(grouping: site.analysis.macros, by: \.spl.name)
  }

  var planned: [PlannedPage] {
    let pages = site.analysis.index.names(of: .macro).compactMap { name in
      site.map.page(of: .macro, named: name).map { path in PlannedPage(path) { page(name, at: path) } }
    }
    return [PlannedPage(SiteMap.index(of: .macro)) { index }] + pages
  }

  private var index: Page {
    let path = SiteMap.index(of: .macro)
    return PartIndex(
      path: path, title: "Macros",
      lead:
        "The search macros that rules call, themselves or through another macro. The filters that end each rule are left out.",
      area: .browse, singular: "Macro", detailHead: "Definition",
      entries: site.entries(of: .macro, from: path, isCode: true) { name in
        Self.shortened(macros[name]?.first?.definition.value ?? "")
      },
      none: "No rule calls a macro, and this catalog defines none."
    ).page
  }

  /// The beginning of a definition.
  private static func shortened(_ definition: String) -> HTMLFragment {
    let line = definition.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return .code(line.count > 120 ? line.prefix(119) + "…" : line)
  }

  private func page(_ name: String, at path: PagePath) -> Page {
    let definitions = macros[name] ?? []
    let parts = PartLinks(site: site, from: path)
    return Page(
      path: path, title: name, summary: "The search macro \(name) and the rules that use it.", area: .browse,
      template: "macro",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [("Macros", SiteMap.index(of: .macro))], path: path).html),
        "name": .text(name), "unknown": .shown(definitions.isEmpty),
        "definitions": .list(
          definitions.map { macro in
            [
              "signature": .text(Self.signature(macro)),
              "description": .html(Markdown.html(macro.description)),
              "definition": .html(.written { $0.search(macro.spl.definition) }),
              "evaluated": .shown(macro.spl.isEval),
              "other_keys": .section(parts.otherKeys(macro.otherKeys)),
              "source": .section(parts.source(macro.file)),
            ]
          }),
      ].merging(
        RuleTable(site: site, from: path).values(site.analysis.index.rules(naming: name, of: .macro))
      ) { own, _ in own })
  }

  /// `name(argument, …)`, as it is called.
  private static func signature(_ macro: Macro) -> String {
    let arguments = macro.spl.arguments
    return "`\(macro.spl.name)" + (arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))") + "`"
  }
}
