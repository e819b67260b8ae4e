import TestSupport
import Testing

@testable import SPL

/// The plain cases of `Tests/Spec/commands`: legal searches, and the tree that each is read into.
@Suite struct CommandTreeSpecTests {
  @Test(arguments: SpecCase.all(in: "commands"))
  func tree(_ spec: SpecCase) throws {
    let search = try #require(spec.sections["search"])
    let parsed = ParsedSearch(Array(search.utf8), customCommands: ["cyberchef"])
    #expect(TreeText.text(parsed.pipeline) == spec.lines("tree"))
    #expect(parsed.problems.map(\.summary) == [])
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "commands").count >= 180)
  }
}
