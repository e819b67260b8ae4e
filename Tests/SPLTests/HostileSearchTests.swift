import Foundation
import TestSupport
import Testing

@testable import SPL

/// Searches that nobody writes by mistake: nothing crashes, hangs or is lost.
@Suite struct HostileSearchTests {
  @Test(arguments: [
    "| where .5x", "| where a=.5x", "| eval a=92.0é", "| where a=1.5e+x", "| where <<", "| eval a=<<b",
  ])
  func aNumberThatRunsIntoAWordIsReadToItsEnd(_ search: String) {
    #expect(ParsedSearch(Array(search.utf8)).pipeline.stages.count == 1)
  }

  @Test(arguments: [
    "(", "[", "NOT ", "NOT (", "x=(", "[search ", "a IN (", "TERM(", "`", "\"", "```", "x=[", "|",
  ])
  func repeatedOpeningsAreBounded(_ piece: String) {
    let text = String(repeating: piece, count: 20_001)
    let parsed = ParsedSearch(Array(text.utf8))
    #expect(!parsed.pipeline.stages.isEmpty)
    #expect(!parsed.problems.isEmpty)
  }

  @Test(arguments: ["(", "not ", "if(", "-", "1+", "a.", "x=1 XOR ", "x IN (", "!", "a=b=", "1*"])
  func repeatedOpeningsInWhereAreBounded(_ piece: String) {
    let text = "| where " + String(repeating: piece, count: 20_000)
    let parsed = ParsedSearch(Array(text.utf8))
    #expect(parsed.pipeline.stages.count == 1)
    #expect(!parsed.problems.isEmpty)
  }

  @Test func searchesInOptionsAreReadOnce() {
    let text = String(repeating: "| transaction startswith=([", count: 150)
    let parsed = ParsedSearch(Array((text + String(repeating: "])", count: 150)).utf8))
    #expect(parsed.pipeline.stages.count == 1)
  }

  @Test func conditionsThatAreNeverClosedAreBounded() {
    let text = "| streamstats" + String(repeating: " reset_before=\"(\"x", count: 20_000) + " count"
    #expect(ParsedSearch(Array(text.utf8)).pipeline.stages.count == 1)
  }

  private static let mistakes = "\(Repository.root)/Tests/Golden/messages/spl"

  /// Each mistake of the message tests, over and over on one line: work grows with the length, and all is read.
  @Test(
    arguments: (try? FileManager.default.contentsOfDirectory(atPath: mistakes))?
      .filter { $0.hasSuffix(".spl") }.sorted() ?? [])
  func aMistakeMadeAThousandTimesIsBounded(_ name: String) throws {
    let mistake = try String(contentsOfFile: "\(Self.mistakes)/\(name)", encoding: .utf8)
    let line = mistake.replacing("\n", with: " ")
    for separator in ["", "| ", "[search "] {
      let text = String(repeating: line + separator, count: 500)
      #expect(!ParsedSearch(Array(text.utf8)).pipeline.stages.isEmpty)
    }
  }

  @Test func everyQuoteThatIsNeverClosedIsTold() {
    let text = "index=main user=\"alice\n| where team=\"red\n| eval a=\"b\"\n| table user"
    let parsed = ParsedSearch(Array(text.utf8))
    #expect(parsed.problems.map(\.code) == [.unclosedQuote, .unclosedQuote])
    #expect(parsed.problems.map(\.range.lowerBound) == [16, 36])
    #expect(parsed.pipeline.stages.map(\.name) == ["search", "where", "eval", "table"])
  }

  @Test(arguments: [
    #"index=main | map search="search user=$user$ | stats count by host" maxsearches=5"#,
    #"index=main | eval link="search index=main | where user=".user." AND x=1""#,
    #"index=main | rex field=url "(?<a>x|y) | where (?<b>z)""#,
    #"index=main "a | table b" "c | sort d""#, #"index=main x IN ("| head 1", "| tail 1")"#,
  ])
  func aTextMayHoldAPipe(_ search: String) {
    let parsed = ParsedSearch(Array(search.utf8))
    #expect(parsed.problems.isEmpty)
    #expect(parsed.pipeline.stages.count <= 2)
  }

