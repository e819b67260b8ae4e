import Analysis

/// The index page of one kind of thing: each by name, with the number of its rules.
struct PartIndex {
  let path: PagePath
  let title: String
  let lead: String
  let area: Page.Area
  /// The head of the first column.
  let singular: String
  /// The head of a column between name and count; nil for none.
  var detailHead: String?
  let entries: [Entry]
  /// What is said where there is nothing to list.
  let none: String

  /// A line of the index.
  struct Entry {
    let name: String
    let link: Link?
    var detail = HTMLFragment.empty
    let count: Int
    /// Whether the name is one from a search.
    var isCode = false
  }

  var page: Page {
    Page(
      path: path, title: title, summary: lead, area: area, isIndex: true, template: "index",
      values: [
        "title": .text(title), "lead": .text(lead),
        "none": .text(none), "entries": .section(table),
      ])
  }

  /// By name without regard to case, as lists of rules are.
  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    (left.name.lowercased(), left.name) < (right.name.lowercased(), right.name)
  }

  private var table: HTMLFragment {
    guard !entries.isEmpty else { return .empty }
    let most = entries.map(\.count).max() ?? 0
    return .written { html in
      html.table(
        [singular] + (detailHead.map { [$0] } ?? []) + ["Rules"],
        name: detailHead == nil ? "counts" : "counts detailed",
        isFilterable: entries.count > HTMLWriter.filterThreshold
      ) { html in
        for entry in entries.sorted(by: Self.precedes) {
          html.element(.tr) { html in
            html.element(.td) { html in
              if entry.isCode {
                html.linkedCode(entry.name, entry.link)
              } else {
                html.link(entry.name, entry.link)
              }
            }
            if detailHead != nil { html.element(.td) { $0.fragment(entry.detail) } }
            html.element(.td, .class("number")) { html in
              html.bar(entry.count, of: most)
              html.text(String(entry.count))
            }
          }
        }
      }
    }
  }
}
