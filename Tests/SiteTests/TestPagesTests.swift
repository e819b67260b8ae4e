import Foundation
import RuleTests
import TestSupport
import Testing

@testable import Site

/// What pages say of tests.
@Suite struct TestPagesTests {
  private static let made = Task {
    try await BuiltSite(catalog: "\(Repository.root)/catalog", outcomes: .made(MadeOutcomes.all))
  }

  @Test func eachVerdictStandsOnItsRulesPage() async throws {
    let site = try await Self.made.value
    let pages = MadeOutcomes.rulePages(site)
    #expect(pages.count == Verdict.allCases.count)
    for (verdict, path) in pages {
      let page = try site.text(path)
      let mark = "<span aria-hidden=\"true\">\(verdict.sign)</span> \(verdict.words)"
      let head = try #require(page.firstRange(of: "<div data-extra><dt>Tests</dt><dd><a class=\"verdict"))
      let section = try #require(page.firstRange(of: "<h2 id=\"tests\">"))
      #expect(page[head.upperBound..<section.lowerBound].contains(mark), "\(path)")
      #expect(page[section.upperBound...].contains("<p class=\"outcome\"><span class=\"verdict"), "\(path)")
      #expect(page[section.upperBound...].contains(mark), "\(path)")
    }
  }

  @Test func evidenceIsShownAndInert() async throws {
    let site = try await Self.made.value
    for (verdict, path) in MadeOutcomes.rulePages(site) {
      let page = try site.text(path)
      #expect(!page.contains("<script>"), "\(path)")
      #expect(
        !page.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{200B}" }, "\(path)")
      #expect(!page.contains(String(repeating: "A", count: 700)), "\(path)")
      switch verdict {
      case .passed:
        #expect(page.contains("<small class=\"status\">configured</small>"))
        #expect(page.contains("<h4>First 5 of 12 results</h4>"))
        #expect(page.contains("2023-11-14 22:13:20 UTC"))
        #expect(page.contains("and 35 more values"))
        #expect(page.contains("<p class=\"note\">Not shown: "))
      case .failed:
        #expect(page.contains("<small class=\"status\">not configured</small>"))
        #expect(page.contains("<span class=\"verdict failed\">no row left</span>"))
        #expect(page.contains("<p class=\"note\">1 stage behind it had no row to work on.</p>"))
        #expect(page.contains("<h4>Predicates of stage 2 that matched nothing</h4>"))
        #expect(page.contains("<code>other</code> had no value."))
        #expect(page.contains("empty (once), <code>a</code> (once), <code>b</code> (once) and others."))
      case .dataMissing: #expect(page.contains("</span> Not in the data folder.</p>"))
      case .unsupported, .skipped, .error: #expect(!page.contains("<table class=\"funnel\">"))
      }
    }
  }

  @Test func allTestsStandByVerdict() async throws {
    let site = try await Self.made.value
    let page = try site.text("tests/index.html")
    let places = TestResults.order.compactMap {
      page.firstRange(of: "<h2 id=\"\($0.anchor.id)\">")?.lowerBound
    }
    #expect(places.count == Verdict.allCases.count)
    #expect(places == places.sorted())
    #expect(page.contains("12 tests; 8 had their data and were run, and 2 passed."))
    #expect(page.contains("<h3>Not in the data folder. <span class=\"count\">2</span></h3>"))
    #expect(page.contains("<h3>The rule is tested by hand. <span class=\"count\">2</span></h3>"))
    #expect(
      try site.text("index.html").contains("<strong>2</strong> <span>of 8 tests with data passed</span>"))
  }

  @Test func listsMarkWhatWasTried() async throws {
    let site = try await Self.made.value
    let page = try site.text("rules/index.html")
    for verdict in Verdict.allCases {
      #expect(page.contains("</span> \(verdict.words)</span></td>") == verdict.wasTried, "\(verdict)")
    }
  }

  @Test func withoutTestsNothingIsClaimed() async throws {
    let site = try await BuiltSite(catalog: "\(Repository.root)/catalog", outcomes: .none)
    #expect(
      try site.text("tests/index.html").contains(
        "<p class=\"empty\">Tests were not run when this site was built.")
    )
    let pages = MadeOutcomes.rulePages(site).map(\.path) + ["index.html", "rules/index.html"]
    for path in pages { #expect(try !site.text(path).contains("class=\"verdict"), "\(path)") }
    #expect(
      try site.text(pages[0]).contains("<p class=\"note\">Tests were not run when this site was built.</p>"))
  }

  @Test func missingDataIsSaidCalmly() async throws {
    let site = try await BuiltSite(
      catalog: "\(Repository.root)/catalog",
      outcomes: .made { analysis in MadeOutcomes.all(analysis).map { MadeOutcomes.outcome($0, .dataMissing) }
      })
    let page = try site.text("tests/index.html")
    #expect(page.contains("12 tests, none of which had its data here."))
    #expect(try !site.text("rules/index.html").contains("class=\"verdict"))
    #expect(try !site.text("index.html").contains("with data passed"))
  }

  @Test func theSameTestsGiveTheSameBytes() async throws {
    let first = try await BuiltSite(catalog: "\(Repository.root)/catalog")
    let second = try await BuiltSite(catalog: "\(Repository.root)/catalog")
    #expect(first.files == second.files)
    for file in first.files { #expect(try first.bytes(file) == second.bytes(file), "\(file)") }
  }

  @Test(arguments: [
    ("the search found nothing", "The search found nothing."), ("2 results", "2 results."),
    ("_json: not there", "_json: not there."), ("done!", "done!"), ("", ""),
    ("a\n\tb \u{202E}c", "A b \u{FFFD}c."), ("https://a.b/c: gone", "https://a.b/c: gone."),
  ])
  func reasonsAreSentences(reason: String, sentence: String) {
    #expect(ShownText.sentence(reason, limit: 100) == sentence)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcde…"), ("  a  ", 5, "a"), ("a b", 3, "a b"),
    ("a b c", 3, "a b…"),
    ("e" + String(repeating: "\u{301}", count: 10_000), 3, "e\u{301}\u{301}…"),
  ])
  func longTextIsCut(text: String, limit: Int, shown: String) {
    #expect(ShownText.line(text, limit: limit) == shown)
  }
}
