import ArgumentParser
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

  @Flag(help: "Do not run the rules' tests. This version runs none in any case.")
  var noTests = false

  func run() async throws {
    let terminal = Terminal()
    let loaded = try await options.load(terminal: terminal) { settings in
      if let source { settings.source = source }
    }
    terminal.report(loaded.diagnostics)
    do throws(SiteFailure) {
      let builder = try await SiteBuilder(
        loaded.analysis, diagnostics: loaded.diagnostics, home: loaded.home, version: DetectionCatalog.version
      )
      terminal.progress("Writing the pages of \(loaded.ruleCount) …")
      let count = try await builder.write(to: output, input: options.catalogFolder)
      terminal.progress("")
      terminal.note("\(loaded.ruleCount), \(count) files written to \(output): \(loaded.diagnostics.counts)")
    } catch {
      terminal.progress("")
      explain(error, terminal)
      throw ExitCode.cannotProceed
    }
    try loaded.diagnostics.checkErrors()
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
