import Diagnostics
import Foundation
import TestSupport
import Testing

/// Names and ids from which paths are made, names that cannot be told apart, and characters that hide.
@Suite struct BadInputNamesTests {
  private let catalog = TemporaryCatalog()

  /// What no part of a path of the site may be.
  private func expectSafePaths(_ site: BuiltSite, _ location: Testing.SourceLocation = #_sourceLocation) {
    for path in site.files.keys {
      for part in path.split(separator: "/", omittingEmptySubsequences: false)
      where path != ".detection-catalog" {
        let stem = part.prefix { $0 != "." }.lowercased()
        #expect(
          !part.isEmpty && part.utf8.count <= 200 && part.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && !part.hasPrefix(".") && !part.hasSuffix(".")
            && !["con", "nul", "aux", "prn", "com1"].contains(stem),
          "\(path)", sourceLocation: location)
      }
    }
    let beside = Set((try? FileManager.default.contentsOfDirectory(atPath: catalog.folder)) ?? [])
    #expect(beside == ["catalog", "site"], "nothing is written outside the site", sourceLocation: location)
  }

  @Test(arguments: [
    "../../../escaped", "..", "/etc/passwd", "a/b", "C:\\x", "id\u{0}x", String(repeating: "a", count: 300),
    "CON",
    "trailing.", "trailing ", "../../../../../../../../../tmp/escaped",
    "aaaaaaaa/../../..-0000-8000-00000000",
    "0a1b2c3d-0000-4000-8000-00000000000g", "０a1b2c3d-0000-4000-8000-000000000001",
  ])
  func anIDThatIsNoUUIDIsToldAndLeadsNowhereElse(_ id: String) async throws {
    try catalog.write(RuleFixture(id: RuleFixture.quoted(id)).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    let found = try site.diagnostics.only(.invalidID)
    #expect(found.severity == .error)
    #expect(found.isAt("detections/rule.yml", 2, 6), "behind the quote")
    #expect(site.rulePages == ["rules/splunk/rule/index.html"])
    expectSafePaths(site)
    InertPages.check(site)
  }

  @Test(arguments: [
    "a..b", "x..", "CON", "con.x", "nul", "Com1", "trailing.", "trailing ", " leading", "a b", "a\\b",
    String(repeating: "a", count: 251), "tab\there", "line\nbreak", "\u{1B}[31mred", "é", "\u{202E}txt.exe",
    "%2e%2e%2f",
    "index.html", "~", "-rf",
  ])
  func aFileNameThatIsNoAddressIsToldAndGetsASafeOne(_ stem: String) async throws {
    try catalog.write(RuleFixture().yaml, to: "detections/\(stem).yml")
    let site = try await catalog.build()
    // These are plain names, odd only to a reader.
    if !["a..b", "index.html", "-rf"].contains(stem) {
      let found = try site.diagnostics.only(.fileName)
      #expect(found.severity == .warning)
      #expect(found.location.line == 0 && found.location.path.hasSuffix("detections/\(stem).yml"))
    }
    #expect(site.rulePages.count == 1)
    expectSafePaths(site)
    InertPages.check(site)
  }

  @Test(arguments: [".yml", "..yml", "...yml", ".hidden.yml"])
  func aFileWithoutANameLeavesTheOthersAlone(_ name: String) async throws {
    try catalog.write(RuleFixture().yaml, to: "detections/rule.yml")
    try catalog.write(RuleFixture(name: "Hidden").yaml, to: "detections/\(name)")
    let site = try await catalog.build()
    #expect(site.rulePages.contains("rules/splunk/rule/index.html"))
    expectSafePaths(site)
  }

  @Test func aFileNameThatIsNoUTF8IsToldOrRead() async throws {
    try catalog.write(RuleFixture().yaml, to: "detections/good.yml")
    let path = Array((catalog.root + "/detections/").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF)]
    let file = try #require(fopen(path + Array(".yml".utf8CString), "w"))
    fputs(RuleFixture(name: "Other", id: "0a1b2c3d-0000-4000-8000-000000000002").yaml, file)
    fclose(file)
    let site = try await catalog.build()
    #expect(site.rulePages.contains("rules/splunk/good/index.html"))
    #expect(!site.diagnostics.isEmpty)
    expectSafePaths(site)
  }

  @Test(arguments: ["..", "/", "../../escaped", "CON", "id", "", " ", String(repeating: "v", count: 300)])
  func aVendorIsOnePartOfAPath(_ vendor: String) async throws {
    try catalog.write("vendor: \(RuleFixture.quoted(vendor))\n", to: "catalog.yml")
    try catalog.write(RuleFixture().yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    #expect(site.rulePages.count == 1)
    #expect(site.rulePages.first?.split(separator: "/").count == 4)
    expectSafePaths(site)
    InertPages.check(site)
  }

  // MARK: Rules that cannot be told apart

  @Test func twoRulesWithOneIDAreToldByBothNamesAndKeepTheirPages() async throws {
    try catalog.write(RuleFixture(name: "One").yaml, to: "detections/a/one.yml")
    try catalog.write(
      RuleFixture(name: "Two", id: "0A1B2C3D-0000-4000-8000-000000000001").yaml, to: "detections/b/two.yml")
    let site = try await catalog.build()
    let found = site.diagnostics.of(.duplicateID)
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.severity == .error && $0.location.line == 2 && $0.location.column == 5 })
    #expect(found.map(\.location.path).map { $0.hasSuffix("a/one.yml") } == [true, false])
    #expect(found.first?.notes.contains { $0.hasSuffix("b/two.yml") } == true)
    #expect(found.last?.notes.contains { $0.hasSuffix("a/one.yml") } == true)
    #expect(site.rulePages == ["rules/splunk/one/index.html", "rules/splunk/two/index.html"])
    let redirect = try site.page("rules/id/0a1b2c3d-0000-4000-8000-000000000001/index.html")
    #expect(redirect.texts(of: "a") == ["One"], "the first by path keeps the address of the id")
    InertPages.check(site)
  }

  @Test(arguments: [
    ("Odd Sign-in", "odd sign-IN"), ("Caf\u{E9}", "Cafe\u{301}"), ("ﬁle", "file"), ("\u{212B}", "\u{C5}"),
    ("Straße", "STRASSE"),
  ])
  func namesEqualButForCaseOrUnicodeFormAreTold(_ first: String, _ second: String) async throws {
    try catalog.write(RuleFixture(name: first).yaml, to: "detections/one.yml")
    try catalog.write(
      RuleFixture(name: second, id: "0a1b2c3d-0000-4000-8000-000000000002").yaml, to: "detections/two.yml")
    let site = try await catalog.build()
    let found = site.diagnostics.of(.duplicateName)
    #expect(found.count == 2, "\(site.diagnostics.brief)")
    #expect(found.allSatisfy { $0.severity == .warning && $0.location.line == 1 && $0.location.column == 8 })
    #expect(found.first?.notes.contains { $0.hasSuffix("two.yml") } == true)
    #expect(site.rulePages.count == 2)
  }

  @Test func filesOfEqualNamesGetPagesOfTheirOwnThatStay() async throws {
    let paths = [
      "A/rule.yml", "b/rule.yml", "b/Rule.yml", "c/rule.yaml", "c/rule_.yml", "c/rule-2.yml", "c/rulé.yml",
    ]
    for (number, path) in paths.enumerated() {
      let id = "0a1b2c3d-0000-4000-8000-00000000000\(number)"
      try catalog.write(RuleFixture(name: "Rule \(number)", id: id).yaml, to: "detections/\(path)")
    }
    let first = try await catalog.build()
    let second = try await catalog.build()
    #expect(first.rulePages.count == paths.count)
    #expect(first.files == second.files)
    let titles = try Set(first.rulePages.flatMap { try first.page($0).texts(of: "h1") })
    #expect(titles == Set(paths.indices.map { "Rule \($0)" }))
    expectSafePaths(first)
  }

  @Test func aFileNamedLikeAnotherRulesIDTakesNothingFromIt() async throws {
    let id = "0a1b2c3d-0000-4000-8000-000000000001"
    try catalog.write("vendor: id\n", to: "catalog.yml")
    try catalog.write(RuleFixture(name: "One").yaml, to: "detections/one.yml")
    try catalog.write(RuleFixture(name: "Two", id: RuleFixture.quoted("x")).yaml, to: "detections/\(id).yml")
    let site = try await catalog.build()
    let titles = try Set(site.rulePages.flatMap { try site.page($0).texts(of: "h1") })
    #expect(titles == ["One", "Two"])
  }

  @Test func idsThatGiveOneAddressDoNotShareIt() async throws {
    let ids = ["0a1b2c3d/0000-4000-8000-000000000001", "0a1b2c3d_0000-4000-8000-000000000001"]
    for (number, id) in ids.enumerated() {
      try catalog.write(RuleFixture(name: "Rule \(number)", id: id).yaml, to: "detections/rule_\(number).yml")
    }
    let site = try await catalog.build()
    #expect(site.diagnostics.of(.invalidID).count == 2)
    #expect(site.rulePages.count == 2)
  }

  @Test func manyRulesWithOneIDAreToldInFewWords() async throws {
    for number in 0..<200 { try catalog.write(RuleFixture().yaml, to: "detections/rule_\(number).yml") }
    let diagnostics = try await catalog.read().diagnostics
    #expect(diagnostics.of(.duplicateID).count == 200)
    #expect(diagnostics.allSatisfy { $0.notes.count < 50 }, "not a note for every pair of files")
  }
}
