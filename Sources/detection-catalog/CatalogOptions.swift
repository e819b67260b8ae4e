import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import Foundation

/// Which catalog to read, and where the product's own files are.
struct CatalogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The catalog's folder, laid out as splunk/security_content is.",
      discussion: "Default: catalog/, or else the current folder.",
      valueName: "dir"))
  var catalog: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the product's own templates and ATT&CK table.",
      discussion: "Default: found from DETECTION_CATALOG_HOME, the program's place or the current folder.",
      valueName: "dir"))
  var home: String?

  /// The catalog's folder.
  var catalogFolder: String {
    if let catalog { return catalog }
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: "catalog", isDirectory: &isFolder) && isFolder.boolValue
      ? "catalog" : "."
  }

  /// Reads and analyses the catalog. `change` may replace settings before the analysis.
  func load(
    terminal: Terminal, change: (inout CatalogSettings) -> Void = { _ in }
  ) async throws -> LoadedCatalog {
    let home = try ProductHome.find(option: home, terminal: terminal)
    let read = try await read(terminal: terminal)
    let attack = try attackTable(home: home, terminal: terminal)
    terminal.progress("Taking \(read.catalog.rules.count) rules apart …")
    var catalog = read.catalog
    change(&catalog.settings)
    let analysis = await CatalogAnalysis(catalog, attack: attack)
    terminal.progress("")
    return LoadedCatalog(
      analysis: analysis, diagnostics: (read.diagnostics + analysis.diagnostics).sorted(), home: home)
  }

  /// Reads the catalog.
  func read(terminal: Terminal) async throws -> CatalogReader.Result {
    terminal.progress("Reading \(catalogFolder) …")
    do {
      return try await CatalogReader.read(root: catalogFolder)
    } catch .noFolder(let path) {
      terminal.fail("there is no folder \(path)", help: "name the catalog's folder with --catalog")
      throw ExitCode.cannotProceed
    }
  }

  /// The catalog's own table of ATT&CK, or else the product's.
  private func attackTable(home: String, terminal: Terminal) throws -> AttackTable {
    let own = "\(catalogFolder)/\(AttackTable.path)"
    let path = FileManager.default.fileExists(atPath: own) ? own : "\(home)/catalog/\(AttackTable.path)"
    do {
      return try AttackTable(json: try FileBytes.read(path, limit: 64 << 20))
    } catch let failure as AttackTable.Failure {
      if case .malformed(let reason) = failure { terminal.fail("\(path): \(reason)", help: nil) }
    } catch {
      terminal.fail("the ATT&CK table \(path) cannot be read", help: "make it with 'attack import'")
    }
    throw ExitCode.cannotProceed
  }
}

/// A catalog that was read and analysed.
struct LoadedCatalog {
  let analysis: CatalogAnalysis
  let diagnostics: [Diagnostic]
  let home: String

  /// How many rules there are, in words.
  var ruleCount: String {
    let count = analysis.rules.count
    return count == 1 ? "1 rule" : "\(count) rules"
  }
}

extension [Diagnostic] {
  /// Ends the program with the exit status that they ask for.
  func checkErrors() throws {
    if contains(where: { $0.severity == .error }) { throw ExitCode.catalogHasErrors }
  }

  /// How many there are of each severity, in words.
  var counts: String {
    let counts = Severity.allCases.map { severity in
      let count = count { $0.severity == severity }
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.joined(separator: ", ")
  }
}
