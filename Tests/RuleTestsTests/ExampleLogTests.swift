import Catalog
import Events
import Foundation
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// The example logs of data sources: which of the fields that Splunk's add-ons made of them ours make too.
@Suite struct ExampleLogTests {
  /// A data source's fields, wanted and found.
  struct Outcome: Sendable {
    let name: String
    let sourceType: String
    let wanted: Set<String>
    let found: Set<String>
    /// Wanted names that cannot come from the log.
    let unreachable: Set<String>

    var reachable: Set<String> { wanted.subtracting(unreachable) }
    var missing: Set<String> { reachable.subtracting(found) }
  }

  /// Fields that Splunk adds by itself, about where an event is kept or how it was marked.
  static let bookkeeping: Set<String> = [
    "punct", "timestartpos", "timeendpos", "splunk_server", "splunk_server_group", "linecount", "index",
    "host",
    "source", "sourcetype", "_time", "_raw", "_indextime", "_cd", "_bkt", "_serial", "_si", "_sourcetype",
    "_subsecond", "_kv", "_eventtype_color", "date_hour", "date_mday", "date_minute", "date_month",
    "date_second",
    "date_wday", "date_year", "date_zone",
  ]

  static func outcomes() async throws -> [Outcome] {
    let root = try Repository.shared("corpus/security_content")
    let catalog = try await CatalogReader.read(root: root).catalog
    let folders = SearchKnowledge.addOnFolders(apps: [], catalog: nil, home: Repository.root)
    let knowledge = SearchKnowledge(catalog: catalog, root: root, addOns: folders)
    var outcomes: [Outcome] = []
    for source in catalog.dataSources where !source.exampleLog.isEmpty && !source.fields.isEmpty {
      let path = "\(NSTemporaryDirectory())/example-\(UUID().uuidString).log"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try source.exampleLog.write(toFile: path, atomically: false, encoding: .utf8)
      let file = LogFile(path: path, sourceType: source.sourceType, source: source.source)
      let events = LogEvents([file], configuration: knowledge.configuration, now: 1_700_000_000)
      var found: Set<String> = []
      try events.read(EventRequest()) {
        $0
      } sink: { table in
        found.formUnion(table.fields)
        return true
      }
      let wanted = Set(source.fields)
      let unreachable = wanted.filter { bookkeeping.contains($0) }
      outcomes.append(
        Outcome(
          name: source.name, sourceType: source.sourceType, wanted: wanted, found: found,
          unreachable: unreachable))
    }
    return outcomes
  }

  @Test(.enabled(if: Repository.needsShared)) func fieldsOfExampleLogsAreFound() async throws {
    let outcomes = try await Self.outcomes()
    #expect(!outcomes.isEmpty)
    var text = ""
    for (type, group) in Dictionary(grouping: outcomes, by: \.sourceType).sorted(by: { $0.key < $1.key }) {
      let reachable = group.reduce(0) { $0 + $1.reachable.count }
      let missing = group.reduce(0) { $0 + $1.missing.count }
      text +=
        "\(type): \(reachable - missing) of \(reachable), ceiling \(group.reduce(0) { $0 + $1.wanted.count })\n"
      let names = group.flatMap(\.missing)
      var counts: [String: Int] = [:]
      for name in names { counts[name, default: 0] += 1 }
      let order = counts.keys.sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
      let shown = order.prefix(60).map { "\($0) (\(counts[$0] ?? 0))" }
      text += "    missing: \(shown.joined(separator: ", "))\n"
    }
    let reachable = outcomes.reduce(0) { $0 + $1.reachable.count }
    let missing = outcomes.reduce(0) { $0 + $1.missing.count }
    text += "all: \(reachable - missing) of \(reachable)\n"
    if let path = ProcessInfo.processInfo.environment["EXAMPLE_LOG_REPORT"] {
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
