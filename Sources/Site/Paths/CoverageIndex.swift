import Analysis
import Catalog

/// Which live rules name which technique and tactic.
struct CoverageIndex: Sendable {
  private let rules: [String: [Int]]
  private let rulesByTactic: [String: [Int]]
  /// The techniques that have a page: those that a rule names, and the parents of sub-techniques among them.
  let techniqueIDs: [String]

  init(_ analysis: CatalogAnalysis) {
    var rules: [String: [Int]] = [:]
    var rulesByTactic: [String: [Int]] = [:]
    for index in analysis.rules.indices where !analysis.rules[index].rule.isRetired {
      let attack = analysis.rules[index].attack
      for id in attack.techniqueIDs { rules[id, default: []].append(index) }
      for row in attack.rows { rulesByTactic[row.tactic?.id ?? "", default: []].append(index) }
    }
    self.rules = rules
    self.rulesByTactic = rulesByTactic
    var ids = Set(rules.keys)
    for id in rules.keys {
      if let parent = analysis.attack.technique(id)?.parent { ids.insert(parent) }
    }
    techniqueIDs = ids.sorted()
  }

  /// The rules that name a technique of this tactic, by position.
  func rules(in tactic: AttackTable.Tactic) -> [Int] {
    rulesByTactic[tactic.id] ?? []
  }

  /// The rules that name this technique itself, by position.
  func rules(naming id: String) -> [Int] {
    rules[id] ?? []
  }
}
