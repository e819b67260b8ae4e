/// Parts that many pages have.
extension HTMLWriter {
  /// A table with a row of headings, in a box that scrolls by itself where the page is too narrow.
  mutating func table(_ heads: [String], name: StaticString = "plain", rows: (inout HTMLWriter) -> Void) {
    element(.div, .class("table"), .focusable) { html in
      html.element(.table, .class(name)) { html in
        html.element(.thead) { html in
          html.element(.tr) { html in
            for head in heads { html.element(.th, .scope("col"), text: head) }
          }
        }
        html.element(.tbody, content: rows)
      }
    }
  }

  /// A link, or its text alone where it leads nowhere.
  mutating func link(_ text: String, _ link: Link?) {
    if let link { element(.a, .href(link), text: text) } else { self.text(text) }
  }

  /// A list of items.
  mutating func list<Item>(_ items: [Item], item: (inout HTMLWriter, Item) -> Void) {
    element(.ul) { html in
      for entry in items { html.element(.li) { item(&$0, entry) } }
    }
  }

  /// Terms with their explanations; those with an empty explanation are left out.
  mutating func definitions(_ entries: [(String, String)]) {
    element(.dl, .class("facts")) { html in
      for (term, text) in entries where !text.isEmpty {
        html.element(.div) { html in
          html.element(.dt, text: term)
          html.element(.dd, text: text)
        }
      }
    }
  }
}
