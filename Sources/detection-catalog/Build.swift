import ArgumentParser
import Foundation
import RuleTests
import Site

/// `detection-catalog build`
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Build the catalog's site.",
    discussion: """
      Tells everything that is wrong with the catalog and writes every page that can be written. The output folder may \
      be empty or one that an earlier run wrote; files of others in it are never removed.
      """)

  @OptionGroup var options: CatalogOptions

  @Option(help: ArgumentHelp("The folder that receives the site.", valueName: "dir"))
  var output = "site"

  @Option(help: ArgumentHelp("The address of the repository that holds the rules.", valueName: "url"))
  var source: String?

  @Flag(help: "Do not run the rules' tests.")
  var noTests = false

  @Option(
    help: ArgumentHelp(
      "A copy of splunk/attack_data, where the data of tests is looked for.",
      discussion: "Default: the catalog's attack_data/. Nothing is fetched.", valueName: "dir"))
  var attackData: String?

  func run() async throws {
    let terminal = Terminal()
    let loaded = try await options.load(terminal: terminal) { settings in
      if let source { settings.source = source }
    }
    terminal.report(loaded.diagnostics)
    let tests = noTests ? nil : try await runTests(loaded, terminal)
    do throws(SiteFailure) {
      let builder = try await SiteBuilder(
        loaded.analysis, diagnostics: loaded.diagnostics, tests: tests, home: loaded.home,
        version: DetectionCatalog.version)
      terminal.progress("Writing the pages of \(loaded.ruleCount) …")
      let count = try await builder.write(to: output, input: options.catalogFolder)
      terminal.progress("")
      terminal.note("\(loaded.ruleCount), \(count) files written to \(output): \(loaded.diagnostics.counts)")
      if let tests, !tests.isEmpty { terminal.note(Self.summary(of: tests)) }
    } catch {
      terminal.progress("")
      explain(error, terminal)
      throw ExitCode.cannotProceed
    }
    try loaded.diagnostics.checkErrors()
  }

  /// Runs the tests of all rules. Add-ons are read only where there is data for them to read.
  private func runTests(_ loaded: LoadedCatalog, _ terminal: Terminal) async throws -> [TestOutcome] {
    if let attackData {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: attackData, isDirectory: &isFolder), isFolder.boolValue
      else {
        terminal.fail("there is no folder \(attackData)", help: "name a copy of splunk/attack_data")
        throw ExitCode.cannotProceed
      }
    }
    terminal.progress("Running tests …")
    let folder = options.catalogFolder
    let rules = loaded.analysis.rules
    let data = AttackData(catalog: folder, folder: attackData)
    let addOns =
      data.holdsData(of: rules)
      ? SearchKnowledge.addOnFolders(apps: [], catalog: folder, home: loaded.home) : []
    let knowledge = SearchKnowledge(catalog: loaded.analysis.catalog, root: folder, addOns: addOns)
    terminal.report(knowledge.diagnostics)
    let outcomes = await TestRunner(knowledge: knowledge, data: data).run(rules) { done, count in
      if done % 16 == 0 { terminal.progress("Running test \(done) of \(count) …") }
    }
    terminal.progress("")
    return outcomes
  }

  /// How many tests came to each verdict.
  private static func summary(of tests: [TestOutcome]) -> String {
    let counts = Verdict.allCases.compactMap { verdict in
      let count = tests.count { $0.verdict == verdict }
      return count > 0 ? "\(count) \(verdict.words)" : nil
    }
    return "\(tests.count) \(tests.count == 1 ? "test" : "tests"): \(counts.joined(separator: ", "))"
  }

  private func explain(_ failure: SiteFailure, _ terminal: Terminal) {
    switch failure {
    case .refused(let reason, let help): terminal.fail(reason, help: help)
    case .notWritten(let path, let reason): terminal.fail("\(path) cannot be written: \(reason)", help: nil)
    case .missing(let path):
      terminal.fail("\(path) cannot be read", help: "is --home the product's own folder?")
    case .malformedTemplate(let path, let reason):
      terminal.fail("\(path) is no Mustache template: \(reason)", help: nil)
    case .unfitTag(let template, let tag):
      terminal.fail("\(template).mustache: the tag '\(tag)' does not fit what its page has", help: nil)
    }
  }
}
