import Analysis
import Catalog
import Foundation
import TestSupport
import Testing

/// The analysis of the whole corpus agrees with a second implementation of the specification, written in Python by
/// somebody who had not seen this one: `Tests/Independent/analyse.py`.
@Suite(.enabled(if: Repository.needsShared, "the shared folder is not here"))
struct IndependentTests {
  @Test(arguments: [
    "corpus/security_content", "corpus/newer_formats", "corpus/schema_2024_sample", "reference_pages/catalog",
  ])
  func agrees(_ folder: String) async throws {
    let catalog = try Repository.shared(folder)
    let bundle = try Repository.shared("attack/enterprise-attack.json")
    let other = try Self.run(["\(Repository.root)/Tests/Independent/analyse.py", catalog, "--attack", bundle])
    let expected = try #require(try JSONSerialization.jsonObject(with: other) as? [String: [String: Any]])
    let table = try AttackTable(
      json: Array(
        try Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/catalog/\(AttackTable.path)"))))
    let analysis = await CatalogAnalysis(try await CatalogReader.read(root: catalog).catalog, attack: table)
    #expect(analysis.rules.count == expected.count)
    for rule in analysis.rules {
      let differing = Self.differences[rule.rule.file.stem]?.facts ?? []
      let wanted = try #require(expected[rule.rule.file.path], "\(rule.rule.file.path)")
      for (key, value) in Self.facts(rule, analysis.corpus) {
        let agrees = Self.canonical(value) == Self.canonical(wanted[key] ?? "")
        // A difference that has gone must leave the list.
        #expect(
          agrees != differing.contains(key), "\(rule.rule.file.path): \(key) is \(Self.canonical(value))")
      }
    }
  }

  /// Rules in which the two read an unclear sentence of the specification in two ways, by the file's stem: which facts
  /// differ, and why. All other facts of these rules agree.
  private static let differences: [String: (facts: Set<String>, reason: String)] = [
    "getcurrent_user_with_powershell": (
      ["indicators"], "a value without quotes holds `()`: here it is part of the value, there it ends it"
    ),
    "abnormally_high_aws_instances_launched_by_user": (
      ["indicators", "terms"],
      "`_time >= relative_time(…)` in a search: here a computed expression, there the value `relative_time`"
    ),
    "abnormally_high_aws_instances_terminated_by_user": (
      ["indicators", "terms"],
      "`_time >= relative_time(…)` in a search: here a computed expression, there the value `relative_time`"
    ),
  ]

  private static func facts(_ rule: RuleAnalysis, _ corpus: CorpusIndex) -> [String: Any] {
    let search = rule.search
    return [
      "stages": search.stages.map { [$0.name, $0.text] },
      "terms": search.terms.map { [$0.stage, $0.term] as [Any] },
      "group_by": search.groupBy.text,
      "severity": rule.severity ?? "",
      "exclusions": search.exclusions.map { row in
        [row.field, row.kind.rawValue, row.values.isEmpty ? [""] : row.values] as [Any]
      },
      "indicators": search.indicators.map { row in
        let values = row.values.isEmpty ? [""] : row.values
        return [
          row.field, row.kind.rawValue,
          values.map { value in
            [value, max(1, corpus.count(field: row.field, kind: row.kind, value: value))] as [Any]
          },
        ] as [Any]
      },
      "attack": rule.attack.rows.map { row in
        [
          row.tactic?.name ?? "?",
          row.techniques.map { $0.name.isEmpty ? $0.id : "\($0.id) \($0.name)" }.joined(separator: ", "),
        ]
      },
    ]
  }

  private static func canonical(_ value: Any) -> String {
    if let text = value as? String { return text }
    let data = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return data
  }
}
