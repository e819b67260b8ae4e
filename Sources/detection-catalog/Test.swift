import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import RuleTests

/// `detection-catalog test`
struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the tests that rules bring on their log files, without a Splunk server.",
    discussion: """
      Each test loads its data as its source types say, runs the rule's search over all of it and looks for the risk \
      and threat objects that the rule names, as Splunk's own tool does. Nothing is fetched: data comes from a copy of \
      splunk/attack_data (--attack-data) or from the catalog itself.

      Exit status: 0 when no verdict is one of --fail-on, 1 when one is, 2 when the work cannot be done.
      """)

  @Argument(help: "Only these rules: names, ids, or names of files; all unless given.")
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "A copy of splunk/attack_data; the catalog's attack_data/ unless given.", valueName: "dir"))
  var attackData: String?

  @Option(
    help: ArgumentHelp("A folder with the configuration of an add-on; may be given again.", valueName: "dir"))
  var app: [String] = []

  @Option(help: "How to tell the verdicts: for people, for programs, or as JUnit's XML for CI servers.")
  var format = TestFormat.text

  @Option(
    help: ArgumentHelp(
      "The verdicts that make the exit status 1, with commas: passed, failed, data_missing, unsupported, skipped, error.",
      valueName: "verdicts"))
  var failOn = "failed,error"

  @Flag(help: "Only the tests that failed or ended with an error when this catalog was last tested.")
  var lastFailed = false

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if let other = failOn.split(separator: ",").first(where: { Verdict(rawValue: String($0)) == nil }) {
      throw ValidationError("'\(other)' is no verdict.")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let loaded = try await options.load(terminal: terminal)
    let record = LastVerdicts(catalog: options.catalogFolder)
    let chosen = try choose(from: loaded.analysis.rules, record, terminal)
    let folders = SearchKnowledge.addOnFolders(apps: app, catalog: options.catalogFolder, home: loaded.home)
    let knowledge = SearchKnowledge(
      catalog: loaded.analysis.catalog, root: options.catalogFolder, addOns: folders)
    terminal.report(knowledge.diagnostics)
    let runner = TestRunner(
      knowledge: knowledge, data: AttackData(catalog: options.catalogFolder, folder: attackData))
    let began = ContinuousClock.now
    let outcomes = await runner.run(chosen) { done, all in terminal.progress("Test \(done) of \(all) …") }
    terminal.progress("")
    record.write(outcomes)
    let report = TestReport(outcomes, seconds: began.secondsUntilNow)
    terminal.print(format.text(of: report, colored: terminal.colorsOutput), terminator: "")
    if format != .text { terminal.note(report.conclusion) }
    let failing = Set(failOn.split(separator: ",").compactMap { Verdict(rawValue: String($0)) })
    if outcomes.contains(where: { failing.contains($0.verdict) }) { throw ExitCode.catalogHasErrors }
  }

  private func choose(from all: [RuleAnalysis], _ record: LastVerdicts, _ terminal: Terminal) throws
    -> [RuleAnalysis]
  {
    var chosen = all
    if !rules.isEmpty {
      chosen = all.filter { $0.rule.isNamed(byAnyOf: rules) }
      let unknown = rules.filter { name in !all.contains { $0.rule.isNamed(byAnyOf: [name]) } }
      if !unknown.isEmpty {
        terminal.fail("there is no rule '\(unknown[0])' in \(options.catalogFolder)", help: nil)
        throw ExitCode.cannotProceed
      }
    }
    if lastFailed {
      let failed = record.failed
      chosen = chosen.filter { failed.contains($0.rule.file.path) }
    }
    return chosen
  }
}

extension ContinuousClock.Instant {
  /// The seconds that have passed since.
  fileprivate var secondsUntilNow: Double {
    let parts = (ContinuousClock.now - self).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }
}

/// How verdicts are told.
enum TestFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, junit

  func text(of report: TestReport, colored: Bool) -> String {
    switch self {
    case .text: report.text(colored: colored)
    case .json: report.json
    case .junit: report.junit
    }
  }
}

/// Which rules' tests failed when a catalog was last tested: kept in the user's cache, never in the catalog.
struct LastVerdicts {
  private let path: String

  init(catalog: String) {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? "\(environment["HOME"] ?? "/tmp")/.cache"
    let absolute = URL(fileURLWithPath: catalog).standardizedFileURL.path
    let name = String(StableHash.of(absolute), radix: 16)
    path = "\(cache)/detection-catalog/failed-\(name).txt"
  }

  /// The files of the rules; none where the catalog was never tested.
  var failed: Set<String> {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return Set(text.split(separator: "\n").map(String.init))
  }

  func write(_ outcomes: [TestOutcome]) {
    let failed = Set(outcomes.filter { $0.verdict == .failed || $0.verdict == .error }.map(\.path))
    let kept = self.failed.subtracting(outcomes.map(\.path)).union(failed)
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? kept.sorted().joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
}

extension Rule {
  /// Whether one of these is its name, its id, or its file's name, with its folder or without.
  func isNamed(byAnyOf names: [String]) -> Bool {
    [name.value, id?.value, file.stem, file.stem + ".yml", file.path, file.source.path].contains { name in
      name.map(names.contains) ?? false
    }
  }
}
