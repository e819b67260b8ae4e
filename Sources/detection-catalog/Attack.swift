import ArgumentParser
import Catalog
import Diagnostics
import Foundation

/// `detection-catalog attack`
struct Attack: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Manage the table of MITRE ATT&CK.", subcommands: [Import.self])

  /// `detection-catalog attack import`
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Turn a STIX 2.1 bundle of ATT&CK into the small table of a catalog.",
      discussion: """
        The bundle is that of the repository mitre-attack/attack-stix-data. The table is written to \
        attack/enterprise.json in the catalog's folder; MITRE's terms of use require its notice beside every copy.
        """)

    @Argument(help: ArgumentHelp("The bundle.", valueName: "bundle.json"))
    var bundle: String

    @Option(
      help: ArgumentHelp(
        "The version of ATT&CK, for a bundle that does not name it.",
        discussion: "Default: taken from the file's name, as in enterprise-attack-18.1.json.",
        valueName: "number"))
    var attackVersion: String?

    @Option(help: ArgumentHelp("The catalog's folder.", valueName: "dir"))
    var catalog = "catalog"

    func run() async throws {
      let terminal = Terminal()
      do {
        let bytes = try FileBytes.read(bundle, limit: 256 << 20)
        let table = try AttackBundle.table(stix: bytes, version: attackVersion ?? versionInName)
        let path = "\(catalog)/\(AttackTable.path)"
        try FileManager.default.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(try table.json().utf8).write(to: URL(fileURLWithPath: path))
        let live = table.techniques.count { !$0.isRevoked && !$0.isDeprecated }
        terminal.print(
          "ATT&CK \(table.version): \(table.tactics.count) tactics, \(live) techniques, "
            + "\(table.techniques.count - live) revoked or deprecated, written to \(path)")
        if table.version.hasPrefix("of ") {
          terminal.note("the bundle does not name its version; say it with --attack-version")
        }
      } catch let failure as AttackTable.Failure {
        if case .malformed(let reason) = failure { terminal.fail("\(bundle): \(reason)", help: nil) }
        throw ExitCode.cannotProceed
      } catch let failure as FileBytes.Failure {
        terminal.fail("\(bundle) cannot be read: \(failure.reason)", help: nil)
        throw ExitCode.cannotProceed
      } catch {
        terminal.fail("\(catalog) cannot be written: \(error.localizedDescription)", help: nil)
        throw ExitCode.cannotProceed
      }
    }

    /// The number in a name such as `enterprise-attack-18.1.json`.
    private var versionInName: String? {
      let name = (bundle as NSString).lastPathComponent
      return name.firstMatch(of: /-(\d+(?:\.\d+)*)\.json$/).map { String($0.1) }
    }
  }
}
