import Analysis
import SPL
import TestSupport
import Testing

/// The plain cases of `Tests/Spec/analysis`.
@Suite struct SpecTests {
  @Test(arguments: SpecCase.all(in: "analysis"))
  func analysis(_ spec: SpecCase) throws {
    let search = try #require(spec.sections["search"])
    let analysis = SearchAnalysis(search, expander: try expander(spec))
    if let stages = spec.lines("stages") {
      #expect(analysis.stages.enumerated().map { "\($0 + 1) \($1.name)" } == stages)
    }
    for (section, text) in spec.sections where section.hasPrefix("stage ") {
      let number = try #require(Int(section.dropFirst("stage ".count)))
      try #require(number <= analysis.stages.count)
      #expect(analysis.stages[number - 1].text == text)
    }
    if let indicators = spec.lines("indicators") { #expect(lines(analysis.indicators) == indicators) }
    if let exclusions = spec.lines("exclusions") { #expect(lines(analysis.exclusions) == exclusions) }
    if let terms = spec.lines("terms") { #expect(analysis.terms.map { "\($0.stage) | \($0.term)" } == terms) }
    if let groupBy = spec.sections["group by"] { #expect(analysis.groupBy.text == groupBy) }
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "analysis").count > 200)
  }

  private func lines(_ rows: [PredicateRow]) -> [String] {
    rows.flatMap { row in
      row.values.isEmpty
        ? ["\(row.field) | \(row.kind.rawValue) |"]
        : row.values.map { "\(row.field) | \(row.kind.rawValue) | \($0)" }
    }
  }

  private func expander(_ spec: SpecCase) throws -> MacroExpander {
    let definitions = try spec.macros().map {
      MacroDefinition(name: $0.name, arguments: $0.arguments, definition: $0.definition)
    }
    return MacroExpander(MacroTable(definitions), knownFilters: [])
  }
}
