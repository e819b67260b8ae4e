import Analysis
import Catalog
import Diagnostics
import Foundation
import Site
import TestSupport
import Testing

/// A site as it was written, with what was said of its catalog.
struct BuiltSite {
  /// Everything the reader and the analysis told.
  let diagnostics: [Diagnostic]
  /// The files by their path in the site.
  let files: [String: [UInt8]]

  /// The paths of the rules' own pages.
  var rulePages: [String] {
    files.keys.filter { $0.hasSuffix("/rule.yml") }.map { $0.dropLast("rule.yml".count) + "index.html" }
      .sorted()
  }

  /// A page, taken apart; it must be there.
  func page(_ path: String) throws -> HTMLScan {
    HTMLScan(try #require(files[path], "there is no \(path) among \(files.keys.sorted())"))
  }

  /// The only rule's page.
  func rulePage() throws -> HTMLScan {
    try #require(rulePages.count == 1, "\(rulePages)")
    return try page(rulePages[0])
  }

  /// All pages, taken apart.
  var pages: [(path: String, scan: HTMLScan)] {
    files.keys.filter { $0.hasSuffix(".html") }.sorted().map { ($0, HTMLScan(files[$0] ?? [])) }
  }
}

extension TemporaryCatalog {
  /// Reads the catalog.
  func read() async throws -> CatalogReader.Result {
    try await CatalogReader.read(root: root)
  }

  /// Reads and analyses the catalog; with everything that was told.
  func analyse() async throws -> (analysis: CatalogAnalysis, diagnostics: [Diagnostic]) {
    let result = try await read()
    let analysis = await CatalogAnalysis(result.catalog, attack: try smallAttackTable())
    return (analysis, (result.diagnostics + analysis.diagnostics).sorted())
  }

  /// Reads, analyses and writes the site.
  func build(to output: String? = nil) async throws -> BuiltSite {
    let (analysis, diagnostics) = try await analyse()
    let builder = try await SiteBuilder(
      analysis, diagnostics: diagnostics, home: Repository.root, version: "0.0.0")
    let count = try await builder.write(to: output ?? site, input: root)
    let files = files(in: "site")
    #expect(
      output != nil || files.count > count, "every file has a place of its own, and the list of them has one")
    return BuiltSite(diagnostics: diagnostics, files: files)
  }

  /// Two tactics and six techniques: all that these tests need.
  private func smallAttackTable() throws -> AttackTable {
    func technique(_ id: String, _ name: String, _ more: String) -> String {
      """
      {"id": "\(id)", "name": "\(name)", "tactics": ["initial-access", "discovery"], "platforms": [], \(more)}
      """
    }
    let kept = #""isRevoked": false, "isDeprecated": false"#
    let revoked = #""isRevoked": true, "isDeprecated": false"#
    let techniques = [
      technique("T1066", "Indicator Removal from Tools", #""revokedBy": "T1078.004", \#(revoked)"#),
      technique("T1067", "Bootkit", revoked),
      technique("T1068", "Old Ways", #""isRevoked": false, "isDeprecated": true"#),
      technique("T1078", "Valid Accounts", kept),
      technique("T1078.004", "Cloud Accounts", #""parent": "T1078", \#(kept)"#),
      technique("T1526", "Cloud Service Discovery", kept),
    ]
    let json = """
      {"version": "0.1", "tactics": [
      {"id": "TA0001", "name": "Initial Access", "shortName": "initial-access"},
      {"id": "TA0007", "name": "Discovery", "shortName": "discovery"}],
      "techniques": [\(techniques.joined(separator: ",\n"))]}
      """
    return try AttackTable(json: Array(json.utf8))
  }
}

extension [Diagnostic] {
  /// Those of a code.
  func of(_ code: DiagnosticCode) -> [Diagnostic] {
    filter { $0.code == code }
  }

  /// The only one of a code; there must be one, and not two.
  func only(_ code: DiagnosticCode, _ location: Testing.SourceLocation = #_sourceLocation) throws
    -> Diagnostic
  {
    let found = of(code)
    try #require(found.count == 1, "\(code.rawValue) among \(brief)", sourceLocation: location)
    return found[0]
  }

  /// Code and place of each, for the report of a failed test.
  var brief: [String] {
    prefix(20).map {
      "\($0.code.rawValue) \($0.location.line):\($0.location.column) \($0.summary.prefix(120))"
    }
  }
}

extension Diagnostic {
  /// Whether it stands at a line and column of the file whose path ends so.
  func isAt(_ file: String, _ line: Int, _ column: Int) -> Bool {
    location.path.hasSuffix(file) && location.line == line && location.column == column
  }
}
