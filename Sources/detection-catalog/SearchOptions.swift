import ArgumentParser
import Catalog
import Events
import Foundation
import RuleTests

/// What the events of the files are said to be.
struct OriginOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The source type of the events.",
      discussion:
        "With --rule, what these options leave out is what the rule's tests say of a file of this name.",
      valueName: "type"))
  var sourcetype: String?

  @Option(help: ArgumentHelp("Their source; the file's path unless given.", valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp("Their host.", valueName: "name"))
  var host: String?

  @Option(help: ArgumentHelp("Their index.", valueName: "name"))
  var index: String?

  /// A file with its origin: by the options, else by the test of the rule that names such a file.
  func file(_ path: String, of rule: Rule?) -> LogFile {
    let name = (path as NSString).lastPathComponent
    let known = rule?.tests.flatMap(\.data).first { ($0.data as NSString).lastPathComponent == name }
    func text(_ option: String?, _ known: String?) -> String? {
      option ?? known.flatMap { $0.isEmpty ? nil : $0 }
    }
    return LogFile(
      path: path, sourceType: text(sourcetype, known?.sourceType) ?? "unknown",
      source: text(source, known?.source), host: text(host, known?.host) ?? "localhost",
      index: text(index, known?.index) ?? "main")
  }
}

/// The range of time that a search looks at.
struct TimeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The first moment: -24h@h, 1700000000, 2026-11-22T13:00:00.", valueName: "time"))
  var earliest: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The moment at which the range ends.", valueName: "time"))
  var latest: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What now() is; the time of the newest event unless given.", valueName: "time"))
  var now: String?

  var texts: SearchSetting.Times { .init(earliest: earliest, latest: latest, now: now) }
}
