import Foundation
import SPL
import TestSupport
import Testing

@testable import Events
@testable import SPLEngine

/// Plain-file cases of what searches give: `Tests/Spec/engine`. Its README says how a case is written.
struct EngineSpecTests {
  static let folders = ["stats", "eval", "rows", "search"]
  static let cases = folders.flatMap { SpecCase.all(in: "engine/\($0)") }

  @Test(arguments: cases)
  func searchGivesWhatTheCaseSays(_ example: SpecCase) throws {
    let search = try #require(example.sections["search"])
    var definitions: [MacroDefinition] = []
    for macro in try example.macros() {
      definitions.append(
        MacroDefinition(name: macro.name, arguments: macro.arguments, definition: macro.definition))
    }
    let expander = MacroExpander(MacroTable(definitions), knownFilters: [])
    let text = String(decoding: expander.expand(Array(search.utf8)).text.bytes, as: UTF8.self)
    var environment = try environment(of: example)
    var log: String?
    defer { log.map { try? FileManager.default.removeItem(atPath: $0) } }
    if let text = example.sections["log"] {
      let path = "\(NSTemporaryDirectory())/spec-\(UUID().uuidString).log"
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      log = path
      environment.events = LogEvents(
        [LogFile(path: path, sourceType: "example")],
        configuration: EventConfiguration(environment: environment),
        now: environment.now)
    }
    let outcome = Result { () throws(SearchError) in try Search.run(text, in: environment) }
    switch outcome {
    case .failure(let error):
      let expected = example.lines("error")?.first { !$0.hasPrefix("#") }
      let parts = (expected ?? "").split(separator: ":", maxSplits: 1)
        .map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(parts.first == error.kind.rawValue, "\(error.kind): \(error.message)")
      if parts.count > 1 { #expect(error.message.contains(parts[1]), "\(error.message)") }
    case .success(let result):
      if let expected = example.lines("error") {
        Issue.record("expected \(expected), got \(Self.shown(result.table))")
        return
      }
      try SpecRows.check(result.table, against: example)
    }
  }

  private func environment(of example: SpecCase) throws -> SearchEnvironment {
    let now = example.sections["now"].flatMap { Double($0) } ?? 1_700_000_000
    let rows = try (example.lines("rows in") ?? []).filter { !$0.hasPrefix("#") }.map(SpecRows.object)
    var environment = SearchEnvironment(events: MemoryEvents(Table(rows: rows)), now: now)
    if let lines = example.lines("metrics") {
      environment.metrics = MemoryEvents(Table(rows: try lines.map(SpecRows.object)))
    }
    var lookups: [String: LookupDefinition] = [:]
    for (section, text) in example.sections where section.hasPrefix("lookup ") {
      guard !section.hasPrefix("lookup definition ") else { continue }
      lookups[String(section.dropFirst(7))] = LookupDefinition(Self.csv(text))
    }
    for (section, text) in example.sections where section.hasPrefix("lookup definition ") {
      let name = String(section.dropFirst(18))
      lookups[name] = try Self.definition(text, tables: lookups, name: name)
    }
    environment.lookups = MemoryLookups(lookups)
    for (section, path) in [("earliest", \TimeRange.earliest), ("latest", \TimeRange.latest)] {
      guard let text = example.sections[section] else { continue }
      environment.time[keyPath: path] = TimeModifier.seconds(text, now: now, in: .gmt)
    }
    return environment
  }

  private static func definition(_ text: String, tables: [String: LookupDefinition], name: String) throws
    -> LookupDefinition
  {
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if parts.count == 2 { settings[parts[0]] = parts[1] }
    }
    let table = try #require(tables[settings["filename"] ?? name], "no table for \(name)")
    return LookupDefinition(table.table, settings: settings)
  }

  private static func csv(_ text: String) -> Table {
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line -> [String] in
      var cells: [String] = [""]
      var isQuoted = false
      for character in line {
        if character == "\"" {
          isQuoted.toggle()
        } else if character == ",", !isQuoted {
          cells.append("")
        } else {
          cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
    guard let head = lines.first else { return Table() }
    let rows = lines.dropFirst()
    return Table(
      count: rows.count,
      head.enumerated().map { column, field in
        (field, rows.map { column < $0.count && !$0[column].isEmpty ? .text($0[column]) : .null })
      })
  }

  private static func shown(_ table: Table) -> String {
    (0..<min(3, table.count)).map { "\(table.row($0))" }.joined(separator: "; ")
  }
}
