import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Aliases that multiply, name themselves, or stand where keys stand; and collections nested without end.
@Suite struct BadInputAliasTests {
  private let catalog = TemporaryCatalog()

  /// What is said of the file, beside a good rule that must be read in any case.
  private func diagnostics(_ text: String) async throws -> [Diagnostic] {
    try catalog.write(text, to: "detections/bad.yml")
    let good = RuleFixture(name: "Good", id: "0a1b2c3d-0000-4000-8000-00000000000f")
    try catalog.write(good.yaml, to: "detections/good.yml")
    let result = try await catalog.read()
    #expect(result.catalog.rules.map(\.name.value).contains("Good"))
    #expect(result.diagnostics.allSatisfy { $0.location.path.hasSuffix("bad.yml") })
    return result.diagnostics
  }

  /// `a0` to `a29`, each ten times the one before.
  private func bomb(_ open: String, _ close: String, item: (Int) -> String) -> String {
    (0..<30).map { level in
      "a\(level): &a\(level) \(open)"
        + (level == 0 ? "x" : (0..<10).map { _ in item(level - 1) }.joined(separator: ", ")) + "\(close)\n"
    }.joined()
  }

  @Test(arguments: ["[", "!!seq [", "# why\n  [", "\n  [", "\t["])
  func aBombInValuesIsTold(_ open: String) async throws {
    let found = try await diagnostics(bomb(open, "]") { "*a\($0)" })
    #expect(
      found.contains { $0.severity == .error && $0.location.path.hasSuffix("bad.yml") }, "\(found.brief)")
    #expect(found.count < 100)
  }

  @Test func aBombBehindAGoodRuleIsTold() async throws {
    let found = try await diagnostics(RuleFixture(more: bomb("[", "]") { "*a\($0)" }).yaml)
    #expect(try found.only(.yamlAliases).severity == .error)
  }

  @Test func aBombInBlockStyleIsTold() async throws {
    let text = (0..<30).map { level in
      "a\(level): &a\(level)\n" + (0..<10).map { _ in level == 0 ? "- x\n" : "- *a\(level - 1)\n" }.joined()
    }
    #expect(try await diagnostics(text.joined()).only(.yamlAliases).severity == .error)
  }

  @Test func aBombInMappingsIsTold() async throws {
    let text = (0..<30).map { level in
      "a\(level): &a\(level) {"
        + (0..<10).map { "k\($0): " + (level == 0 ? "x" : "*a\(level - 1)") }.joined(separator: ", ") + "}\n"
    }
    #expect(try await diagnostics(text.joined()).only(.yamlAliases).severity == .error)
  }

  @Test(arguments: [
    "{ ? *A : x }", "{ *A : x }", "{ *A , b: x }", "{ ? *A }", "{ ? [*A, *A] : x }", "{ [*A, *A]: x }",
    "{ {*A : 1}: x }",
    "[ *A : x ]", "[ ? *A ]", "{*A\t: x}", "{*A\n  : x}", "{ *A }", "{ *A , }", "{ *A , &b [*A] : 1 }",
    "{ [*A] }", "{ b, [*A] }", "{ !!seq [*A] }", "{ ? # why\n *A }",
  ])
  func aBombInKeysIsTold(_ shape: String) async throws {
    for open in ["[", "!!seq [", "\t["] {
      var text = "a0: &a0 \(open)x, x]\n"
      for level in 1..<40 {
        let inner = "*a\(level - 1)"
        text += "a\(level): &a\(level) \(open)\(inner), \(inner), \(shape.replacing("*A", with: inner))]\n"
      }
      let found = try await diagnostics(text)
      #expect(found.contains { $0.severity == .error }, "\(open): \(found.brief)")
    }
  }

  @Test(arguments: [
    "a: &a [*a]\n", "a: &a {b: *a}\n", "a: &a\n- *a\n", "a: &a {*a : b}\n", "&a a: *a\n",
    "a: &a [&b [*a, *b]]\n",
    "a: &a *a\n", "a: *nowhere\n", "&a {b: *a}\n", "&a [*a]\n", "a: &a\n  <<: *a\n",
  ])
  func aSelfAliasIsTold(_ text: String) async throws {
    let found = try await diagnostics(text)
    #expect(found.contains { $0.severity == .error }, "\(found.brief)")
  }

  @Test func aSelfAliasIsToldWhereItStands() async throws {
    let found = try await diagnostics(RuleFixture(more: "more: &more\n  - one\n  - *more\n").yaml)
    #expect(try found.only(.yamlAliases).isAt("bad.yml", 20, 5))
  }

  @Test func chainsOfMergeKeysStaySmall() async throws {
    var text = RuleFixture(more: "m0: &m0 {a: x, b: x}\n").yaml
    for level in 1..<60 {
      text += "m\(level): &m\(level) {<<: [*m\(level - 1), *m\(level - 1)], k\(level): x}\n"
    }
    let found = try await diagnostics(text)
    #expect(found.contains { $0.severity == .error }, "\(found.brief)")
    #expect(found.count < 200)
  }

  @Test func aLongChainOfMergeKeysIsTold() async throws {
    var text = "m0: &m0 {a: x}\n"
    for level in 1..<2_000 { text += "m\(level): &m\(level)\n  <<: *m\(level - 1)\n" }
    let found = try await diagnostics(text)
    #expect(found.contains { $0.severity == .error })
  }

  @Test func aSingleAliasOfATextIsLegal() async throws {
    let yaml = RuleFixture(description: "x").yaml.replacing("Jo Doe", with: "&who Jo Doe")
      .replacing("Night shifts.", with: "*who")
    try catalog.write(yaml, to: "detections/rule.yml")
    let result = try await catalog.read()
    #expect(result.diagnostics.isEmpty, "\(result.diagnostics.brief)")
    #expect(result.catalog.rules.first?.knownFalsePositives == "Jo Doe")
    #expect(result.catalog.rules.first?.author == "Jo Doe")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "[{a: ", "- - ? ", "&a [", "!!seq ["])
  func nestingWithoutEndIsTold(_ open: String) async throws {
    for prefix in ["", "more: ", "name: x\nmore:\n  "] {
      let found = try await diagnostics(prefix + String(repeating: open, count: 100_000))
      #expect(found.contains { $0.severity == .error }, "\(found.brief)")
    }
  }

  @Test func nestingByIndentationIsTold() async throws {
    let lines = (0..<1_500).map { String(repeating: " ", count: $0) + "k:" }
    let found = try await diagnostics(lines.joined(separator: "\n"))
    #expect(try found.only(.yamlNesting).severity == .error)
  }

  @Test func nestingThatIsClosedAgainIsTold() async throws {
    let text = "more: " + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(try await diagnostics(text).only(.yamlNesting).severity == .error)
  }

  @Test func nestingBelowTheLimitIsRead() async throws {
    let text = String(repeating: "[", count: 900) + "x" + String(repeating: "]", count: 900)
    let found = try await diagnostics(RuleFixture(more: "more: \(text)\n").yaml)
    #expect(found.map(\.code) == [.unknownKey], "\(found.brief)")
  }

  @Test(arguments: [
    "\"", "'", "|", ">", "|9", ">0", "&", "*", "!", "!<", "%", "@", "`", "? ", ":", "-", "---", "...", "{",
    "}", "]", "#",
    "\"\\", "\"\\x", "\"\\U0011FFFF\"", "\"\\uD800\"", "a: |\n x\n\ty", "%YAML 9.9\n---\na",
    "%TAG ! x\n--- !y z", "<<: x", "<<",
    "<<: [*a]", "\u{0}", "a: \u{0}", "\u{85}", "\u{2028}a: b", "é: ü\u{1}", "🙂🙂🙂: \u{1}",
    "e\u{301}\r\n\r\n\u{8}",
  ])
  func whatIsUnclosedOrOutOfPlaceIsTold(_ text: String) async throws {
    let found = try await diagnostics(text)
    #expect(!found.isEmpty)
    let more = try await diagnostics(RuleFixture(more: "more: " + text).yaml)
    #expect(!more.isEmpty)
  }

  @Test func aControlCharacterBehindManyOthersIsToldWhereItStands() async throws {
    for text in [
      String(repeating: "é", count: 500), String(repeating: "🙂", count: 500), "e\u{301}\u{302}\r\n",
    ] {
      let yaml = RuleFixture().yaml + "# \(text)\r\nmore: x\u{1}\n"
      let found = try await diagnostics(yaml).filter { $0.severity == .error }
      #expect(found.contains { $0.location.line >= 19 && $0.location.column == 8 }, "\(found.brief)")
    }
  }
}
