import SPL
import Testing

@testable import Analysis

/// Work grows with the length of a search, not with its square: these would not end otherwise.
@Suite struct LongSearchTests {
  private let expander = MacroExpander(MacroTable([]), knownFilters: [])

  @Test func manyStages() {
    let search = (0..<50_000).map { "| search word\($0) f=\($0)" }.joined(separator: " ")
    let analysis = SearchAnalysis(search, expander: expander)
    #expect(analysis.stages.count == 50_000)
    #expect(analysis.terms.count == 50_000)
    #expect(analysis.indicators.first?.values.count == 50_000)
  }

  @Test func manyPipesWithNothingBetween() {
    #expect(
      SearchAnalysis(String(repeating: "|", count: 100_000), expander: expander).stages.count == 100_000)
  }

  @Test func aValueOfAMegabyte() {
    let value = String(repeating: "a", count: 1 << 20)
    #expect(
      SearchAnalysis("f=\"\(value)\" \(value)", expander: expander).indicators.first?.values.first?.utf8.count
        == (1 << 20) + 2)
  }

  @Test func parenthesesThatBracketsClose() {
    let search = String(repeating: "(", count: 50_000) + String(repeating: "]", count: 50_000)
    #expect(SearchAnalysis(search, expander: expander).stages.count == 1)
  }
}
