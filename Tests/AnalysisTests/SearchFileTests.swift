import Catalog
import Diagnostics
import TestSupport
import Testing

@testable import Analysis

@Suite struct SearchFileTests {
  private func file(_ bytes: [UInt8], catalog: Catalog = .empty) -> SearchFile {
    SearchFile(path: "search.spl", bytes: bytes, context: SearchContext(catalog))
  }

  private func told(_ file: SearchFile) -> [String] {
    file.diagnostics.map { diagnostic in
      let location = diagnostic.location
      return "\(diagnostic.code.rawValue) \(location.path):\(location.line):\(location.column)"
    }
  }

  @Test func aGoodSearchHasNothingToTell() {
    let file = file(Array("index=main user=\"é😀\"\n| stats count by user\n".utf8))
    #expect(told(file) == [])
    #expect(file.search?.stages.map(\.name) == ["search", "stats"])
  }

  @Test func placesAreThoseOfTheFile() {
    let file = file(Array("index=main 😀 `unknown`\r\n| bogus x\n| where (a=1\n".utf8))
    #expect(
      told(file) == [
        "unknown-macro search.spl:1:14", "unknown-command search.spl:2:3",
        "unclosed-parenthesis search.spl:3:9",
      ])
    #expect(file.diagnostics.last?.location.excerpt == "| where (a=1")
  }

  @Test func macrosAndLookupsAreThoseOfTheCatalog() async throws {
    let folder = TemporaryCatalog()
    try folder.write("name: known\ndefinition: where (a=1\ndescription: Text.\n", to: "macros/known.yml")
    try folder.write(
      "name: assets\nlookup_type: csv\ndescription: Text.\nfilename: a.csv\n", to: "lookups/assets.yml")
    let catalog = try await CatalogReader.read(root: folder.root).catalog
    let file = file(
      Array("index=main\n| `known` | lookup assets a | lookup others b".utf8), catalog: catalog)
    #expect(told(file) == ["unclosed-parenthesis search.spl:2:3", "unknown-lookup search.spl:2:38"])
    #expect(file.diagnostics.first?.notes.first?.contains("macros/known.yml:2:") == true)
  }

  @Test(arguments: [
    (Array("a=b\n \0c".utf8), "file-encoding search.spl:2:2"),
    ([0x61, 0x3D, 0xFF], "file-encoding search.spl:1:3"), ([0xE2, 0x82], "file-encoding search.spl:1:1"),
    ([0xFF, 0xFE, 0x61, 0x00], "file-encoding search.spl:0:0"), ([], "empty-stage search.spl:0:0"),
    (Array(" \n\t ".utf8), "empty-stage search.spl:0:0"),
  ])
  func whatIsNoSearchIsTold(bytes: [UInt8], wanted: String) {
    let file = file(bytes)
    #expect(told(file) == [wanted])
    #expect(file.diagnostics.allSatisfy { $0.severity == .error })
  }

  @Test func aByteOrderMarkIsNoPartOfTheSearch() {
    let file = file([0xEF, 0xBB, 0xBF] + Array("a=1 | bogus".utf8))
    #expect(told(file) == ["unknown-command search.spl:1:7"])
  }

  @Test func aHiddenCharacterIsTold() {
    #expect(told(file(Array("a=1 b\u{202E}c".utf8))) == ["hidden-character search.spl:1:6"])
  }
}

@Suite struct SearchSummaryTests {
  private func summary(_ searches: [String]) -> [Int] {
    let context = SearchContext(.empty)
    let summary = SearchSummary(searches.map(context.analyse))
    return [summary.searches, summary.stages, summary.generic]
  }

  @Test func stagesOfTheMainPipelineCount() {
    let search = "a=1 | append [search x | bogus | stats count] | bogus 1 | bogus 2 | fields a"
    #expect(summary([search]) == [1, 5, 2])
    #expect(summary(["a=1", "| tstats count", ""]) == [2, 2, 0])
    #expect(summary([]) == [0, 0, 0])
  }

  @Test func aMacroInTheSearchMovesNothing() {
    #expect(summary(["`a_long_filter` | bogus | head 1 | `b_filter` | other_bogus"]) == [1, 5, 2])
  }

  @Test func aRuleWithoutASearchDoesNotCount() async throws {
    let folder = TemporaryCatalog()
    try folder.write(RuleFixture(search: "a=1 | bogus | head 1").yaml, to: "detections/rule.yml")
    try folder.write("name: [", to: "detections/broken.yml")
    let catalog = try await CatalogReader.read(root: folder.root).catalog
    let table = try AttackTable(json: Array(#"{"version": "1", "tactics": [], "techniques": []}"#.utf8))
    let summary = await CatalogAnalysis(catalog, attack: table).searchSummary
    #expect((summary.searches, summary.stages, summary.generic) == (1, 3, 1))
  }
}
