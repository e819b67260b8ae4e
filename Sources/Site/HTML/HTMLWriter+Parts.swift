import Catalog

/// Parts that many pages have.
extension HTMLWriter {
  /// Longer tables can be filtered.
  static let filterThreshold = 12

  /// A table with a row of headings. `name` is its class, which says how it folds where the page is narrow.
  /// One with `label` scrolls by itself where it is too wide.
  mutating func table(
    _ heads: [String], name: StaticString = "plain", label: String? = nil, isFilterable: Bool = false,
    rows: (inout HTMLWriter) -> Void
  ) {
    func write(_ html: inout HTMLWriter) {
      html.element(.table, .class(name)) { $0.tableContent(heads, rows) }
    }
    // The place for the filter, which a script fills: nothing moves when it does.
    if isFilterable { element(.div, .class("filter"), text: "") }
    if let label { element(.div, .class("wide"), .scrollable(label), content: write) } else { write(&self) }
  }

  private mutating func tableContent(_ heads: [String], _ rows: (inout HTMLWriter) -> Void) {
    element(.thead) { html in
      html.element(.tr) { html in
        for head in heads { html.element(.th, .scope("col"), text: head) }
      }
    }
    element(.tbody, content: rows)
  }

  /// A cell of a table.
  enum Cell {
    case text(String)
    case code(String)
    case link(String, Link?)
    case linkedCode(String, Link?)
    case number(Int)
    case html(HTMLFragment)
  }

  /// A row of a table.
  mutating func row(_ cells: [Cell]) {
    element(.tr) { html in for cell in cells { html.cell(cell) } }
  }

  private mutating func cell(_ cell: Cell) {
    switch cell {
    case .text(let text): element(.td, text: text)
    case .code(""): element(.td, text: "")
    case .code(let text): element(.td) { $0.element(.code, text: text) }
    case .link(let text, let link): element(.td) { $0.link(text, link) }
    case .linkedCode(let text, let link): element(.td) { $0.linkedCode(text, link) }
    case .number(let number): element(.td, .class("number"), text: String(number))
    case .html(let fragment): element(.td) { $0.fragment(fragment) }
    }
  }

  /// A link, or its text alone where it leads nowhere.
  mutating func link(_ text: String, _ link: Link?) {
    guard let link else { return self.text(text) }
    if link.address.hasSuffix(text), text.contains("/") {
      // On paper, an address need not stand beside itself.
      element(.a, .class("address"), .href(link), text: text)
    } else {
      element(.a, .href(link), text: text)
    }
  }

  /// A name from a search as a link, or alone where it leads nowhere.
  mutating func linkedCode(_ text: String, _ link: Link?) {
    if let link {
      element(.a, .href(link)) { $0.element(.code, text: text) }
    } else {
      element(.code, text: text)
    }
  }

  /// Links, joined by commas.
  mutating func links(_ links: [(text: String, link: Link?)]) {
    for (number, entry) in links.enumerated() {
      if number > 0 { text(", ") }
      link(entry.text, entry.link)
    }
  }

  /// A list of items.
  mutating func list<Item>(
    _ items: [Item], name: StaticString = "items", item: (inout HTMLWriter, Item) -> Void
  ) {
    element(.ul, .class(name)) { html in
      for entry in items { html.element(.li) { item(&$0, entry) } }
    }
  }

  /// Terms with their explanations; those with an empty explanation are left out.
  mutating func definitions(_ entries: [(String, HTMLFragment)]) {
    let shown = entries.filter { !$0.1.isEmpty }
    guard !shown.isEmpty else { return }
    element(.dl, .class("facts")) { html in
      for (term, fragment) in shown {
        html.element(.div) { html in
          html.element(.dt, text: term)
          html.element(.dd) { $0.fragment(fragment) }
        }
      }
    }
  }

  /// A day, readable by machines.
  mutating func date(_ date: CalendarDate?) {
    if let date { element(.time, .datetime(date), text: date.description) }
  }

  /// A search, coloured.
  mutating func search(_ bytes: [UInt8]) {
    element(.pre, .class("code spl")) { html in
      html.element(.code) { html in html.spl(bytes) }
    }
  }

  /// A bar as long as `part` of `whole`; the number stands beside it.
  mutating func bar(_ part: Int, of whole: Int) {
    element(.svg, .class("bar"), .decorative) { html in
      let percent = whole > 0 ? max(part > 0 ? 1 : 0, part * 100 / whole) : 0
      html.element(.rect, .percent(percent), .number("height", 10)) { _ in }
    }
  }
}

extension HTMLFragment {
  /// What `content` writes.
  static func written(_ content: (inout HTMLWriter) -> Void) -> HTMLFragment {
    var html = HTMLWriter()
    content(&html)
    return html.fragment
  }

  /// A text in the manner of code; empty where it is.
  static func code(_ text: String) -> HTMLFragment {
    text.isEmpty ? .empty : written { $0.element(.code, text: text) }
  }

  /// Links, joined by commas.
  static func links(_ links: [(text: String, link: Link?)]) -> HTMLFragment {
    written { $0.links(links) }
  }
}
