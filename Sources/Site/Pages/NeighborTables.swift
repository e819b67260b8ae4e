import Analysis

/// The section of a rule's page that names the rules like it.
struct NeighborTables {
  let site: SiteContext
  let from: PagePath
  private static let limit = 8
  private static let filterLimit = 3
  private static let filterLength = 160

  /// The neighbors of the rule at this position; empty for none.
  func html(of index: Int) -> HTMLFragment {
    let neighbors = site.analysis.neighbors.neighbors(of: index)
    guard !neighbors.isEmpty else { return .empty }
    return .written { html in
      group("The same filters", neighbors.same, &html) { ($0, .empty) }
      group("Stricter", neighbors.stricter, &html) { ($0.rule, step("adds", $0, from: index)) }
      group("Broader", neighbors.broader, &html) { ($0.rule, step("drops", $0, from: index)) }
      group("Most indicators in common", neighbors.similar, &html) { ($0.rule, Self.overlap($0)) }
      group(
        "Same data, other techniques", neighbors.sameData, &html,
        of: site.analysis.rules[index].search.dataSets.first
      ) { overlap in
        let techniques = site.lines.techniques[overlap.rule]
        let shared = "\(Self.indicators(overlap.shared)) in common"
        return (overlap.rule, HTMLFragment(escaping: "\(techniques), \(shared)"))
      }
    }
  }

  private func group<Item>(
    _ title: String, _ items: [Item], _ html: inout HTMLWriter, of all: DataSetName? = nil,
    line: @escaping (Item) -> (rule: Int, difference: HTMLFragment)
  ) {
    guard !items.isEmpty else { return }
    html.element(.h3, text: title)
    html.list(Array(items.prefix(Self.limit)), name: "neighbors") { html, item in
      let (rule, difference) = line(item)
      html.fragment(site.lines.link(rule, on: from))
      if !difference.isEmpty {
        html.text(" ")
        html.element(.span, .class("difference")) { $0.fragment(difference) }
      }
    }
    if items.count > Self.limit {
      html.element(.p, .class("note")) { html in
        html.text("And \(items.count - Self.limit) more")
        if let all {
          html.text(" among the rules that read ")
          html.linkedCode(all.text, site.map.page(of: all).map { Link(to: $0, from: from) })
        }
        html.text(".")
      }
    }
  }

  /// `adds 2 filters` and which.
  private func step(_ verb: String, _ step: Neighbors.Step, from index: Int) -> HTMLFragment {
    let count = step.count
    let filters = site.analysis.neighbors.differences(between: index, and: step.rule)
    return .written { html in
      html.text("\(verb) \(count) filter\(count == 1 ? "" : "s"): ")
      for (number, filter) in filters.prefix(Self.filterLimit).enumerated() {
        if number > 0 { html.text(", ") }
        html.element(
          .code, text: filter.count > Self.filterLength ? filter.prefix(Self.filterLength) + "…" : filter)
      }
      if count > Self.filterLimit { html.text(", …") }
    }
  }

  private static func overlap(_ overlap: Neighbors.Overlap) -> HTMLFragment {
    HTMLFragment(escaping: "\(indicators(overlap.shared)) in common, \(overlap.all - overlap.shared) not")
  }

  private static func indicators(_ count: Int) -> String {
    count == 1 ? "1 indicator" : "\(count) indicators"
  }
}
