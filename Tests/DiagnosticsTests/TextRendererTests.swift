import TestSupport
import Testing

@testable import Diagnostics

@Suite struct TextRendererGoldenTests {
  private static func diagnostic(_ text: String, _ needle: String, notes: [String] = [], help: String? = nil)
    throws -> Diagnostic
  {
    let source = SourceText(path: "detections/rule.yml", bytes: Array(text.utf8))
    let found = try #require(text.range(of: needle))
    let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return Diagnostic(
      .unknownMacro, at: source.location(of: start..<start + needle.utf8.count), "macro `x` is not defined",
      notes: notes, help: help)
  }

  @Test func aCaretStandsUnderThePlace() throws {
    let diagnostic = try Self.diagnostic(
      "name: Rule\nsearch: '`x` a=1'\n", "`x`", notes: ["a note"], help: "define it")
    try Golden.expect(TextRenderer(colored: false).render(diagnostic), equals: "messages/caret.txt")
  }

  @Test func aLongLineIsCutAroundTheCaret() throws {
    let line =
      "search: " + String(repeating: "abcdefghi ", count: 40) + "`x` "
      + String(repeating: "klmnopqrs ", count: 40)
    let diagnostic = try Self.diagnostic(line, "`x`")
    try Golden.expect(TextRenderer(colored: false).render(diagnostic), equals: "messages/long-line.txt")
  }

  @Test func colorsAreANSI() throws {
    let diagnostic = try Self.diagnostic("search: '`x`'", "`x`")
    try Golden.expect(TextRenderer(colored: true).render(diagnostic), equals: "messages/colored.txt")
  }

  @Test func aWholeFileHasNoLine() throws {
    let diagnostic = Diagnostic(.noRules, at: Location(file: "catalog"), "there is no rule", help: "add one")
    try Golden.expect(TextRenderer(colored: false).render(diagnostic), equals: "messages/file.txt")
  }

  @Test func whatSteersATerminalIsInert() throws {
    let diagnostic = try Self.diagnostic(
      "name: \"a\u{1B}[31m\u{202E}b\u{200B}c\td\" `x`", "`x`", notes: ["\u{1B}]0;title\u{07}"])
    let text = TextRenderer(colored: false).render(diagnostic)
    #expect(!text.unicodeScalars.contains { $0 != "\n" && PlainText.isActive($0) })
    try Golden.expect(text, equals: "messages/inert.txt")
  }
}

@Suite struct DiagnosticCodeTests {
  @Test func namesAreLowerCaseWordsWithDashes() {
    for code in DiagnosticCode.allCases {
      #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(code.rawValue)")
    }
  }

  @Test func errorsComeFirst() {
    #expect(Severity.allCases.sorted() == [.error, .warning, .note])
  }
}
