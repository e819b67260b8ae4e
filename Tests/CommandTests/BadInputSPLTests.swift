import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Searches that are broken, bottomless or endless, and macros that are.
@Suite struct BadInputSPLTests {
  private let catalog = TemporaryCatalog()

  /// Builds the site of one rule with this search; its page must show the search to the letter, and name the finding.
  private func build(_ search: String, finding: DiagnosticCode?) async throws -> BuiltSite {
    try catalog.write(RuleFixture(search: search).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    let page = try site.rulePage()
    // HTML has no place for a NUL.
    let wanted = search.replacing("\u{0}", with: "\u{FFFD}").filter { !$0.isWhitespace }
    let shown = page.texts(of: "pre").dropFirst().joined().filter { !$0.isWhitespace }
    #expect(wanted.isEmpty || shown.contains(wanted), "the stages hold the search")
    if let finding {
      #expect(site.diagnostics.contains { $0.code == finding }, "\(site.diagnostics.brief)")
      #expect(page.texts(of: "code").contains(finding.rawValue), "the page names the finding")
    }
    return site
  }

  private func macro(_ name: String, _ definition: String, arguments: [String] = []) throws {
    let list = arguments.isEmpty ? "" : "arguments: [\(arguments.joined(separator: ", "))]\n"
    try catalog.write(
      "name: \(name)\n\(list)definition: \(RuleFixture.quoted(definition))\n",
      to: "macros/\(name)_\(arguments.count).yml")
  }

  @Test(arguments: [
    (#"index=main user="admin | stats count"#, DiagnosticCode.unclosedQuote, 16, Severity.error),
    ("index=main `macro | stats count", .unclosedMacro, 11, .error),
    ("index=main ```comment | stats count", .unclosedComment, 11, .error),
    ("index=main [search user=x | stats count", .unclosedBracket, 11, .error),
    ("index=main user=x] | stats count", .unopenedBracket, 17, .error),
    ("index=main (user=x OR user=y", .unclosedParenthesis, 11, .error),
    ("index=main user=x) AND a=b", .unopenedParenthesis, 17, .error),
    ("index=main | | stats count", .emptyStage, 11, .error),
    ("index=main | stats count |", .emptyStage, 25, .error),
    ("index=main | where (a=1 AND b=2", .unclosedParenthesis, 19, .error),
    ("index=main | where a=1 AND", .expressionSyntax, 23, .error),
    ("index=main | where user==", .expressionSyntax, 23, .error),
    ("index=main user= | stats count", .expressionSyntax, 15, .error),
    ("index=main | frobnicate x=1", .unknownCommand, 13, .warning),
    ("index=main `nobody_knows`", .unknownMacro, 11, .warning),
    ("index=main | stats count by `nobody_knows(1, 2)`", .unknownMacro, 28, .warning),
  ])
  func aBrokenSearchIsShownWithItsFinding(
    _ search: String, _ code: DiagnosticCode, _ offset: Int, _ severity: Severity
  ) async throws {
    let site = try await build(search, finding: code)
    let found = try site.diagnostics.only(code)
    #expect(found.severity == severity)
    let column = RuleFixture.searchColumn + offset + search.prefix(offset).count { $0 == "\"" }
    #expect(found.isAt("detections/rule.yml", RuleFixture.searchLine, column), "\(site.diagnostics.brief)")
  }

  @Test(arguments: [
    "", " ", "|", "||||", "\"", "'", "`", "``", "```", "````", "`````", "[", "]", "(", ")", "[]", "()", "[[",
    "]]", "[)",
    "(]", "\\", "=", "!=", "a=", "=a", ",", "NOT", "OR", "AND", "a OR", "NOT NOT", "IN (", "a IN", "a IN (",
    "a IN (,", "a NOT IN (",
    "| where", "| where (", "| where )", "| where a(", "| where a(,", "| where -", "| where \"", "| where 'x",
    "| where !",
    "| eval", "| eval =", "| eval a=", "| stats", "| stats by", "| stats count by", "| regex", "| regex =",
    "| regex a!=",
    "| regex \"", "| tstats", "| tstats where", "| tstats by", "| lookup", "| join", "| join [", "| join ]",
    "| append [|",
    "| inputlookup", "| transaction", "| rename", "| mstats", "TERM(", "CASE()", "`a(`", "`a)`", "`(`",
    "`)(`", "`a(b`", "`a(\"b`",
    "`a()`", "|`a`|", "a\u{0}b", "a\u{FEFF}", "é=ü", "🙂", "| 🙂 x", "\"\\", "a=\"\\\"", "'\\", "$a$",
    "| map search=\"", "| `",
    "| search", "| search |", "search search", "index=main|`x`(", "|[|[|[", "| union [search a], [", "a <",
    "> b", "a = = b", "a==b",
  ])
  func noFragmentOfASearchIsTooOdd(_ search: String) async throws {
    _ = try await build(search, finding: nil)
  }

  // MARK: Macros

  @Test func aMacroWithTheWrongNumberOfArgumentsIsTold() async throws {
    try macro("two", "user=$a$ host=$b$", arguments: ["a", "b"])
    let site = try await build("index=main `two(x)`", finding: .macroArguments)
    let found = try site.diagnostics.only(.macroArguments)
    #expect(
      found.severity == .error
        && found.isAt("rule.yml", RuleFixture.searchLine, RuleFixture.searchColumn + 11))
  }

  @Test func aMacroThatCallsItselfIsTold() async throws {
    try macro("self", "user=x `self`")
    let site = try await build("index=main `self`", finding: .macroRecursion)
    let found = try site.diagnostics.only(.macroRecursion)
    #expect(
      found.severity == .error
        && found.isAt("rule.yml", RuleFixture.searchLine, RuleFixture.searchColumn + 11))
  }

