import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Searches and files that are nested or long beyond what anybody writes: they end, and say so.
@Suite struct BadInputSizeTests {
  private let catalog = TemporaryCatalog()

  private func build(_ search: String) async throws -> BuiltSite {
    try catalog.write(RuleFixture(search: search).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    #expect(site.rulePages.count == 1)
    return site
  }

  private static let depth = 10_000

  private static func nested(_ open: String, _ core: String, _ close: String) -> String {
    String(repeating: open, count: depth) + core + String(repeating: close, count: depth)
  }

  @Test(arguments: [
    nested("[search ", "a=b", "]"), nested("[", "a=b", "]"), nested("(", "a=b", ")"),
    nested("NOT ", "a=b", ""),
    nested("NOT (", "a=b", ")"), nested("(a=b OR ", "a=b", ")"), nested("a=b [search x=y ", "a=b", "]"),
    "| where " + nested("(", "a=1", ")"), "| where " + nested("NOT ", "a=1", ""),
    "| where " + nested("!", "a", ""),
    "| where a=" + nested("if(true(), ", "1", ", 2)"), "| where a=" + nested("-", "1", ""),
    "| where " + nested("a=1 XOR ", "a=1", ""), "| where a=" + nested("1+", "1", ""),
    "| where a=" + nested("x.", "x", ""),
    "| where a=" + nested("2*", "1", ""), "| where a IN " + nested("(", "1", ")"),
    "| where " + nested("f(", "1", ")"),
    "| where " + nested("(a=1 AND ", "1", ")"), "| tstats count where " + nested("(", "a=b", ")") + " by x",
    nested("| join x [search y ", "a=b", "]"), nested("| append [", "search a=b", "]"),
  ])
  func nestingBeyondTheLimitIsTold(_ search: String) async throws {
    let site = try await build(search)
    let found = try site.diagnostics.only(.nestingLimit)
    #expect(found.severity == .error && found.location.line == RuleFixture.searchLine)
    #expect(try site.rulePage().texts(of: "code").contains("nesting-limit"))
  }

  @Test(arguments: [
    String(repeating: "[", count: depth), String(repeating: "]", count: depth),
    String(repeating: "(", count: depth),
    String(repeating: ")", count: depth),
    String(repeating: "(", count: depth) + String(repeating: "]", count: depth),
    String(repeating: "[(", count: depth), String(repeating: "\"", count: depth + 1),
    String(repeating: "`", count: depth + 1),
    String(repeating: "'", count: depth + 1), String(repeating: "a OR ", count: depth),
    String(repeating: "a=b,", count: depth),
    String(repeating: "\\", count: depth), "a IN " + String(repeating: "(", count: depth),
    String(repeating: "TERM(", count: depth),
    "| eval a=" + nested("if(1,", "1", ",2)"), "| eval a=" + nested("(", "1", ")"),
    "| stats count by " + nested("(", "a", ")"),
    "| rename " + nested("[", "a", "]"), "| lookup " + nested("(", "a", ")"),
    "| regex " + nested("(", "a", ")"),
    "`a" + nested("(", "a", ")") + "`", String(repeating: "=", count: depth),
    String(repeating: "a=", count: depth),
    String(repeating: "!", count: depth), String(repeating: "<", count: depth),
    String(repeating: " NOT", count: depth),
  ])
  func anythingRepeatedIsRead(_ search: String) async throws {
    #expect(try await build(search).diagnostics.count < 2_000, "not a finding for every character")
  }

  @Test func aHundredThousandPipesAreTold() async throws {
    let site = try await build(String(repeating: "|", count: 100_000))
    let found = site.diagnostics.of(.emptyStage)
    #expect(found.contains { $0.severity == .error && $0.location.line == RuleFixture.searchLine })
    #expect(found.count < 2_000, "not a finding for every pipe")
  }

  @Test func aHundredThousandStagesAreRead() async throws {
    let site = try await build("index=main" + String(repeating: " | head 1", count: 100_000))
    #expect(site.diagnostics.isEmpty)
  }

  @Test func twentyThousandUnknownMacrosAreTold() async throws {
    let search = (0..<20_000).map { "`m\($0)`" }.joined(separator: " ")
    let site = try await build(search)
    #expect(!site.diagnostics.of(.unknownMacro).isEmpty)
    #expect(site.diagnostics.count < 2_000, "not a finding for every call")
  }

  @Test func aMacroThatIsWrongAtEverySpotIsToldInFewWords() async throws {
    try catalog.write(
      "name: wrong\ndefinition: '\(String(repeating: "|", count: 20_000))'\n", to: "macros/wrong.yml")
    let site = try await build("index=main `wrong`")
    #expect(!site.diagnostics.of(.emptyStage).isEmpty)
    #expect(site.diagnostics.count < 2_000, "not a finding for every pipe")
  }

  @Test(arguments: [
    String(repeating: "a", count: 1 << 20), String(repeating: "user=x ", count: 150_000),
    "user=\"" + String(repeating: "\\\"", count: 1 << 18),
    "| where user=\"" + String(repeating: "x", count: 1 << 20) + "\"",
    "user IN (" + String(repeating: "x,", count: 1 << 18) + "x)",
  ])
  func aSearchOfAMegabyteIsRead(_ search: String) async throws {
    let site = try await build(search)
    #expect((try site.rulePage().texts(of: "pre").first?.utf8.count ?? 0) > 1 << 19)
  }

  @Test func valuesOfAMegabyteAreRead() async throws {
    let long = String(repeating: "word ", count: 1 << 18)
    try catalog.write(
      RuleFixture(name: long, description: long, search: "index=main \(long)", more: "extra: \(long)\n").yaml,
      to: "detections/rule.yml")
    let site = try await catalog.build()
    #expect(site.rulePages.count == 1)
    InertPages.check(site)
  }

  @Test func aLongListOnOneLineIsRead() async throws {
    let list = (0..<50_000).map { "https://example.com/\($0)" }.joined(separator: ", ")
    try catalog.write(RuleFixture(more: "extra: [\(list)]\n").yaml, to: "detections/rule.yml")
    let result = try await catalog.read()
    #expect(result.diagnostics.map(\.code) == [.unknownKey])
  }

  @Test func manyUnknownKeysOnOneLineAreTold() async throws {
    let mapping = (0..<20_000).map { "k\($0): x" }.joined(separator: ", ")
    try catalog.write(RuleFixture(more: "rba: {\(mapping)}\n").yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    #expect(!site.diagnostics.of(.unknownKey).isEmpty)
    #expect(site.diagnostics.count < 2_000, "not a finding for every key")
  }

  @Test func aFileBeyondTheLimitIsToldAndNotRead() async throws {
    let bytes = [UInt8](repeating: 0x61, count: YAMLReader.sizeLimit + 1)
    try catalog.write(Array(RuleFixture().yaml.utf8) + Array("# ".utf8) + bytes, to: "detections/bad.yml")
    try catalog.write(RuleFixture(name: "Good").yaml, to: "detections/good.yml")
    let result = try await catalog.read()
    let found = try result.diagnostics.only(.fileTooLarge)
    #expect(found.severity == .error && found.location.path.hasSuffix("bad.yml"))
    #expect(result.catalog.rules.contains { $0.name.value == "Good" })
  }
}
