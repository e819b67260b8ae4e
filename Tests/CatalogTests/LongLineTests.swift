import Testing

@testable import Catalog

/// Positions in a very long line are found without counting from its start each time.
@Suite struct LongLineTests {
  @Test(arguments: ["https://example.com/", "é"])
  func aListOnOneLine(_ item: String) throws {
    let text = "name: x\nextra: [" + (0..<100_000).map { "\(item)\($0)" }.joined(separator: ", ") + "]\n"
    let file = YAMLReader.read(path: "rule.yml", bytes: Array(text.utf8))
    guard case .mapping(let pairs) = try #require(file.root).content,
      case .sequence(let items) = pairs[1].value.content
    else {
      Issue.record("no list")
      return
    }
    #expect(items.count == 100_000)
    let last = try #require(items.last?.scalar)
    #expect(file.source.bytes[last.offset...].starts(with: "\(item)99999]".utf8))
  }

  @Test func manyProblemsAreCountedNotTold() {
    let text = "name: x\nrba: {" + (0..<20_000).map { "k\($0): x" }.joined(separator: ", ") + "}\n"
    let yaml = YAMLReader.read(path: "rule.yml", bytes: Array(text.utf8))
    let file = CatalogFile(path: "rule.yml", bytes: Array(text.utf8), source: yaml.source)
    let diagnostics = yaml.root.map { RuleReader.read($0, of: file, isRemoved: false).diagnostics } ?? []
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.code == .tooManyProblems)
  }
}