  @Test func macrosThatCallEachOtherAreTold() async throws {
    try macro("one", "user=x `two`")
    try macro("two", "host=y `three(1)`")
    try macro("three", "`one` z=$a$", arguments: ["a"])
    _ = try await build("index=main `one`", finding: .macroRecursion)
  }

  @Test func aMacroThatDoublesPerLevelIsBounded() async throws {
    try macro("m0", "user=somebody")
    for level in 1..<60 { try macro("m\(level)", "`m\(level - 1)` `m\(level - 1)`") }
    let site = try await build("index=main `m59`", finding: .macroGrowth)
    #expect(try site.diagnostics.only(.macroGrowth).severity == .error)
    let largest = site.files.values.map(\.count).max() ?? 0
    #expect(largest < 64 << 20, "the page stays of a size that a browser opens")
  }

  @Test func aMacroThatDoublesItsArgumentIsBounded() async throws {
    try macro("m0", "user=$x$", arguments: ["x"])
    for level in 1..<31 { try macro("m\(level)", "`m\(level - 1)($x$$x$)`", arguments: ["x"]) }
    let site = try await build("index=main `m30(abcdefgh)`", finding: .macroGrowth)
    #expect(try site.diagnostics.only(.macroGrowth).severity == .error)
  }

  @Test func aMacroThatRepeatsALongArgumentIsBounded() async throws {
    try macro("many", String(repeating: "$x$ ", count: 2_000), arguments: ["x"])
    let site = try await build(
      "index=main `many(\(String(repeating: "a", count: 20_000)))`", finding: .macroGrowth)
    #expect((site.files.values.map(\.count).max() ?? 0) < 64 << 20)
  }

  @Test func argumentsThatAreThrownAwayAreBoundedToo() async throws {
    try macro("nothing", " ", arguments: ["x"])
    try macro("long", "`nothing(\(String(repeating: "a", count: 100_000)))`")
    let search = "index=main " + String(repeating: "`long` ", count: 1_000)
    _ = try await build(search, finding: .macroGrowth)
  }

  @Test func aLongChainOfMacrosIsBounded() async throws {
    try macro("m0", "user=x")
    for level in 1..<300 { try macro("m\(level)", "`m\(level - 1)`") }
    _ = try await build("index=main `m299`", finding: .macroGrowth)
  }

  @Test func manyCallsOfMacrosAreBounded() async throws {
    try macro("one", "user=x")
    _ = try await build("index=main " + String(repeating: "`one` ", count: 12_000), finding: .macroGrowth)
  }

  @Test func aMacroFileWithoutANameOrDefinitionHarmsNothing() async throws {
    try catalog.write("definition: x\n", to: "macros/a.yml")
    try catalog.write("name: b\n", to: "macros/b.yml")
    try catalog.write("name: ''\ndefinition: ''\n", to: "macros/c.yml")
    try catalog.write("name: 'd(99)'\narguments: [a, a, '']\ndefinition: '$a$ $$ $'\n", to: "macros/d.yml")
    _ = try await build("index=main `b` `` `d(1,2,3)` `d(\"\",,)`", finding: .unknownMacro)
  }
}
