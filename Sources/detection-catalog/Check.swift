import Analysis
import ArgumentParser
import Catalog
import Diagnostics

/// `detection-catalog check`
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell everything that is wrong with the catalog, or with searches, and write nothing.",
    discussion: """
      With searches to check no catalog is checked; macros and lookups are those of --catalog, where it is given.
      """)

  @Argument(
    help: ArgumentHelp("Files of one search each (*.spl); '-' is standard input.", valueName: "search"))
  var searches: [String] = []

  @Option(help: "How to tell it: for people, for programs, for code scanning, or for GitHub Actions.")
  var format = CheckFormat.text

  @OptionGroup var options: CatalogOptions

  func validate() throws {
    if let other = searches.first(where: { $0 != "-" && !$0.lowercased().hasSuffix(".spl") }) {
      throw ValidationError("'\(other)' is no .spl file; name a catalog's folder with --catalog.")
    }
  }

  func run() async throws {
    let terminal = Terminal()
    let checked = searches.isEmpty ? try await checkCatalog(terminal) : try await checkSearches(terminal)
    let text = format.render(checked, colored: terminal.colorsOutput)
    if format == .text {
      terminal.print(text + checked.conclusion)
    } else {
      terminal.print(text, terminator: "")
      terminal.note(checked.conclusion)
    }
    try checked.diagnostics.checkErrors()
  }

  private func checkCatalog(_ terminal: Terminal) async throws -> Checked {
    let loaded = try await options.load(terminal: terminal)
    return Checked(
      subject: loaded.ruleCount, diagnostics: loaded.diagnostics, summary: loaded.analysis.searchSummary)
  }

  private func checkSearches(_ terminal: Terminal) async throws -> Checked {
    let catalog = options.catalog == nil ? Catalog.empty : try await options.read(terminal: terminal).catalog
    let context = SearchContext(catalog)
    var seen: Set<String> = []
    let files = searches.filter { seen.insert($0).inserted }.map { name in
      terminal.progress("Reading \(name) …")
      return SearchFile.read(name, context: context)
    }
    terminal.progress("")
    return Checked(
      subject: files.count == 1 ? "1 search" : "\(files.count) searches",
      diagnostics: files.flatMap(\.diagnostics).sorted(), summary: SearchSummary(files.compactMap(\.search)))
  }
}

/// What a check found.
struct Checked {
  /// What was checked, in words.
  let subject: String
  let diagnostics: [Diagnostic]
  let summary: SearchSummary

  /// The last line for people.
  var conclusion: String { "\(subject): \(diagnostics.counts)" }
}

extension SearchFile {
  /// Reads a search from a file, or from standard input where the name is `-`.
  fileprivate static func read(_ name: String, context: SearchContext) -> SearchFile {
    let path = name == "-" ? "<stdin>" : name
    do throws(FileBytes.Failure) {
      let bytes =
        name == "-"
        ? try FileBytes.readStandardInput(limit: sizeLimit) : try FileBytes.read(name, limit: sizeLimit)
      return SearchFile(path: path, bytes: bytes, context: context)
    } catch {
      return SearchFile(path: path, failure: error)
    }
  }
}
