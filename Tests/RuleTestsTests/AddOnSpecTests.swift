import Catalog
import Diagnostics
import Events
import Foundation
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// Plain-file cases of what add-ons make of log files: `Tests/Spec/addons`. Its README says how a case is written.
@Suite struct AddOnSpecTests {
  static let cases = SpecCase.all(in: "addons")

  @Test(arguments: cases) func addOnGivesWhatTheCaseSays(_ example: SpecCase) throws {
    let folder = TemporaryCatalog()
    try Self.write(example, into: folder)
    let read = AddOnFolder.addOns(in: "\(folder.folder)/apps").map { AddOnFolder.read($0) }
    let knowledge = SearchKnowledge(
      catalog: .empty, root: folder.root, addOns: AddOnFolder.addOns(in: "\(folder.folder)/apps"))
    let file = LogFile(
      path: "\(folder.folder)/example.log", sourceType: example.sections["sourcetype"] ?? "t",
      source: example.sections["log source"] ?? "/var/log/example.log",
      host: example.sections["log host"] ?? "host-1")
    if example.sections["rows"] != nil || example.sections["rows in any order"] != nil {
      let search = try #require(example.sections["search"])
      let setting = SearchSetting(files: [file], knowledge: knowledge)
      let analysis = knowledge.context.analyse(search)
      let outcome = try setting.run(analysis.expansion.text.bytes, time: .init())
      try SpecRows.check(try outcome.result.get(), against: example)
    }
    let told =
      (read.flatMap(\.diagnostics) + knowledge.configuration.diagnostics
      + knowledge.configuration.faults(of: file))
      .map { "\($0.location.path):\($0.location.line): \($0.summary)" }
    for line in example.lines("fault") ?? [] {
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      #expect(
        told.contains { $0.contains("/\(parts[0])") && $0.contains(parts.count > 1 ? parts[1] : "") },
        "\(told)")
    }
  }

  /// The add-ons beside the catalog, and the log.
  private static func write(_ example: SpecCase, into folder: TemporaryCatalog) throws {
    for (section, text) in example.sections where section.hasPrefix("file ") {
      let path = section.dropFirst("file ".count)
      let isNamed = !["default/", "local/", "lookups/", "data/"].contains { path.hasPrefix($0) }
      try folder.writeBeside(text + "\n", to: "apps/\(isNamed ? "" : "example/")\(path)")
    }
    if let text = example.sections["log hex"] {
      let digits = Array(text.filter { !$0.isWhitespace })
      let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
        UInt8(String(digits[$0...$0 + 1]), radix: 16)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder.folder)/example.log"))
    } else {
      try folder.writeBeside((example.sections["log"] ?? "") + "\n", to: "example.log")
    }
  }
}
