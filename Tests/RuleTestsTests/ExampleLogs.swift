import Catalog
import Events
import Foundation
import SPLEngine
import TestSupport

@testable import RuleTests

/// The data sources of the public rules that hold an example log and the names of the fields that Splunk's add-ons made
/// of it, with what our add-ons make of it.
struct ExampleLogs {
  /// A data source with its example.
  struct Example: Sendable {
    /// The data source's file.
    let file: String
    let sourceType: String
    let source: String
    /// The names of its list, without Splunk's own bookkeeping.
    let wanted: Set<String>
    /// The fields that our add-ons give.
    let found: Set<String>
    /// Wanted names that cannot come from the log.
    let unreachable: Set<String>
    /// What it says of fields of the Common Information Model, and the values of both, event by event.
    let mapped: [Mapping]

    var reachable: Set<String> { wanted.subtracting(unreachable) }
    var missing: Set<String> { reachable.subtracting(found) }
  }

  /// A field and the field of a data model that has its value.
  struct Mapping: Sendable {
    let from: String
    let to: String
    let values: [(from: [String], to: [String])]
  }

  let examples: [Example]

  /// Fields that Splunk adds by itself, about where an event is kept or how it was marked.
  private static let bookkeeping: Set<String> = [
    "punct", "timestartpos", "timeendpos", "splunk_server", "splunk_server_group", "linecount", "index",
    "host",
    "source", "sourcetype", "_time", "_raw", "_indextime", "_cd", "_bkt", "_serial", "_si", "_sourcetype",
    "_subsecond", "_kv", "_eventtype_color", "date_hour", "date_mday", "date_minute", "date_month",
    "date_second",
    "date_wday", "date_year", "date_zone",
  ]

  init() async throws {
    let root = try Repository.shared("corpus/security_content")
    let catalog = try await CatalogReader.read(root: root).catalog
    let folders = SearchKnowledge.addOnFolders(apps: [], catalog: nil, home: Repository.root)
    let knowledge = SearchKnowledge(catalog: catalog, root: root, addOns: folders)
    let unreachable = try Self.unreachable()
    examples = try catalog.dataSources.filter { !$0.exampleLog.isEmpty && !$0.fields.isEmpty }.map { source in
      let events = try Self.events(of: source, knowledge)
      let file = (source.file.path as NSString).lastPathComponent
      return Example(
        file: file, sourceType: source.sourceType, source: source.source,
        wanted: Set(source.fields).subtracting(Self.bookkeeping),
        found: Set(
          events.fields.filter { field in (0..<events.count).contains { !events.value(field, at: $0).isNull }
          }),
        unreachable: unreachable[file] ?? [], mapped: Self.mapped(source.file.bytes, events))
    }
  }

  private static func events(of source: DataSource, _ knowledge: SearchKnowledge) throws -> Table {
    let path = "\(NSTemporaryDirectory())/example-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try source.exampleLog.write(toFile: path, atomically: false, encoding: .utf8)
    let file = LogFile(path: path, sourceType: source.sourceType, source: source.source)
    let events = LogEvents([file], configuration: knowledge.configuration, now: 1_700_000_000)
    var result = Table()
    try events.read(EventRequest()) {
      $0
    } sink: { table in
      result.append(table)
      return true
    }
    return result
  }

  // MARK: What cannot come from the log

  /// The names that `Tests/Spec/example-logs/unreachable.txt` lists, by the data source's file.
  static func unreachable() throws -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    let text = try Repository.text("Tests/Spec/example-logs/unreachable.txt")
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      let names = line[colon.upperBound...].components(separatedBy: ", ")
      result[String(line[..<colon.lowerBound]), default: []].formUnion(names)
    }
    return result
  }

  // MARK: Values

  /// The mappings to fields of the Common Information Model. `Image|endswith`, of which a field has a part, is left out.
  private static func mapped(_ bytes: [UInt8], _ events: Table) -> [Mapping] {
    guard let root = YAMLReader.read(path: "", bytes: bytes).root, case .mapping(let keys) = root.content,
      case .sequence(let entries)? = keys.first(where: { $0.key == "field_mappings" })?.value.content
    else { return [] }
    return entries.flatMap { entry -> [Mapping] in
      guard case .mapping(let parts) = entry.content,
        parts.first(where: { $0.key == "data_model" })?.value.scalar?.text == "cim",
        case .mapping(let pairs)? = parts.first(where: { $0.key == "mapping" })?.value.content
      else { return [] }
      return pairs.compactMap { pair in
        guard !pair.key.contains("|"), let to = pair.value.scalar?.text.split(separator: ".").last else {
          return nil
        }
        let values = (0..<events.count).map { row in
          (events.value(pair.key, at: row).texts, events.value(String(to), at: row).texts)
        }
        return Mapping(from: pair.key, to: String(to), values: values)
      }
    }
  }
}
