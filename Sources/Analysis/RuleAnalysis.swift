import Catalog
import Diagnostics
import SPL

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
  let macros: [Macro]
  let expander: MacroExpander
  let customCommands: Set<String>
  let attack: AttackTable
  let lookups: Set<String>
  let stories: Set<String>
  let dataSources: Set<String>

  init(_ catalog: Catalog, attack: AttackTable) {
    macros = catalog.allMacros
    customCommands = Set(catalog.settings.commands.map { $0.lowercased() })
    let filters = FilterMacros.names(of: catalog.rules)
    expander = MacroExpander(MacroTable(macros.map(\.spl)), knownFilters: filters)
    self.attack = attack
    lookups = Set(
      catalog.lookups.map(\.name)
        + catalog.lookups.compactMap { $0.table?.fileName })
    stories = Set(catalog.stories.map(\.name))
    dataSources = Set(catalog.dataSources.map(\.name))
  }

  func analyse(_ rule: Rule) -> RuleAnalysis {
    let search = SearchAnalysis(rule.search.value, expander: expander, customCommands: customCommands)
    let (coverage, techniqueDiagnostics) = AttackCoverage.of(rule, in: attack)
    return RuleAnalysis(
      rule: rule, search: search, attack: coverage,
      diagnostics: (searchDiagnostics(rule, search) + techniqueDiagnostics
        + referenceDiagnostics(rule, search)).sorted())
  }

  // MARK: Diagnostics of the search

  private func searchDiagnostics(_ rule: Rule, _ search: SearchAnalysis) -> [Diagnostic] {
    guard !search.problems.isEmpty || !search.expansion.problems.isEmpty, let scalar = rule.search.scalar
    else {
      return []
    }
    let placed = PlacedSearch(rule: rule, text: search.expansion.text, scalar: scalar, macros: macros)
    var list = DiagnosticList()
    for problem in search.expansion.problems { placed.add(problem, to: &list) }
    for problem in search.problems { placed.addExpanded(problem, to: &list) }
    return list.diagnostics
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
    let unknown = lookups.isEmpty ? [] : search.lookups.filter { !lookups.contains($0.name) }
    if !unknown.isEmpty, let scalar = rule.search.scalar {
      let placed = PlacedSearch(rule: rule, text: search.expansion.text, scalar: scalar, macros: macros)
      for table in unknown {
        let problem = Problem(
          .unknownLookup, at: table.range, "there is no lookup named '\(table.name)' in this catalog",
          notes: ["a rule that uses it needs it on the search head"])
        placed.addExpanded(problem, to: &list)
      }
    }
    return list.diagnostics
  }
}

/// Finds the places of a search, and of its expanded text, in the files they come from.
private struct PlacedSearch {
  let rule: Rule
  let text: TracedText
  let macros: [Macro]
  private let trace: ScalarTrace

  init(rule: Rule, text: TracedText, scalar: YAMLScalar, macros: [Macro]) {
    self.rule = rule
    self.text = text
    self.macros = macros
    trace = ScalarTrace(scalar, in: rule.file.source.bytes)
  }

  /// Adds a problem whose range is one of the search as written.
  func add(_ problem: Problem, to list: inout DiagnosticList) {
    list.add(
      problem.code, at: rule.file.source.location(of: trace.range(of: problem.range)), problem.summary,
      notes: problem.notes, help: problem.help)
  }

  /// Adds a problem whose range is one of the expanded text. Where that came from a macro, the call is shown, and a
  /// note leads to the place in the definition.
  func addExpanded(_ problem: Problem, to list: inout DiagnosticList) {
    guard !list.isFull else { return list.addUntold() }
    var placed = problem
    switch text.origin(of: problem.range.lowerBound) {
    case .search(let start):
      var end = start
      if !problem.range.isEmpty, case .search(let last) = text.origin(of: problem.range.upperBound - 1),
        last >= start
      {
        end = last + 1
      }
      placed.range = start..<end
    case .macro(let macro, let offset, let call):
      placed.range = call
      placed.notes.append(note(macros[macro], offset))
    }
    add(placed, to: &list)
  }

  private func note(_ macro: Macro, _ offset: Int) -> String {
    let place = "in the definition of macro `\(macro.spl.name)`"
    guard let file = macro.file else { return place }
    let location = macro.definition.location(of: offset..<offset + 1, in: file.source)
    return "\(place), \(location.path):\(location.line):\(location.column)"
  }
}
