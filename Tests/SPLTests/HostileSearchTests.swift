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
