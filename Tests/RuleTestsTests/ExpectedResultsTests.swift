import Analysis
import Catalog
import Foundation
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// Tests of `catalog.yml`: what they may expect, and what is said of those that cannot be meant.
@Suite struct ExpectedResultsTests {
  @Test(arguments: [
    ("0", 0, 0), ("3", 3, 3), ("2..5", 2, 5), ("2 .. 5", 2, 5), ("..5", 0, 5), ("4..4", 4, 4),
  ])
  func numbersOfResultsAreRead(_ text: String, _ least: Int, _ most: Int) {
    #expect(ExpectedResults(results: text) == ExpectedResults(least: least, most: most))
  }

  @Test func aRangeMayBeOpen() {
    #expect(ExpectedResults(results: "2..") == ExpectedResults(least: 2, most: nil))
  }

  @Test(arguments: [
    "", "..", "none", "-1", "5..2", "1...3", "1.5", "٣", "0x10", "99999999999999999999", "1,2", "+1",
  ])
  func allElseIsNone(_ text: String) {
    #expect(ExpectedResults(results: text) == nil)
  }

  @Test(arguments: [
    ("0", "no result"), ("1", "1 result"), ("3", "3 results"), ("2..5", "2 to 5 results"),
    ("2..", "at least 2 results"), ("..5", "at most 5 results"), ("1..", "at least 1 result"),
  ])
  func numbersAreSaidInWords(_ text: String, _ words: String) {
    #expect(ExpectedResults(results: text)?.words == words)
  }

  private static func table(_ users: [String?]) -> Table {
    var table = Table(count: users.count)
    table["user"] = users.map { $0.map { .text($0) } ?? .null }
    table["dest"] = users.indices.map { $0 == 0 ? .list(["a", "b"]) : .text("a") }
    return table
  }

  private static func rows(_ values: [[String: String]]) -> [[ExpectedResults.FieldValue]] {
    values.map { $0.sorted { $0.key < $1.key }.map { .init(field: $0.key, value: $0.value) } }
  }

  @Test func aRowIsFoundByOneOfSeveralValues() {
    let expected = ExpectedResults(least: 0, most: nil, rows: Self.rows([["user": "x", "dest": "b"]]))
    #expect(expected.judge(Self.table(["x", "y"])).passes)
    #expect(!expected.judge(Self.table(["y", "x"])).passes)
  }

  @Test func twoAlikeRowsNeedTwoResults() {
    let expected = ExpectedResults(least: 0, most: nil, rows: Self.rows([["user": "x"], ["user": "x"]]))
    #expect(!expected.judge(Self.table(["x", "y"])).passes)
    #expect(expected.judge(Self.table(["x", "y", "x"])).passes)
  }

  @Test func aFieldThatIsNotThereFitsNothing() {
    let expected = ExpectedResults(least: 0, most: nil, rows: Self.rows([["user": ""]]))
    #expect(!expected.judge(Self.table([nil])).passes)
    #expect(expected.judge(Self.table([""])).passes)
  }

  // MARK: From file to verdict

  /// A catalog with a rule about reg.exe, two logs and these tests in its `catalog.yml`.
  private static func catalog(_ tests: String, status: String = "production") throws -> TemporaryCatalog {
    let catalog = TemporaryCatalog()
    let rule = RuleFixture(name: "Odd image", search: "sourcetype=made image=reg.exe | table image user").yaml
    try catalog.write(
      rule.replacing("status: production", with: "status: \(status)"), to: "detections/odd.yml")
    try catalog.write("image=reg.exe user=alice\nimage=reg.exe user=bob\n", to: "attack_data/bad.log")
    try catalog.write("image=cmd.exe user=alice\n", to: "attack_data/good.log")
    try catalog.write("\n", to: "attack_data/empty.log")
    try catalog.write("tests:\n\(tests)", to: "catalog.yml")
    return catalog
  }

  private static func test(_ data: String, _ expected: String) -> String {
    "  - {rule: Odd image, name: T, attack_data: [{data: attack_data/\(data).log, sourcetype: made}], \(expected)}\n"
  }

  private static func outcomes(_ catalog: TemporaryCatalog) async throws -> [TestOutcome] {
    let read = try await CatalogReader.read(root: catalog.root)
    #expect(read.diagnostics.filter { $0.severity == .error }.isEmpty)
    let analysis = await CatalogAnalysis(
      read.catalog,
      attack: try AttackTable(json: Array(#"{"version": "1", "tactics": [], "techniques": []}"#.utf8)))
    let knowledge = SearchKnowledge(catalog: read.catalog, root: catalog.root, addOns: [])
    return await TestRunner(knowledge: knowledge, data: AttackData(catalog: catalog.root, folder: nil)).run(
      analysis.rules)
  }

  @Test(arguments: [
    ("good", "results: 0", Verdict.passed), ("bad", "results: 0", .failed), ("bad", "results: 2", .passed),
    ("bad", "results: 3..", .failed), ("bad", "rows: [{user: bob}]", .passed),
    ("bad", "rows: [{user: mallory}]", .failed),
    ("bad", "results: 2, rows: [{user: bob}, {user: alice}]", .passed),
    ("bad", "description: as Splunk decides it", .passed),
    ("good", "description: as Splunk decides it", .failed),
    // That nothing is found in no data says nothing.
    ("empty", "results: 0", .error), ("none", "results: 0", .dataMissing),
  ])
  func verdicts(_ data: String, _ expected: String, _ verdict: Verdict) async throws {
    let outcomes = try await Self.outcomes(Self.catalog(Self.test(data, expected)))
    #expect(outcomes.map(\.verdict) == [verdict], "\(outcomes.map(\.reason))")
  }

  /// What is odd about a log is part of the evidence.
  @Test func aLogThatEndsTooEarlyIsTold() async throws {
    let catalog = try Self.catalog(Self.test("bad", "results: 2"))
    try catalog.write("{\n\"image\": \"reg.exe\",\n\"user\": \"al", to: "attack_data/bad.log")
    let outcomes = try await Self.outcomes(catalog)
    #expect(outcomes.map(\.evidence.notes) == [["bad.log: the file ends inside of a JSON object"]])
  }

  @Test func anExperimentalRuleIsTestedAndARetiredOneIsNot() async throws {
    for (status, verdict) in [("experimental", Verdict.passed), ("deprecated", .skipped)] {
      let outcomes = try await Self.outcomes(Self.catalog(Self.test("good", "results: 0"), status: status))
      #expect(outcomes.map(\.verdict) == [verdict])
    }
  }

  @Test(arguments: [
    ("  - {rule: Nobody, name: T, results: 0}\n", "unknown-rule"),
    ("  - {rule: Odd image, name: T, results: some}\n", "wrong-type"),
    ("  - {name: T, results: 0}\n", "missing-key"), ("  - {rule: Odd image, results: 0}\n", "missing-key"),
    ("  - {rule: Odd image, name: T, rows: yes}\n", "wrong-type"),
    ("  - {rule: Odd image, name: T, result: 0}\n", "unknown-key"),
  ])
  func whatCannotBeMeantIsTold(_ test: String, _ code: String) async throws {
    let catalog = try Self.catalog(test)
    let read = try await CatalogReader.read(root: catalog.root)
    let told = read.diagnostics.filter { $0.location.path.hasSuffix("catalog.yml") }
    #expect(told.map(\.code.rawValue) == [code])
    #expect(told.allSatisfy { $0.location.line == 2 })
    // A test of which it is not known what it expects is not run.
    #expect(read.catalog.rules.allSatisfy { $0.tests.isEmpty } == (code != "unknown-key"))
  }
}
