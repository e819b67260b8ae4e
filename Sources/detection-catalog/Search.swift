import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Events
import Foundation
import RuleTests
import SPLEngine

/// `detection-catalog search`
struct Search: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a search over log files, and show its results.",
    discussion: """
      The search is given as text, or is that of a rule (--rule). Files are read one event per line; JSON objects, \
      key=value pairs and XML become fields. A search that begins with a pipe and a command that makes no rows works \
      on all events:

        detection-catalog search 'user=alice | stats count BY src' --data auth.log
        zcat logs/*.gz | detection-catalog search '| top 5 status' --format json

      Results go to standard output, all that is said about them to standard error.

      Exit status: 0 when the search ran, also without a result; 1 when it failed; 2 when a file is missing.
      """)

  @Argument(help: "The search, in Splunk's language.")
  var spl: String?

  @Option(help: ArgumentHelp("Run the search of this rule of the catalog.", valueName: "name"))
  var rule: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Log files, also packed by gzip; '-' is standard input.", valueName: "file"))
  var data: [String] = []

  @Option(
    help: ArgumentHelp("A folder with the configuration of an add-on; may be given again.", valueName: "dir"))
  var app: [String] = []

  @OptionGroup var origin: OriginOptions
  @OptionGroup var time: TimeOptions

  @Option(
    help: ArgumentHelp(
      "What iplocation asks: a file in MaxMind's format.",
      discussion: "Default: the one that the catalog's catalog.yml names under geography.",
      valueName: "file"))
  var geography: String?

  @Option(help: "How to show the results: for people, or for programs.")
  var format = ResultFormat.table

  @Flag(help: "Tell the rows in and out of each stage and the time it took.")
  var stats = false

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    guard (spl == nil) != (rule == nil) else {
      throw ValidationError(
        rule == nil && data.count > 1
          ? "Give the search before --data: what follows that is taken for files."
          : "Give a search, or name a rule with --rule.")
    }
    guard spl.map({ !$0.allSatisfy(\.isWhitespace) }) ?? true else {
      throw ValidationError("The search is empty; '*' finds all events.")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let needsCatalog = options.catalog != nil || rule != nil
    let catalog = needsCatalog ? try await options.read(terminal: terminal).catalog : Catalog.empty
    terminal.progress("")
    let home = try ProductHome.findIfAny(option: options.home, terminal: terminal)
    let folders = SearchKnowledge.addOnFolders(
      apps: app, catalog: needsCatalog ? options.catalogFolder : nil, home: home)
    var knowledge = SearchKnowledge(catalog: catalog, root: options.catalogFolder, addOns: folders)
    let subject = try subject(in: catalog, knowledge.context, terminal)
    try subject.check(terminal)

    let table: Table
    do {
      let search = try ReadSearch(subject.expanded)
      let input = try SearchInput(data, for: search, time: time.texts, terminal)
      if let geography { knowledge.geography = try PlaceDatabase(path: geography) }
      let files = input.paths.map { origin.file($0, of: subject.rule) }
      let outcome = try SearchSetting(files: files.map(input.readable), knowledge: knowledge)
        .run(search, time: time.texts)
      let funnel = FunnelText(outcome.report, search: subject.expanded)
      if stats { terminal.note(funnel.text) }
      table = try outcome.result.get()
      terminal.print(format.text(of: table, terminal: terminal), terminator: "")
      for note in outcome.report.notes { terminal.note("note: \(PlainText.inert(note))") }
      if table.count == 0 { terminal.note(funnel.reasonForNothing) }
      terminal.report(knowledge.diagnostics)
    } catch let error as SearchError {
      subject.report(error, terminal)
      throw ExitCode.catalogHasErrors
    }
    if format == .table, table.count > 0 {
      terminal.note(table.count == 1 ? "1 result" : "\(table.count) results")
    }
  }

  private func subject(in catalog: Catalog, _ context: SearchContext, _ terminal: Terminal) throws
    -> SearchSubject
  {
    if let spl { return SearchSubject(spl, context) }
    let wanted = rule ?? ""
    let found = catalog.rules.first { rule in
      [rule.name.value, rule.id?.value, rule.file.stem, rule.file.path, rule.file.source.path].contains(
        wanted)
    }
    guard let found else {
      terminal.fail("there is no rule '\(wanted)' in \(options.catalogFolder)", help: nil)
      throw ExitCode.cannotProceed
    }
    guard !found.search.isBlank else {
      terminal.fail("the rule '\(wanted)' has no search", help: nil)
      throw ExitCode.cannotProceed
    }
    return SearchSubject(found, context)
  }
}
