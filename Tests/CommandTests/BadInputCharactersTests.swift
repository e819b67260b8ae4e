import Analysis
import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Characters that turn, hide or steer: they must be told, and do nothing in a terminal or on a page.
@Suite struct BadInputCharactersTests {
  private let catalog = TemporaryCatalog()

  private static let characters: [String] = [
    "\u{202A}", "\u{202B}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}",
    "\u{200E}", "\u{200F}",
    "\u{61C}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{180E}", "\u{E0041}",
    "\u{9B}",
  ]

  @Test(arguments: characters)
  func aHiddenCharacterIsToldWhereItStands(_ character: String) async throws {
    let yaml = RuleFixture().yaml.replacing("Odd sign-in", with: "Odd\(character) sign-in")
    try catalog.write(yaml, to: "detections/rule.yml")
    let found = try await catalog.read().diagnostics.only(.hiddenCharacter)
    #expect(found.severity == .warning)
    #expect(found.isAt("detections/rule.yml", 1, 11))
  }

  @Test(arguments: characters + ["\u{1B}[31m", "\u{7}", "\u{0}"])
  func aHiddenCharacterWrittenAsAnEscapeIsToldToo(_ character: String) async throws {
    try catalog.write(RuleFixture(name: "Odd\(character) sign-in").yaml, to: "detections/rule.yml")
    let found = try await catalog.read().diagnostics.only(.hiddenCharacter)
    #expect(found.isAt("detections/rule.yml", 1, 11))
  }

  @Test(arguments: characters)
  func aHiddenCharacterInASearchIsToldAndInert(_ character: String) async throws {
    let search = "index=main user=a\(character)b | stast count"
    try catalog.write(RuleFixture(search: search).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    let found = try site.diagnostics.only(.hiddenCharacter)
    #expect(
      found.isAt("detections/rule.yml", RuleFixture.searchLine, RuleFixture.searchColumn + 17),
      "\(site.diagnostics.brief)")
    #expect(try site.rulePage().texts(of: "code").contains("hidden-character"))
    InertPages.check(site)

    let file = SearchFile(path: "search.spl", bytes: Array(search.utf8), context: SearchContext(.empty))
    #expect(file.diagnostics.map(\.code) == [.hiddenCharacter, .unknownCommand])
    #expect(file.diagnostics.first?.location.column == 18)
    let text = TextRenderer(colored: false).render(file.diagnostics)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !PlainText.isActive($0) })
  }

  @Test(arguments: ["\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{8}", "\u{0}", "\u{7F}"])
  func aControlCharacterInTheFileIsTold(_ character: String) async throws {
    let yaml = RuleFixture().yaml.replacing("Odd sign-in", with: "Odd\(character) sign-in")
    try catalog.write(yaml, to: "detections/rule.yml")
    let diagnostics = try await catalog.read().diagnostics
    #expect(diagnostics.contains { $0.isAt("detections/rule.yml", 1, 11) }, "\(diagnostics.brief)")
  }

  @Test func nothingReachesTheTerminalButText() async throws {
    let steering = "\u{1B}[2J\u{1B}]0;x\u{7}\r\u{8}\u{9B}31m\u{202E}\u{200B}\u{0}\u{7F}\u{2066}\u{61C}"
    let fixture = RuleFixture(
      name: "Odd\(steering)", id: RuleFixture.quoted(steering), search: "`\(steering)` | \(steering)x (",
      techniques: ["T\(steering)"], more: "\(RuleFixture.quoted(steering)): x\n")
    try catalog.write(fixture.yaml, to: "detections/\u{1B}[31m\u{202E}.yml")
    try catalog.write("name: raw \u{202E}\u{9B}31m\nname: twice\nid: [\n", to: "detections/raw.yml")
    let (_, diagnostics) = try await catalog.analyse()
    #expect(diagnostics.count > 5)
    let text = TextRenderer(colored: false).render(diagnostics)
    let active = text.unicodeScalars.filter { scalar in
      scalar != "\n"
        && (scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format)
    }
    #expect(active.isEmpty, "\(Set(active.map { String($0.value, radix: 16) }).sorted())")
  }

  @Test(arguments: ["\u{202E}", "\u{202D}", "\u{2067}", "\u{202B}"])
  func textThatTurnsAroundStaysInsideItsElement(_ character: String) async throws {
    try catalog.write(
      RuleFixture(name: "Odd\(character)sign-in", search: "user=a\(character)b").yaml,
      to: "detections/rule.yml")
    let site = try await catalog.build()
    let heading = try #require(try site.rulePage().texts(of: "h1").first)
    let style = String(decoding: site.files["assets/style.css"] ?? [], as: UTF8.self)
    let isIsolated = style.contains("unicode-bidi")
    #expect(isIsolated || !heading.contains(character), "the name turns the text that follows it on the page")
  }

  @Test func aLetterOfAnotherScriptInATechniqueIsAFinding() async throws {
    try catalog.write(RuleFixture(techniques: ["T1078", "\u{422}1526"]).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    let found = try site.diagnostics.only(.unknownTechnique)
    #expect(found.isAt("detections/rule.yml", RuleFixture.techniqueLine + 1, 6))
    #expect(try site.rulePage().texts(of: "code").contains("unknown-technique"))
    #expect(
      !site.files.keys.contains { $0.contains("T1526") }, "it is not taken for the technique it looks like")
    InertPages.check(site)
  }
}
