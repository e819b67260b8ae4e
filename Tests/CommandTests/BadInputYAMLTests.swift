import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Files that are no YAML, no rule, or YAML that other readers type in ways of their own.
@Suite struct BadInputYAMLTests {
  private let catalog = TemporaryCatalog()

  /// Reads the file beside a good rule, which must be read in any case.
  private func read(_ bytes: [UInt8]) async throws -> (rule: Rule?, diagnostics: [Diagnostic]) {
    try catalog.write(bytes, to: "detections/bad.yml")
    let good = RuleFixture(name: "Good", id: "0a1b2c3d-0000-4000-8000-00000000000f")
    try catalog.write(good.yaml, to: "detections/good.yml")
    let result = try await catalog.read()
    #expect(result.catalog.rules.contains { $0.name.value == "Good" })
    #expect(
      result.diagnostics.allSatisfy { $0.location.path.hasSuffix("bad.yml") }, "\(result.diagnostics.brief)")
    return (result.catalog.rules.first { $0.file.path == "detections/bad.yml" }, result.diagnostics)
  }

  private func read(_ text: String) async throws -> (rule: Rule?, diagnostics: [Diagnostic]) {
    try await read(Array(text.utf8))
  }

  @Test func theFixtureHasNothingWrongInIt() async throws {
    try catalog.write(RuleFixture().yaml, to: "detections/rule.yml")
    let (_, diagnostics) = try await catalog.analyse()
    #expect(diagnostics.isEmpty, "\(diagnostics.brief)")
  }

  // MARK: Files

  @Test func aDuplicateKeyIsTold() async throws {
    let (rule, diagnostics) = try await read(RuleFixture(more: "name: Another\n").yaml)
    let found = try diagnostics.only(.yamlDuplicateKey)
    #expect(found.severity == .error)
    #expect([1, 18].contains(found.location.line) && found.location.column == 1)
    #expect(rule != nil)
    #expect(diagnostics.count == 1, "\(diagnostics.brief)")
  }

  @Test func allDuplicateKeysAreToldInOneRun() async throws {
    let more = "name: Another\nid: x\nmore: {a: 1, a: 2}\nversion: 2\nversion: 3\n"
    let (_, diagnostics) = try await read(RuleFixture(more: more).yaml)
    #expect(diagnostics.of(.yamlDuplicateKey).count >= 4, "\(diagnostics.brief)")
  }

  @Test func aHundredDuplicateKeysAreTold() async throws {
    let more = (0..<100).map { "key\($0): 1\nkey\($0): 2\n" }.joined()
    let (rule, diagnostics) = try await read(RuleFixture(more: more).yaml)
    #expect(!diagnostics.of(.yamlDuplicateKey).isEmpty)
    #expect(rule != nil)
  }

  @Test func aTabThatIndentsIsTold() async throws {
    let (rule, diagnostics) = try await read("name: x\ntags:\n\tcolour: red\n")
    let found = try diagnostics.only(.yamlSyntax)
    #expect(found.severity == .error && found.isAt("bad.yml", 3, 1))
    #expect(rule != nil, "its page shows the file")
  }

  @Test func aTabInsideAValueIsText() async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("Jo Doe", with: "Jo\tDoe"))
    #expect(diagnostics.isEmpty, "\(diagnostics.brief)")
    #expect(rule?.author == "Jo\tDoe")
  }

  @Test func aByteOrderMarkIsLegalAndMovesNothing() async throws {
    let yaml = RuleFixture(id: "wrong").yaml
    let (rule, diagnostics) = try await read([0xEF, 0xBB, 0xBF] + Array(yaml.utf8))
    #expect(diagnostics.map(\.code) == [.invalidID], "\(diagnostics.brief)")
    #expect(try diagnostics.only(.invalidID).isAt("bad.yml", 2, 5))
    #expect(rule?.name.value == "Odd sign-in")
  }

  @Test(arguments: ["\r\n", "\r"])
  func otherLineEndsAreLegalAndCountAsLines(_ end: String) async throws {
    let yaml = RuleFixture(id: "wrong", more: "extra: |\n  one\n  two\n").yaml.replacing("\n", with: end)
    let (rule, diagnostics) = try await read(yaml)
    #expect(try diagnostics.only(.invalidID).isAt("bad.yml", 2, 5))
    #expect(try diagnostics.only(.unknownKey).isAt("bad.yml", 18, 1))
    #expect(rule?.otherKeys.first?.value == "one\ntwo\n")
  }

  @Test(
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80]]
      as [[UInt8]])
  func bytesThatAreNoUTF8AreTold(_ bytes: [UInt8]) async throws {
    let (rule, diagnostics) = try await read(Array("name: Oé".utf8) + bytes + Array("x\nid: y\n".utf8))
    let found = try diagnostics.only(.fileEncoding)
    #expect(found.severity == .error && found.isAt("bad.yml", 1, 9))
    #expect(diagnostics.count == 1)
    #expect(rule != nil)
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16])
  func utf16IsTold(_ encoding: String.Encoding) async throws {
    let data = try #require(RuleFixture().yaml.data(using: encoding))
    var bytes = Array(data)
    if encoding == .utf16LittleEndian { bytes = [0xFF, 0xFE] + bytes }
    if encoding == .utf16BigEndian { bytes = [0xFE, 0xFF] + bytes }
    let (_, diagnostics) = try await read(bytes)
    let found = try diagnostics.only(.fileEncoding)
    #expect(found.severity == .error && found.summary.contains("UTF-16"))
    #expect(diagnostics.count == 1, "\(diagnostics.brief)")
  }

  @Test func utf16WithoutAMarkIsAnError() async throws {
    let data = try #require(RuleFixture().yaml.data(using: .utf16LittleEndian))
    let (_, diagnostics) = try await read(Array(data))
    #expect(diagnostics.contains { $0.severity == .error })
  }

  @Test func aSecondDocumentIsTold() async throws {
    let (rule, diagnostics) = try await read(RuleFixture(more: "---\nname: Second\n").yaml)
    let found = try diagnostics.only(.yamlShape)
    #expect(found.severity == .error && found.location.line == 18)
    #expect(diagnostics.count == 1, "\(diagnostics.brief)")
    #expect(rule != nil)
  }

  @Test func documentMarksAroundOneDocumentAreLegal() async throws {
    let (rule, diagnostics) = try await read("%YAML 1.1\n---\n" + RuleFixture().yaml + "...\n")
    #expect(diagnostics.isEmpty, "\(diagnostics.brief)")
    #expect(rule?.name.value == "Odd sign-in")
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n", "\u{FEFF}", " \n  "])
  func aFileWithNothingInItIsTold(_ text: String) async throws {
    let (_, diagnostics) = try await read(text)
    #expect(try diagnostics.only(.yamlShape).severity == .error)
    #expect(diagnostics.count == 1, "\(diagnostics.brief)")
  }

  @Test(arguments: ["- name: x\n- id: y\n", "[a, b]", "just words", "42", "'quoted'", "|\n  text\n"])
  func aFileThatIsNoMappingIsTold(_ text: String) async throws {
    let (rule, diagnostics) = try await read(text)
    let found = try diagnostics.only(.yamlShape)
    #expect(found.severity == .error && found.isAt("bad.yml", 1, 1))
    #expect(diagnostics.count == 1, "\(diagnostics.brief)")
    #expect(rule?.name.value == "bad")
  }

  @Test(arguments: [
    "!!binary aGVsbG8=", "!!python/object:os.system x", "!custom x", "!!int 5", "!<tag:x,2000:y> x",
  ])
  func aTagIsToldAndItsValueIsText(_ value: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("Jo Doe", with: value))
    let found = try diagnostics.only(.wrongType)
    #expect(found.severity == .error && found.isAt("bad.yml", 5, 9))
    #expect(rule?.author == value.split(separator: " ").last.map(String.init))
  }

  @Test(arguments: ["!!set {a, b}", "!!omap [a: 1]", "!custom [a]", "!!map {a: 1}"])
  func aTagOfACollectionCrashesNothing(_ value: String) async throws {
    let (rule, _) = try await read(RuleFixture(more: "more: \(value)\n").yaml)
    #expect(rule?.name.value == "Odd sign-in")
  }

  // MARK: Typing

  @Test(arguments: [
    "no", "yes", "on", "off", "true", "0x1F", "0o17", "017", "1e3", "12:30:45", ".inf", "2021-01-01", "1_000",
  ])
  func aPlainScalarIsText(_ text: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("\"Odd sign-in\"", with: text))
    #expect(rule?.name.value == text)
    #expect(diagnostics.isEmpty, "\(diagnostics.brief)")
  }

  @Test(arguments: [("1_0", true), ("1.0", true), ("0x10", true), ("one", true), ("", false), ("7", false)])
  func aVersionIsAWholeNumber(_ text: String, _ isWrong: Bool) async throws {
    let (rule, diagnostics) = try await read(
      RuleFixture().yaml.replacing("version: 1", with: "version: \(text)"))
    #expect(rule?.version == text)
    #expect(diagnostics.contains { $0.code == .invalidVersion && $0.isAt("bad.yml", 3, 10) } == isWrong)
  }

  @Test(arguments: ["12:30:45", "42", "0x1F", "yes", "0a1b2c3d", "0a1b2c3d000040008000000000000001"])
  func anIDThatIsNoUUIDIsTold(_ text: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture(id: text).yaml)
    let found = try diagnostics.only(.invalidID)
    #expect(found.severity == .error && found.isAt("bad.yml", 2, 5))
    #expect(rule?.id?.value == text)
  }

  @Test(arguments: [
    "2021-13-45", "2021-02-29", "2021-1-1", "01/02/2021", "20210101", "2021-01-01T00:00:00Z", "0000-01-01",
    "yes",
  ])
  func aDateThatIsNoneIsTold(_ text: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("'2025-01-02'", with: text))
    let found = try diagnostics.only(.invalidDate)
    #expect(found.severity == .error && found.isAt("bad.yml", 4, 7))
    #expect(rule?.modified == nil)
  }

  @Test(arguments: ["~", "", "null", "Null", "NULL"])
  func noValueIsAMissingKey(_ text: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("\"Odd sign-in\"", with: text))
    #expect(try diagnostics.only(.missingKey).severity == .error)
    #expect(rule?.name.value == "bad", "the file's name stands for it")
  }

  @Test(arguments: ["[a, b]", "{a: b}"])
  func aListOrMappingWhereATextBelongsIsTold(_ value: String) async throws {
    let (rule, diagnostics) = try await read(RuleFixture().yaml.replacing("\"Odd sign-in\"", with: value))
    #expect(try diagnostics.only(.wrongType).isAt("bad.yml", 1, 7))
    #expect(rule != nil)
  }

  @Test func everyKeyOfEveryWrongKindIsToldInOneRun() async throws {
    let keys = RuleFixture().yaml.split(separator: "\n").compactMap { line in
      line.hasPrefix(" ") || line.hasPrefix("-") ? nil : line.prefix { $0 != ":" }
    }
    for value in ["{a: [b, {c: d}]}", "[[a], {b: c}]", "x", "[~, [~]]"] {
      let (_, diagnostics) = try await read(keys.map { "\($0): \(value)\n" }.joined())
      #expect(diagnostics.count >= 3, "\(value)")
    }
  }
}
