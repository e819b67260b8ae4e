import Analysis
import Catalog
import Events
import Foundation
import SPL
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// The rules of the specification's two documents, on logs of our own.
@Suite(.enabled(if: Repository.needsShared)) struct DocumentRulesTests {
  private static func rules() async throws -> (rules: [Rule], knowledge: SearchKnowledge) {
    let root = try Repository.shared("reference_pages/catalog")
    let catalog = try await CatalogReader.read(root: root).catalog
    let folders = SearchKnowledge.addOnFolders(apps: [], catalog: nil, home: Repository.root)
    return (catalog.rules, SearchKnowledge(catalog: catalog, root: root, addOns: folders))
  }

  /// The rows that a rule's search gives.
  private static func results(
    _ name: String, _ lines: [String], sourceType: String, source: String = "kubernetes",
    index: String = "main"
  ) async throws -> Table {
    let (rules, knowledge) = try await rules()
    let rule = try #require(rules.first { $0.name.value == name })
    let folder = TemporaryCatalog()
    try folder.writeBeside(lines.joined(separator: "\n") + "\n", to: "events.json")
    let file = LogFile(
      path: "\(folder.folder)/events.json", sourceType: sourceType, source: source, index: index)
    let search = knowledge.context.analyse(rule.search.value).expansion.text.bytes
    return try SearchSetting(files: [file], knowledge: knowledge).run(search, time: .init()).result.get()
  }

  private static func pull(_ image: String, _ time: String) -> String {
    #"{"type":"ADDED","object":{"kind":"Event","reason":"Pulling","message":"Pulling image \"\#(image)\"","#
      + #""lastTimestamp":"\#(time)","involvedObject":{"kind":"Pod","name":"tool","namespace":"default"},"#
      + #""source":{"component":"kubelet","host":"node-01"}}}"#
  }

  @Test func aScannerIsFoundByItsImage() async throws {
    let lines = [
      Self.pull("registry.example.com/tools/kube-hunter:2", "2026-11-22T13:00:00Z"),
      Self.pull("registry.example.com/shop/cart:7", "2026-11-22T13:00:05Z"),
    ]
    let table = try await Self.results(
      "Kubernetes Scanner Image Pulling", lines, sourceType: "kube:objects:events")
    #expect(table.count == 1)
    #expect(
      table.value("message", at: 0).text == #"Pulling image "registry.example.com/tools/kube-hunter:2""#)
    #expect(table.value("host", at: 0).text == "node-01")
    #expect(table.value("firstTime", at: 0).text == "2026-11-22T13:00:00")
  }

  @Test func anotherImageIsNone() async throws {
    let lines = [
      Self.pull("registry.example.com/tools/kube-hunt:2", "2026-11-22T13:00:00Z"),
      Self.pull("registry.example.com/shop/cart:7", "2026-11-22T13:00:05Z"),
    ]
    let table = try await Self.results(
      "Kubernetes Scanner Image Pulling", lines, sourceType: "kube:objects:events")
    #expect(table.count == 0)
  }

  /// The verdict, with the data under the address that the rule's test names.
  @Test(arguments: [("kube-hunter", Verdict.passed), ("kube-hunt", .failed)])
  func theTestOfTheRule(_ image: String, _ verdict: Verdict) async throws {
    let folder = TemporaryCatalog()
    try folder.writeBeside(
      Self.pull("registry.example.com/tools/\(image):2", "2026-11-22T13:00:00Z") + "\n",
      to: "data/datasets/attack_techniques/T1526/kubernetes_kube_hunter/kubernetes_kube_hunter.json")
    let root = try Repository.shared("reference_pages/catalog")
    let (rules, knowledge) = try await Self.rules()
    let rule = try #require(rules.first { $0.name.value == "Kubernetes Scanner Image Pulling" })
    let runner = TestRunner(
      knowledge: knowledge, data: AttackData(catalog: root, folder: "\(folder.folder)/data"))
    let analysis = try await CatalogAnalysis(
      try CatalogReader.read(root: root).catalog,
      attack: AttackTable(json: Array(#"{"version": "1", "tactics": [], "techniques": []}"#.utf8)))
    let analysed = try #require(analysis.rules.first { $0.rule.name.value == rule.name.value })
    let outcome = runner.run(analysed, try #require(rule.tests.first))
    #expect(outcome.verdict == verdict, "\(outcome.reason)")
  }

  private static func ready(_ image: String, _ time: Int) -> String {
    #"{"time":\#(time),"event":"metric","host":"node-01","fields":{"metric_name:k8s.container.ready":1,"#
      + #""host.name":"node-01","k8s.cluster.name":"prod","k8s.node.name":"node-01","#
      + #""container.image.name":"registry.example.com/\#(image)"}}"#
  }

  @Test func anImageThatWasNotSeenBeforeIsFound() async throws {
    let now = 1_795_352_400
    let lines = [
      Self.ready("shop/cart", now - 86400 * 5), Self.ready("shop/old", now - 86400 * 5),
      Self.ready("shop/cart", now - 600), Self.ready("tools/new", now - 300), Self.ready("shop/cart", now),
    ]
    let table = try await Self.results(
      "Kubernetes Previously Unseen Container Image Name", lines, sourceType: "httpevent",
      index: "kubernetes_metrics")
    let images = (0..<table.count).map { table.value("container.image.name", at: $0).text }
    #expect(images == ["registry.example.com/tools/new"])
  }
}
