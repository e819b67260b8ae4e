import Catalog
import Diagnostics
import SPL

/// What searches lean on: the macros that are put into them, and the lookups that they may name.
public struct SearchContext: Sendable {
  let macros: [Macro]
  /// What puts macros into searches.
  public let expander: MacroExpander
  private let lookups: Set<String>
  private let customCommands: Set<String>

  /// Takes the macros and lookups of a catalog; an empty one has those macros only that every search head has.
  /// `addOnMacros` are those of add-ons, which the catalog's own come before; `evaluate` gives the text of macros that are
  /// expressions.
  public init(
    _ catalog: Catalog, addOnMacros: [MacroDefinition] = [], evaluate: (@Sendable (String) -> String?)? = nil
  ) {
    macros = catalog.allMacros + addOnMacros.map(Macro.ofAddOn)
    customCommands = Set(catalog.settings.commands.map { $0.lowercased() })
    let filters = FilterMacros.names(of: catalog.rules)
    expander = MacroExpander(MacroTable(macros.map(\.spl)), knownFilters: filters, evaluate: evaluate)
    lookups = Set(
      catalog.lookups.map(\.name)
        + catalog.lookups.compactMap { $0.table?.fileName })
  }

  /// Takes a search apart, its macros expanded.
  public func analyse(_ search: String) -> SearchAnalysis {
    SearchAnalysis(search, expander: expander, customCommands: customCommands)
  }

  /// What is wrong with a search. `place` leads from its bytes to its file.
  public func diagnostics(of search: SearchAnalysis, at place: @escaping (Range<Int>) -> Location)
    -> [Diagnostic]
  {
    let placed = PlacedSearch(text: search.expansion.text, macros: macros, place: place)
    var list = DiagnosticList()
    for problem in search.expansion.problems { placed.add(problem, to: &list) }
    for problem in search.problems { placed.addExpanded(problem, to: &list) }
    return list.diagnostics
  }

  /// What is wrong at one place of a search whose macros are expanded, as a diagnostic at the place where it was
  /// written.
  public func diagnostic(
    of problem: Problem, in search: SearchAnalysis, at place: @escaping (Range<Int>) -> Location
  ) -> Diagnostic? {
    let placed = PlacedSearch(text: search.expansion.text, macros: macros, place: place)
    var list = DiagnosticList()
    placed.addExpanded(problem, to: &list)
    return list.diagnostics.first
  }

  /// The lookups that the catalog does not define; one that brings none takes them from elsewhere.
  func unknownLookups(of search: SearchAnalysis) -> [FieldName] {
    lookups.isEmpty ? [] : search.lookups.filter { !lookups.contains($0.name) }
  }

  /// Tells unknown lookups of a search.
  func add(
    unknownLookups: [FieldName], of search: SearchAnalysis, to list: inout DiagnosticList,
    at place: @escaping (Range<Int>) -> Location
  ) {
    let placed = PlacedSearch(text: search.expansion.text, macros: macros, place: place)
    for table in unknownLookups {
      let problem = Problem(
        .unknownLookup, at: table.range, "there is no lookup named '\(table.name)' in this catalog",
        notes: ["a rule that uses it needs it on the search head"])
      placed.addExpanded(problem, to: &list)
    }
  }
}

/// Finds the places of a search, and of its expanded text, in the files they come from.
private struct PlacedSearch {
  let text: TracedText
  let macros: [Macro]
  /// Where bytes of the search as written stand in a file.
  let place: (Range<Int>) -> Location

  /// Adds a problem whose range is one of the search as written.
  func add(_ problem: Problem, to list: inout DiagnosticList) {
    list.add(
      problem.code, at: place(problem.range), problem.summary, notes: problem.notes, help: problem.help)
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
