import Analysis
import Catalog
import Diagnostics
import Foundation
import RuleTests
import TestSupport

@testable import Site

/// A site built into a fresh folder, which is removed with it.
final class BuiltSite: Sendable {
  let folder: String
  let analysis: CatalogAnalysis
  let diagnostics: [Diagnostic]

  /// Where the outcomes of tests come from.
  enum Outcomes: Sendable {
    /// Tests are run, as the program does.
    case run
    /// No test is run.
    case none
    /// They are given.
    case made(@Sendable (CatalogAnalysis) -> [TestOutcome])
  }

  init(catalog: String, outcomes: Outcomes = .run) async throws {
    let read = try await CatalogReader.read(root: catalog)
    let table = try AttackTable(json: Array(try Repository.text("catalog/\(AttackTable.path)").utf8))
    analysis = await CatalogAnalysis(read.catalog, attack: table)
    diagnostics = (read.diagnostics + analysis.diagnostics).sorted()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    let builder = try await SiteBuilder(
      analysis, diagnostics: diagnostics, tests: await Self.tests(outcomes, analysis, catalog: catalog),
      home: Repository.root, version: "0.0.0")
    _ = try await builder.write(to: folder, input: catalog)
  }

  private static func tests(
    _ outcomes: Outcomes, _ analysis: CatalogAnalysis, catalog: String
  ) async -> [TestOutcome]? {
    switch outcomes {
    case .none: return nil
    case .made(let make): return make(analysis)
    case .run:
      let data = AttackData(catalog: catalog, folder: Repository.shared.map { "\($0)/corpus/attack_data" })
      let addOns =
        data.holdsData(of: analysis.rules)
        ? SearchKnowledge.addOnFolders(apps: [], catalog: catalog, home: Repository.root) : []
      let knowledge = SearchKnowledge(catalog: analysis.catalog, root: catalog, addOns: addOns)
      return await TestRunner(knowledge: knowledge, data: data).run(analysis.rules)
    }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    try FileBytes.read("\(folder)/\(path)", limit: 1 << 26)
  }

  func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The paths of all files, sorted.
  var files: [String] {
    (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}
