import Analysis
import Catalog
import Events
import Foundation
import SPLEngine
import TestSupport

@testable import RuleTests

/// The real rules whose whole test data is at hand, as one catalog, with what an official run said of each.
struct RunnableRules {
  /// A rule and what is foretold of its test.
  struct Expectation: Sendable {
    let path: String
    let expected: String
  }

  let root: String
  let analysis: CatalogAnalysis
  /// By the file's path in the catalog that is made here.
  let expectations: [String: String]
  let runner: TestRunner
  let knowledge: SearchKnowledge

  /// Lays the rules out in a temporary folder, each in a folder of its own: the same rule of two snapshots is two rules.
  init() async throws {
    let corpus = try Repository.shared("corpus")
    let files = FileManager.default
    root = "\(NSTemporaryDirectory())runnable-\(UUID().uuidString)"
    try files.createDirectory(atPath: root, withIntermediateDirectories: true)
    try files.copyItem(atPath: "\(corpus)/security_content/macros", toPath: "\(root)/macros")
    try files.copyItem(atPath: "\(corpus)/security_content/lookups", toPath: "\(root)/lookups")
    for name in try files.contentsOfDirectory(atPath: "\(corpus)/newer_formats/2026/macros").sorted()
    where !files.fileExists(atPath: "\(root)/macros/\(name)") {
      try files.copyItem(
        atPath: "\(corpus)/newer_formats/2026/macros/\(name)", toPath: "\(root)/macros/\(name)")
    }
    let table = Table(csv: Array(try Data(contentsOf: URL(fileURLWithPath: "\(corpus)/runnable.csv"))))
    var expectations: [String: String] = [:]
    for row in 0..<table.count {
      let detection = table.value("detection", at: row).text ?? ""
      let source = ["\(corpus)/\(detection)", "\(corpus)/security_content/\(detection)"].first {
        files.fileExists(atPath: $0)
      }
      guard let source else { continue }
      let folder = String(format: "detections/%03d", row)
      try files.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
      let path = "\(folder)/\((source as NSString).lastPathComponent)"
      try files.copyItem(atPath: source, toPath: "\(root)/\(path)")
      expectations[path] = table.value("expected", at: row).text ?? ""
    }
    self.expectations = expectations
    let attack = try AttackTable(
      json: Array(Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/catalog/\(AttackTable.path)"))))
    let catalog = try await CatalogReader.read(root: root).catalog
    analysis = await CatalogAnalysis(catalog, attack: attack)
    let folders = SearchKnowledge.addOnFolders(apps: [], catalog: nil, home: Repository.root)
    knowledge = SearchKnowledge(catalog: catalog, root: root, addOns: folders)
    runner = TestRunner(
      knowledge: knowledge, data: AttackData(catalog: root, folder: "\(corpus)/attack_data"))
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: root)
  }
}
