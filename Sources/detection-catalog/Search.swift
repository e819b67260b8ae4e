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

  @Option(help: "How to show the results: for people, or for programs.")
  var format = ResultFormat.table

  @Flag(help: "Tell the rows in and out of each stage and the time it took.")
  var stats = false

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    guard (spl == nil) != (rule == nil) else {
      throw ValidationError("Give a search, or name a rule with --rule.")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let needsCatalog = options.catalog != nil || rule != nil
    let catalog = needsCatalog ? try await options.read(terminal: terminal).catalog : Catalog.empty
    terminal.progress("")
    let home = try? ProductHome.find(option: options.home, terminal: Terminal())
    let folders = SearchKnowledge.addOnFolders(
      apps: app, catalog: needsCatalog ? options.catalogFolder : nil, home: home)
    let knowledge = SearchKnowledge(catalog: catalog, root: options.catalogFolder, addOns: folders)
    terminal.report(knowledge.diagnostics)
    let context = knowledge.context
    let subject = try subject(in: catalog, terminal)
    let analysis = context.analyse(subject.text)
    let wrong = context.diagnostics(of: analysis, at: subject.place).filter { $0.severity == .error }
    terminal.report(wrong)
    if !wrong.isEmpty { throw ExitCode.catalogHasErrors }

    let names = data.isEmpty ? ["-"] : data
    for name in names where name != "-" && !FileManager.default.fileExists(atPath: name) {
      terminal.fail("there is no file \(name)", help: nil)
      throw ExitCode.cannotProceed
    }
    let setting = SearchSetting(files: names.map(origin.file), knowledge: knowledge)
    let outcome: SearchSetting.Outcome
    do {
      outcome = try setting.run(analysis.expansion.text.bytes, time: time.texts)
      terminal.report(knowledge.diagnostics)
    } catch {
      terminal.report(knowledge.diagnostics)
      report(error, analysis, context, subject.place, terminal)
      throw ExitCode.catalogHasErrors
    }
    if stats { terminal.note(FunnelText(outcome.report, search: analysis.expansion.text.bytes).text) }
    switch outcome.result {
    case .success(let table): terminal.print(format.text(of: table, terminal: terminal), terminator: "")
    case .failure(let error):
      report(error, analysis, context, subject.place, terminal)
      throw ExitCode.catalogHasErrors
    }
    for note in outcome.report.notes { terminal.note("note: \(PlainText.inert(note))") }
  }

  /// The search's text, and where its bytes stand.
  private func subject(
    in catalog: Catalog, _ terminal: Terminal
  ) throws -> (text: String, place: (Range<Int>) -> Location) {
    if let spl {
      let source = SourceText(path: "<search>", bytes: Array(spl.utf8))
      return (spl, { source.location(of: $0) })
    }
    let wanted = rule ?? ""
    let found = catalog.rules.first { rule in
      [rule.name.value, rule.id?.value, rule.file.stem, rule.file.path, rule.file.source.path].contains(
        wanted)
    }
    guard let found else {
      terminal.fail("there is no rule '\(wanted)' with a search in \(options.catalogFolder)", help: nil)
      throw ExitCode.cannotProceed
    }
    return (found.search.value, { found.search.location(of: $0, in: found.file.source) })
  }

  private func report(
    _ error: SearchError, _ analysis: SearchAnalysis, _ context: SearchContext,
    _ place: @escaping (Range<Int>) -> Location, _ terminal: Terminal
  ) {
    let code: DiagnosticCode =
      switch error.kind {
      case .syntax: .expressionSyntax
      case .unsupported: .searchUnsupported
      case .argument: .searchArgument
      case .limit: .searchLimit
      case .data: .searchData
      }
    guard let range = error.range else { return terminal.fail(error.message, help: nil) }
    let problem = Problem(code, at: range, error.message)
    terminal.report(context.diagnostic(of: problem, in: analysis, at: place).map { [$0] } ?? [])
  }
}

/// What the events of the files are said to be.
struct OriginOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The source type of the events.", valueName: "type"))
  var sourcetype = "unknown"

  @Option(help: ArgumentHelp("Their source; the file's path unless given.", valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp("Their host.", valueName: "name"))
  var host = "localhost"

  @Option(help: ArgumentHelp("Their index.", valueName: "name"))
  var index = "main"

  func file(_ path: String) -> LogFile {
    LogFile(path: path, sourceType: sourcetype, source: source, host: host, index: index)
  }
}

/// The range of time that a search looks at.
struct TimeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first moment: -24h@h, 1700000000, 2026-11-22T13:00:00.", valueName: "time"))
  var earliest: String?

  @Option(help: ArgumentHelp("The moment at which the range ends.", valueName: "time"))
  var latest: String?

  @Option(help: ArgumentHelp("What now() is; the time of the newest event unless given.", valueName: "time"))
  var now: String?

  var texts: SearchSetting.Times { .init(earliest: earliest, latest: latest, now: now) }
}

/// How results are shown.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv, raw

  func text(of table: Table, terminal: Terminal) -> String {
    let isEvents = table.has("_raw")
    switch self {
    case .json: return ResultText.json(table)
    case .raw: return ResultText.raw(table)
    case .csv: return ResultText.csv(table, fields: ResultText.shownFields(table, isEvents: false))
    case .table:
      let fields = ResultText.shownFields(table, isEvents: isEvents)
      return TableText(table, fields: fields, width: terminal.width).text
    }
  }
}
