import Catalog
import Diagnostics

/// A catalog with everything that can be said of it without running a search.
public struct CatalogAnalysis: Sendable {
  /// The catalog.
  public let catalog: Catalog
  /// The version of ATT&CK that its techniques are looked up in.
  public let attack: AttackTable
  /// The macros that the rules' searches were expanded with; a macro call names its place in this list.
  public let macros: [Macro]
  /// Its rules, in the catalog's order.
  public let rules: [RuleAnalysis]
  /// Which rules look for which indicator.
  public let corpus: CorpusIndex
  /// Which rules refer to which part of the catalog.
  public let index: CatalogIndex
  /// Which rules are alike.
  public let neighbors: NeighborIndex

  /// What is wrong with the rules' searches, techniques and references.
  public var diagnostics: [Diagnostic] {
    rules.flatMap(\.diagnostics)
  }

  /// Takes all rules of a catalog apart, on all cores.
  public init(_ catalog: Catalog, attack: AttackTable) async {
    let context = RuleContext(catalog, attack: attack)
    let batches = stride(from: 0, to: catalog.rules.count, by: 32).map { start in
      Array(catalog.rules[start..<min(start + 32, catalog.rules.count)])
    }
    let rules = await withTaskGroup(of: (Int, [RuleAnalysis]).self) { group in
      for (number, batch) in batches.enumerated() {
        group.addTask { (number, batch.map(context.analyse)) }
      }
      var all = [[RuleAnalysis]](repeating: [], count: batches.count)
      for await (number, analyses) in group { all[number] = analyses }
      return all.flatMap { $0 }
    }
    async let corpus = CorpusIndex(rules)
    async let neighbors = NeighborIndex(rules)
    self.catalog = catalog
    self.attack = attack
    self.rules = rules
    macros = context.searches.macros
    index = CatalogIndex(catalog, rules: rules)
    self.corpus = await corpus
    self.neighbors = await neighbors
  }
}
