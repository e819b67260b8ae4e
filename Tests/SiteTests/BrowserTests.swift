import Foundation
import TestSupport
import Testing

@testable import Site

/// Pages of every kind as a browser shows them, and the markup of all: `Tests/Browser` holds the checks.
///
/// One after the other: each opens a browser of its own.
@Suite(
  .serialized,
  .enabled(if: BrowserChecks.run, "chromium, Java or .build/checks is not here: run tools/setup.sh checks"))
struct BrowserTests {
  @Test func theChecksFindWhatIsWrong() throws {
    try expectNothing(of: try BrowserChecks.python(["-m", "unittest", "-q", "test_checks"]))
  }

  @Test func ourOwnCatalog() async throws {
    try await checkAll("\(Repository.root)/catalog")
  }

  /// Every verdict, with evidence that is longer and odder than any of ours.
  @Test func everyVerdict() async throws {
    let site = try await BuiltSite(catalog: "\(Repository.root)/catalog", outcomes: .made(MadeOutcomes.all))
    let rules = MadeOutcomes.rulePages(site).map(\.path)
    try expectNothing(
      of: try BrowserChecks.python(
        ["check_pages.py", site.folder, "index.html", "tests/index.html", "rules/index.html"] + rules))
    try expectNothing(of: try BrowserChecks.python(["check_markup.py", site.folder]))
  }

  @Test(.enabled(if: Repository.needsShared, "the shared folder is not here"))
  func referencePages() async throws {
    try await checkAll(try Repository.shared("reference_pages/catalog"))
  }

  /// Too many pages to look at each; the long and odd ones among them are longer and odder than any of ours.
  @Test(.enabled(if: Repository.needsShared, "the shared folder is not here"))
  func realRules() async throws {
    let site = try await BuiltSite(catalog: try Repository.shared("corpus/security_content"))
    let pages = PageKinds(site).examples
    try expectNothing(of: try BrowserChecks.python(["check_markup.py", site.folder] + pages))
  }

  /// Examples of every kind in the browser, all pages by their markup.
  private func checkAll(_ catalog: String) async throws {
    let site = try await BuiltSite(catalog: catalog)
    let pages = PageKinds(site).examples
    #expect(!pages.isEmpty)
    try expectNothing(of: try BrowserChecks.python(["check_pages.py", site.folder] + pages))
    try expectNothing(of: try BrowserChecks.python(["check_markup.py", site.folder]))
  }

  private func expectNothing(
    of result: Command.Result, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(result.status == 0, "\(result.output)\(result.errors)", sourceLocation: sourceLocation)
  }
}

@Suite struct PageKindsTests {
  @Test func aKindIsTheShapeOfTheFolders() {
    let pages = [
      "index.html", "404.html", "rules/index.html", "rules/splunk/a/index.html", "rules/splunk/b/index.html",
      "attack/index.html", "attack/techniques/T1/index.html", "attack/techniques/T2/index.html",
      "attack/techniques/index.html", "attack/tactics/TA1/index.html",
    ]
    #expect(
      PageKinds.kinds(of: pages) == [
        "index.html": ["index.html"], "404.html": ["404.html"], "rules/index.html": ["rules/index.html"],
        "attack/index.html": ["attack/index.html"],
        "attack/techniques/index.html": ["attack/techniques/index.html"],
        "rules/splunk/*/index.html": ["rules/splunk/a/index.html", "rules/splunk/b/index.html"],
        "attack/techniques/*/index.html": [
          "attack/techniques/T1/index.html", "attack/techniques/T2/index.html",
        ],
        "attack/tactics/*/index.html": ["attack/tactics/TA1/index.html"],
      ])
  }
}
