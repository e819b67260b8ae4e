/// How many searches were read, and how much of them is understood.
public struct SearchSummary: Sendable, Hashable {
  /// The searches; a rule without one does not count.
  public let searches: Int
  /// The stages of their main pipelines, as written.
  public let stages: Int
  /// Those of the stages whose command is told as unknown.
  public let generic: Int

  /// Counts searches and their stages.
  public init(_ searches: some Sequence<SearchAnalysis>) {
    let read = searches.filter { !$0.stages.isEmpty }
    self.searches = read.count
    stages = read.reduce(0) { $0 + $1.stages.count }
    generic = read.reduce(0) { $0 + $1.stages.count(where: \.isGeneric) }
  }
}

extension CatalogAnalysis {
  /// How many searches the catalog's rules bring, retired ones included.
  public var searchSummary: SearchSummary {
    SearchSummary(rules.lazy.map(\.search))
  }
}