  @Test(arguments: [
    "index=main drop table users", "index=main error from host", "index=main select where id=5",
    "index=main top secret",
    "index=main eval status=200", "index=main search failed and successful", "index=main not found",
    "index=main login OR head office", "index=main table of contents", "index=main rename failed",
    "index=main (stats by user)", "index=main \"stats count by user\"", "index=main user=stats count by host",
    "index=main don’t", "index=main Straße–Süd", "index=main | table stats, count",
    "index=main | table user head host",
    "index=main | stats count by host, rest", "index=main | stats count by sort",
    "index=main user=in (a OR b)",
  ])
  func wordsThatAreCommandsElsewhereAreNoMistake(_ search: String) {
    #expect(ParsedSearch(Array(search.utf8)).problems.map(\.summary) == [])
  }

  @Test func aLongConjunctionIsNoDeepTree() {
    let text = (0..<50_000).map { "f\($0)=v" }.joined(separator: " OR ")
    let parsed = ParsedSearch(Array(text.utf8))
    guard case .search(.any(let terms)) = parsed.pipeline.stages[0].command else {
      Issue.record("no OR of predicates")
      return
    }
    #expect(terms.count == 50_000)
    #expect(parsed.problems.isEmpty)
  }

  @Test func aMacroThatDoublesIsStopped() {
    let macros = (0..<40).map { level in
      MacroDefinition(name: "m\(level)", arguments: [], definition: "`m\(level + 1)` `m\(level + 1)`")
    }
    let expansion = MacroExpander(MacroTable(macros), knownFilters: []).expand(Array("`m0`".utf8))
    #expect(expansion.problems.contains { $0.code == .macroGrowth })
    #expect(expansion.text.bytes.count < 4 << 20)
  }

  @Test func aMacroThatCallsItselfIsToldOnce() {
    let macros = [
      MacroDefinition(name: "a", arguments: [], definition: "x=1 `b`"),
      MacroDefinition(name: "b", arguments: [], definition: "y=2 `a`"),
    ]
    let expansion = MacroExpander(MacroTable(macros), knownFilters: []).expand(
      Array("`a` | stats count".utf8))
    #expect(expansion.problems.map(\.code) == [.macroRecursion])
    #expect(String(decoding: expansion.text.bytes, as: UTF8.self) == "x=1 y=2 `a` | stats count")
  }

  /// Random pieces of SPL, put together without sense: the stages still cover the text, and every range lies in it.
  @Test func randomSearchesLoseNothing() {
    var random = SeededRandom(seed: 4_711)
    let pieces = [
      "a", "=", "!=", "\"", "'", "`", "```", "(", ")", "[", "]", "|", " ", "\n", "\\", "search", "where",
      "stats", "by",
      "NOT", "AND", "OR", "IN", "tstats", "join", "regex", ",", "*", "é", "\u{1F600}", "1", ".", "<", ">",
      "$x$", "`m(1)`",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let bytes = Array(text.utf8)
      let stages = StageSplitter(bytes).stages
      var end = 0
      for stage in stages {
        #expect(stage.range.lowerBound >= end, "\(text.debugDescription)")
        let gap = bytes[end..<max(end, stage.range.lowerBound)]
        #expect(gap.allSatisfy { ASCII.isSpace($0) }, "\(text.debugDescription)")
        end = stage.range.upperBound
      }
      #expect(bytes[end...].allSatisfy { ASCII.isSpace($0) }, "\(text.debugDescription)")
      let parsed = ParsedSearch(bytes)
      #expect(parsed.pipeline.stages.map(\.range) == stages.map(\.range))
      for problem in parsed.problems {
        #expect(
          problem.range.lowerBound >= 0 && problem.range.upperBound <= bytes.count, "\(text.debugDescription)"
        )
      }
      _ = SPLToken.tokens(in: bytes)
    }
  }
}

/// A generator that gives the same numbers in each run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    // SplitMix64, Steele, Lea and Flood, 2014.
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
