import Analysis
import Catalog
import Foundation
import TestSupport
import Testing

@testable import Site

/// Properties of every page of whole sites.
@Suite struct WholeSiteTests {
  @Test func ourOwnCatalog() async throws {
    try await check("\(Repository.root)/catalog", rules: 12)
  }

  @Test(
    .enabled(if: Repository.needsShared, "the shared folder is not here"),
    arguments: [
      ("corpus/security_content", 1_870 + 178), ("corpus/newer_formats", 15),
      ("corpus/schema_2024_sample", 9),
      ("corpus/runnable_other_snapshots", 25), ("reference_pages/catalog", 2),
    ])
  func realCatalogs(folder: String, rules: Int) async throws {
    try await check(try Repository.shared(folder), rules: rules)
  }

  private func check(_ catalog: String, rules: Int) async throws {
    let site = try await BuiltSite(catalog: catalog)
    #expect(site.analysis.rules.count == rules)
    try stages(of: site)
    try ruleBodies(of: site)
    try links(of: site)
  }

  /// Every rule has a page, and each of its stages a place on it.
  private func stages(of site: BuiltSite) throws {
    let map = SiteMap(site.analysis, coverage: CoverageIndex(site.analysis))
    #expect(Set(map.rulePages).count == site.analysis.rules.count)
    for (rule, path) in zip(site.analysis.rules, map.rulePages) {
      #expect(!rule.search.stages.isEmpty, "\(path.text)")
      let ids = Page(HTMLScan(try site.bytes(path.text))).ids
      let missing = (1...max(1, rule.search.stages.count)).filter { !ids.contains("stage-\($0)") }
      #expect(missing.isEmpty, "\(path.text)")
    }
  }

  /// The raw file lies beside the page to the letter, and the rule body shows it but for its last line feed.
  private func ruleBodies(of site: BuiltSite) throws {
    let map = SiteMap(site.analysis, coverage: CoverageIndex(site.analysis))
    for (rule, path) in zip(site.analysis.rules, map.rulePages) {
      #expect(try site.bytes(path.sibling("rule.yml").text) == rule.rule.file.bytes, "\(path.text)")
      let page = try site.text(path.text)
      let start = try #require(
        page.range(
          of: "<pre class=\"code yaml\" tabindex=\"0\" role=\"region\" aria-label=\"Rule body\"><code>"))
      let end = try #require(page.range(of: "</code></pre>", range: start.upperBound..<page.endIndex))
      var body = Self.text(of: page[start.upperBound..<end.lowerBound])
      if rule.rule.file.bytes.last == 0x0A { body += "\n" }
      #expect(Array(body.utf8) == rule.rule.file.source.bytes, "\(path.text)")
    }
  }

  private static func text(of html: Substring) -> String {
    String(html).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#13;", with: "\r").replacing("&amp;", with: "&")
  }

  /// Every page is well-formed, and every link inside the site leads to a page and a place that exist.
  private func links(of site: BuiltSite) throws {
    var pages: [String: Page] = [:]
    let files = site.files
    for file in files where file.hasSuffix(".html") { pages[file] = Page(HTMLScan(try site.bytes(file))) }
    let all = Set(files)
    for (path, page) in pages {
      #expect(page.problems.isEmpty, "\(path): \(page.problems)")
      #expect(page.loads.isEmpty, "\(path): \(page.loads)")
      #expect(page.scripts == 1 || path.hasPrefix("rules/id/"), "\(path)")
      for link in Set(page.links) where !link.contains("://") && !link.hasPrefix("mailto:") {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let target = parts[0].isEmpty ? path : Self.resolve(String(parts[0]), from: path)
        #expect(all.contains(target), "\(path) leads to \(link)")
        if parts.count > 1 {
          #expect(pages[target]?.ids.contains(String(parts[1])) == true, "\(path) leads to \(link)")
        }
      }
    }
    // What a page names is there; what is there, a page names, but for what addresses from outside lead to.
    let named = Set(
      pages.flatMap { path, page in
        (page.links + page.sources).filter { !$0.contains("://") }.map {
          Self.resolve(String($0.prefix { $0 != "#" }), from: path)
        }
      })
    let unnamed = all.subtracting(named).filter {
      !$0.hasPrefix("rules/id/") && $0 != "404.html" && $0 != ".detection-catalog"
    }
    #expect(unnamed.isEmpty, "\(unnamed.sorted().prefix(5))")
  }

  /// What this suite asks of a page.
  private struct Page {
    let links: [String]
    let ids: Set<String>
    let problems: [String]
    /// Elements that would load something, but for the site's own script.
    let loads: [String]
    let sources: [String]
    let scripts: Int

    init(_ scan: HTMLScan) {
      links = scan.elements.compactMap { $0.attribute("href") }
      sources = scan.elements.compactMap { $0.attribute("src") }
      scripts = scan.elements.count { $0.name == "script" }
      let all = scan.elements.compactMap { $0.attribute("id") }
      ids = Set(all)
      problems = scan.problems + (all.count == ids.count ? [] : ["an id stands twice"])
      loads = scan.elements.filter { element in
        ["img", "iframe", "object", "embed"].contains(element.name)
          || element.attribute("src").map { !$0.hasSuffix("assets/site.js") || $0.contains(":") } ?? false
      }.map(\.name)
    }
  }

  private static func resolve(_ link: String, from page: String) -> String {
    var parts = page.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }
}
