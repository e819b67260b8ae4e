/// A table of rules, by name.
struct RuleTable {
  let site: SiteContext
  let from: PagePath

  /// The table of these rules; empty for none.
  func table(_ indices: [Int]) -> HTMLFragment {
    guard !indices.isEmpty else { return .empty }
    return .written { html in
      html.table(
        ["Rule", "Type", "Techniques", "Modified"], name: "rules",
        isFilterable: indices.count > HTMLWriter.filterThreshold
      ) { html in
        for rule in site.lines.sorted(indices) { html.fragment(site.lines.row(rule, on: from)) }
      }
    }
  }

  /// The tables of the live and of the retired ones of these rules, and how many live ones there are.
  func values(_ indices: [Int]) -> [String: TemplateValue] {
    let live = site.live(indices)
    let retired = indices.filter { site.lines.isRetired[$0] }
    return [
      "rule_count": .text(live.count == 1 ? "1 rule" : "\(live.count) rules"),
      "rules": .section(table(live)),
      "retired_rules": .section(table(retired)),
    ]
  }
}
