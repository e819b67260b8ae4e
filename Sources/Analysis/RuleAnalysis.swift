import Catalog
import Diagnostics

/// A rule with all that can be said of it by itself.
public struct RuleAnalysis: Sendable {
  /// The rule.
  public let rule: Rule
  /// What its search consists of.
  public let search: SearchAnalysis
  /// Its techniques in the matrix.
  public let attack: AttackCoverage
  /// What is wrong with the rule, but for what its file alone tells.
  public let diagnostics: [Diagnostic]

  /// `medium`, `low` or `informational`, after the rule's type in any case; nil for a type without severity.
  public var severity: String? {
    switch rule.type.lowercased() {
    case "ttp": "medium"
    case "anomaly": "low"
    case "correlation": "informational"
    default: nil
    }
  }
}

/// What the rules of a catalog refer to, ready to be asked for each rule.
struct RuleContext: Sendable {
  let searches: SearchContext
  let attack: AttackTable
  let stories: Set<String>
  let dataSources: Set<String>

  init(_ catalog: Catalog, attack: AttackTable) {
    searches = SearchContext(catalog)
    self.attack = attack
    stories = Set(catalog.stories.map(\.name))
    dataSources = Set(catalog.dataSources.map(\.name))
  }

  func analyse(_ rule: Rule) -> RuleAnalysis {
    let search = searches.analyse(rule.search.value)
    let (coverage, techniqueDiagnostics) = AttackCoverage.of(rule, in: attack)
    return RuleAnalysis(
      rule: rule, search: search, attack: coverage,
      diagnostics: (searchDiagnostics(rule, search) + techniqueDiagnostics
        + referenceDiagnostics(rule, search)).sorted())
  }

  // MARK: Diagnostics of the search

  private func searchDiagnostics(_ rule: Rule, _ search: SearchAnalysis) -> [Diagnostic] {
    guard !search.problems.isEmpty || !search.expansion.problems.isEmpty, let place = place(in: rule)
    else {
      return []
    }
    return searches.diagnostics(of: search, at: place)
  }

  /// Where the bytes of a rule's search stand in its file; nil for a rule without a search.
  private func place(in rule: Rule) -> ((Range<Int>) -> Location)? {
    guard let scalar = rule.search.scalar else { return nil }
    let source = rule.file.source
    let trace = ScalarTrace(scalar, in: source.bytes)
    return { source.location(of: trace.range(of: $0)) }
  }

  private func referenceDiagnostics(_ rule: Rule, _ search: SearchAnalysis) -> [Diagnostic] {
    guard !rule.isRetired else { return [] }
    var list = DiagnosticList()
    let source = rule.file.source
    func check(_ texts: [SourcedText], _ known: Set<String>, _ code: DiagnosticCode, _ what: String) {
      // A catalog that brings none of a kind takes them from elsewhere.
      guard !known.isEmpty else { return }
      for text in texts where !known.contains(text.value) {
        list.add(
          code, at: text.location(in: source), "there is no \(what) named '\(text.value)' in this catalog")
      }
    }
    check(rule.stories, stories, .unknownStory, "analytic story")
    // "A AND B" names two data sources that the search needs together.
    let needed = rule.dataSources.filter { text in
      !text.value.split(separator: " AND ").allSatisfy { dataSources.contains(String($0)) }
    }
    check(needed, dataSources, .unknownDataSource, "data source")
    let unknown = searches.unknownLookups(of: search)
    if !unknown.isEmpty, let place = place(in: rule) {
      searches.add(unknownLookups: unknown, of: search, to: &list, at: place)
    }
    return list.diagnostics
  }
}
