import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Catalogs with nothing in them, or nothing that can be read: the site is whole and says so.
@Suite struct EmptyCatalogTests {
  private let catalog = TemporaryCatalog()

  private func expectWhole(_ site: BuiltSite, _ location: Testing.SourceLocation = #_sourceLocation) throws {
    InertPages.check(site, location)
    for path in ["index.html", "rules/index.html", "attack/index.html", "404.html"] {
      #expect(site.files[path] != nil, "\(path)", sourceLocation: location)
    }
    #expect(site.files["assets/style.css"]?.isEmpty == false, sourceLocation: location)
    for (path, page) in site.pages {
      let folder = path.split(separator: "/").dropLast().map(String.init)
      for address in page.elements.compactMap({ $0.attribute("href") }) where path != "404.html" {
        guard !address.contains(":"), !address.hasPrefix("#") else { continue }
        let target = address.prefix { $0 != "#" }.split(separator: "/").reduce(into: folder) { parts, part in
          if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
        }
        #expect(
          site.files[target.joined(separator: "/")] != nil, "\(path) leads to \(address)",
          sourceLocation: location)
      }
    }
  }

  @Test func aFolderWithNothingInItGivesASiteThatSaysSo() async throws {
    let site = try await catalog.build()
    #expect(try site.diagnostics.only(.noRules).severity == .warning)
    #expect(site.diagnostics.count == 1)
    #expect(site.rulePages.isEmpty)
    try expectWhole(site)
    for path in ["index.html", "rules/index.html"] {
      let page = try site.page(path)
      #expect(
        page.elements.contains { $0.attribute("class") == "empty" && !page.text(of: $0).isEmpty },
        "\(path) says that there is no rule")
    }
    #expect(!(try site.page("rules/index.html").elements.contains { $0.name == "table" }), "no empty table")
  }

  @Test func anEmptySectionGivesASiteThatSaysSo() async throws {
    for folder in ["detections", "macros", "lookups", "stories", "data_sources", "removed"] {
      try catalog.write("", to: "\(folder)/.keep")
    }
    let site = try await catalog.build()
    #expect(site.diagnostics.map(\.code) == [.noRules])
    try expectWhole(site)
  }

  @Test func aTacticWithoutRulesSaysSo() async throws {
    let page = try await catalog.build().page("attack/tactics/TA0007/index.html")
    #expect(page.elements.contains { $0.attribute("class") == "empty" && !page.text(of: $0).isEmpty })
  }

  @Test func aMissingFolderIsAFailure() async {
    await #expect(throws: CatalogReader.Failure.noFolder("/no/such/folder")) {
      try await CatalogReader.read(root: "/no/such/folder")
    }
  }

  @Test func aFileInPlaceOfTheFolderIsAFailure() async throws {
    try catalog.write("x", to: "file")
    let path = catalog.root + "/file"
    await #expect(throws: CatalogReader.Failure.noFolder(path)) { try await CatalogReader.read(root: path) }
  }

  @Test func rulesOfWhichNoneCanBeReadAllHaveAPageWithTheFinding() async throws {
    let files = [
      "syntax": "name: [x", "list": "- x\n", "keys": "a: b\n", "bytes": "x\u{1}",
      "deep": String(repeating: "[", count: 5_000),
      "twice": "---\na: b\n---\nc: d\n", "null": "name: ~\nsearch: ~\n",
      "kinds": "name: {}\nid: []\nsearch: {a: b}\ntags: x\n",
    ]
    for (name, text) in files { try catalog.write(text, to: "detections/\(name).yml") }
    let site = try await catalog.build()
    try expectWhole(site)
    #expect(site.rulePages == files.keys.sorted().map { "rules/splunk/\($0)/index.html" })
    for name in files.keys {
      let errors = site.diagnostics.filter {
        $0.severity == .error && $0.location.path.hasSuffix("/\(name).yml")
      }
      let code = try #require(errors.first?.code.rawValue, "\(name) has an error")
      let page = try site.page("rules/splunk/\(name)/index.html")
      #expect(page.texts(of: "code").contains(code), "\(name): \(code)")
      #expect(page.texts(of: "h1") == [name])
    }
  }

  @Test(arguments: ["", "search: ~\n", "search: ''\n", "search: '   '\n"])
  func aRuleWithoutASearchHasAPageWithoutEmptyTables(_ line: String) async throws {
    let lines = RuleFixture().yaml.split(separator: "\n").filter { !$0.hasPrefix("search:") }
    try catalog.write(lines.joined(separator: "\n") + "\n" + line, to: "detections/rule.yml")
    let site = try await catalog.build()
    try expectWhole(site)
    #expect(try site.diagnostics.only(.missingKey).severity == .error)
    let page = try site.rulePage()
    #expect(page.texts(of: "h1") == ["Odd sign-in"])
    for id in ["stages", "indicators", "exclusions", "terms", "expanded"] {
      #expect(!page.elements.contains { $0.attribute("id") == id }, "\(id) would be empty")
    }
  }

  // MARK: ATT&CK

  private func build(_ techniques: [String]) async throws -> BuiltSite {
    try catalog.write(RuleFixture(techniques: techniques).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    try expectWhole(site)
    return site
  }

  private func cells(_ site: BuiltSite) throws -> [String] {
    try site.rulePage().texts(of: "td")
  }

  @Test func noTechniqueGivesNoSection() async throws {
    let site = try await build([])
    #expect(site.diagnostics.isEmpty)
    #expect(!(try site.rulePage().elements.contains { $0.attribute("id") == "attack" }))
  }

  @Test func anUnknownTechniqueIsShownMarkedAndAFinding() async throws {
    let site = try await build(["T9999"])
    #expect(try site.diagnostics.only(.unknownTechnique).isAt("rule.yml", RuleFixture.techniqueLine, 6))
    #expect(try cells(site).contains { $0.contains("T9999") && $0.contains("not in") })
    #expect(try site.page("attack/index.html").text.contains("T9999"))
  }

  @Test func aRevokedTechniqueShowsItsReplacementAndSaysSo() async throws {
    let site = try await build(["T1066"])
    let found = try site.diagnostics.only(.revokedTechnique)
    #expect(found.severity == .warning && found.isAt("rule.yml", RuleFixture.techniqueLine, 6))
    #expect(found.help?.contains("T1078.004") == true)
    let wanted = "T1078.004 Valid Accounts: Cloud Accounts"
    #expect(
      try cells(site).contains { $0.hasPrefix(wanted) && $0.contains("T1066") && $0.contains("revoked") })
  }

  @Test func aRevokedTechniqueWithoutReplacementIsShownAndToldToBe() async throws {
    let site = try await build(["T1067"])
    #expect(site.diagnostics.map(\.code) == [.revokedTechnique])
    #expect(try cells(site).contains { $0.contains("T1067 Bootkit") && $0.contains("revoked") })
  }

  @Test func aDeprecatedTechniqueIsShownAndToldToBe() async throws {
    let site = try await build(["T1068"])
    #expect(try site.diagnostics.only(.deprecatedTechnique).severity == .warning)
    #expect(try cells(site).contains { $0.contains("T1068 Old Ways") && $0.contains("deprecated") })
  }

  @Test func aTechniqueInLowerCaseIsReadAndTold() async throws {
    let site = try await build(["t1078.004"])
    let found = try site.diagnostics.only(.techniqueSpelling)
    #expect(found.severity == .warning && found.isAt("rule.yml", RuleFixture.techniqueLine, 6))
    #expect(site.diagnostics.count == 1)
    #expect(try cells(site).contains("T1078.004 Valid Accounts: Cloud Accounts"))
  }

  @Test(arguments: [["T1078", "T1078"], ["T1078", "t1078"]])
  func aTechniqueNamedTwiceIsShownOnceAndTold(_ techniques: [String]) async throws {
    let site = try await build(techniques)
    let found = try site.diagnostics.only(.duplicateTechnique)
    #expect(found.severity == .warning && found.isAt("rule.yml", RuleFixture.techniqueLine + 1, 6))
    #expect(
      try cells(site).filter { $0.hasPrefix("T1078 ") } == ["T1078 Valid Accounts", "T1078 Valid Accounts"])
  }

  @Test(arguments: [
    "", " ", "T", "T1078 ", "1078", "T1078.", ".T1078", "T1078/../x", "TA0001", "<b>",
    String(repeating: "T1", count: 5_000),
  ])
  func anIDThatIsNoneOfATechniqueIsAFinding(_ id: String) async throws {
    let site = try await build([id])
    #expect(
      site.diagnostics.contains { $0.location.line == RuleFixture.techniqueLine }, "\(site.diagnostics.brief)"
    )
    #expect(!site.files.keys.contains { $0.contains("..") || $0.contains("<") })
  }
}
