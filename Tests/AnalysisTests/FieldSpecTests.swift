import SPL
import TestSupport
import Testing

@testable import Analysis

/// The plain cases of `Tests/Spec/fields`: which fields a search needs from its events, and which it gives.
@Suite struct FieldSpecTests {
  @Test(arguments: SpecCase.all(in: "fields"))
  func fields(_ spec: SpecCase) throws {
    let search = try #require(spec.sections["search"])
    let definitions = try spec.macros().map {
      MacroDefinition(name: $0.name, arguments: $0.arguments, definition: $0.definition)
    }
    let expander = MacroExpander(MacroTable(definitions), knownFilters: [])
    let analysis = SearchAnalysis(search, expander: expander, customCommands: ["cyberchef"])
    #expect(analysis.problems.map(\.summary) == [])
    if let needs = spec.sections["needs"] {
      #expect(text(analysis.fields.needs, hasOthers: false) == needs)
    }
    if let looksAt = spec.sections["looks at"] {
      #expect(text(analysis.fields.looksAt.sorted(), hasOthers: false) == looksAt)
    }
    if let gives = spec.sections["gives"] {
      #expect(text(analysis.fields.gives, hasOthers: analysis.fields.givesOthers) == gives)
    }
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "fields").count >= 110)
  }

  private func text(_ names: [String], hasOthers: Bool) -> String {
    let items = names + (hasOthers ? ["and all others"] : [])
    return items.isEmpty ? "nothing" : items.joined(separator: ", ")
  }
}
