import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Events
import RuleTests
import SPLEngine

/// `detection-catalog apps`
struct Apps: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the add-ons that read log files, or what the tests of rules need of them.",
    discussion: """
      Without a rule: the add-ons with the source types that each configures, the data models, and every setting that \
      is not supported. With rules: the source types of their tests and the data models that their searches read, \
      and whether they are known.
      """)

  @Argument(help: "Rules: names, ids, or names of files.")
  var rules: [String] = []

  @Option(
    help: ArgumentHelp("A folder with the configuration of an add-on; may be given again.", valueName: "dir"))
  var app: [String] = []

  @OptionGroup var options: CatalogOptions

  func run() async throws {
    let terminal = Terminal()
    let home = try ProductHome.find(option: options.home, terminal: terminal)
    let folders = SearchKnowledge.addOnFolders(apps: app, catalog: options.catalogFolder, home: home)
    guard rules.isEmpty else { return try await tellNeeds(of: folders, terminal) }
    let knowledge = SearchKnowledge(catalog: .empty, root: options.catalogFolder, addOns: folders)
    for addOn in knowledge.addOns {
      let types = addOn.eventTypeCount == 1 ? "1 event type" : "\(addOn.eventTypeCount) event types"
      terminal.print("\(PlainText.inert(addOn.name)): \(types)")
      for stanza in addOn.stanzas { terminal.print("  \(PlainText.inert(stanza))") }
    }
    terminal.print("data models: \(knowledge.configuration.dataModels.joined(separator: ", "))")
    terminal.report(Set(knowledge.allDiagnostics + faults(knowledge)).sorted())
  }

  /// What does not work of the source types that the add-ons name.
  private func faults(_ knowledge: SearchKnowledge) -> [Diagnostic] {
    let plain = knowledge.addOns.flatMap(\.stanzas).filter { !$0.contains("::") && !$0.contains("(?") }
    return Array(
      Set(plain.flatMap { knowledge.configuration.faults(of: LogFile(path: "-", sourceType: $0)) }))
  }

  private func tellNeeds(of folders: [String], _ terminal: Terminal) async throws {
    let catalog = try await options.read(terminal: terminal).catalog
    terminal.progress("")
    let knowledge = SearchKnowledge(catalog: catalog, root: options.catalogFolder, addOns: folders)
    let models = Set(knowledge.configuration.dataModels)
    for name in rules {
      guard let rule = catalog.rules.first(where: { $0.isNamed(byAnyOf: [name]) }) else {
        terminal.fail("there is no rule '\(name)' in \(options.catalogFolder)", help: nil)
        throw ExitCode.cannotProceed
      }
      terminal.print(PlainText.inert(rule.name.value))
      for data in rule.tests.flatMap(\.data) {
        let file = LogFile(path: "-", sourceType: data.sourceType, source: data.source)
        let known = knowledge.configuration.isConfigured(file) ? "configured" : "not configured"
        terminal.print(
          "  source type \(PlainText.inert(data.sourceType)), source \(PlainText.inert(data.source)): \(known)"
        )
      }
      for set in knowledge.context.analyse(rule.search.value).dataSets {
        terminal.print("  data model \(set.model): \(models.contains(set.model) ? "known" : "not known")")
      }
    }
  }
}
