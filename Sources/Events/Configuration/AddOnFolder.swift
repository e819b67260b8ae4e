import Diagnostics
import Foundation

/// Reads add-ons from folders.
public enum AddOnFolder {
  /// An add-on, and what could not be read of it.
  public struct Result: Sendable {
    /// The add-on.
    public let addOn: AddOn
    /// Files and lines that could not be read.
    public let diagnostics: [Diagnostic]
  }

  /// The largest configuration file or model that is read, in bytes.
  private static let sizeLimit = 16 << 20
  /// The most files of one folder that are looked at.
  private static let mostFiles = 2000

  /// Reads the add-on in `folder`: `local/` and `default/`, and the lookups beside them. `shownAs` is the folder's name in
  /// messages.
  public static func read(_ folder: String, shownAs shown: String? = nil) -> Result {
    var diagnostics: [Diagnostic] = []
    var files: [String: [AddOn.File]] = [:]
    var models: [(path: String, bytes: [UInt8])] = []
    for layer in ["local", "default"] {
      for kind in AddOn.kinds {
        let path = "\(folder)/\(layer)/\(kind).conf"
        guard FileManager.default.fileExists(atPath: path) else { continue }
        let name = "\(shown ?? folder)/\(layer)/\(kind).conf"
        guard let bytes = read(path, name, &diagnostics) else { continue }
        let conf = ConfFile(bytes)
        let source = SourceText(path: name, bytes: bytes)
        diagnostics += conf.faults.map {
          Diagnostic(.configurationSyntax, at: source.location(of: source.lineRange($0.line)), $0.message)
        }
        files[kind, default: []].append(AddOn.File(path: name, conf: conf))
      }
      for name in names(in: "\(folder)/\(layer)/data/models") where name.lowercased().hasSuffix(".json") {
        let path = "\(layer)/data/models/\(name)"
        if let bytes = read("\(folder)/\(path)", "\(shown ?? folder)/\(path)", &diagnostics) {
          models.append(("\(shown ?? folder)/\(path)", bytes))
        }
      }
    }
    let name = (folder as NSString).lastPathComponent
    let lookups = "\(folder)/lookups"
    return Result(
      addOn: AddOn(
        name: name, parent: (folder as NSString).deletingLastPathComponent, files: files, models: models,
        lookupFolders: FileManager.default.fileExists(atPath: lookups) ? [lookups] : []),
      diagnostics: diagnostics)
  }

  /// The folders of add-ons in a folder, by name; a folder is one if it has `default/` or `local/`.
  public static func addOns(in folder: String) -> [String] {
    names(in: folder).map { "\(folder)/\($0)" }.filter { path in
      ["default", "local"].contains { isFolder("\(path)/\($0)") }
    }
  }

  private static func names(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Array(names.filter { !$0.hasPrefix(".") }.sorted().prefix(mostFiles))
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  private static func read(_ path: String, _ shown: String, _ diagnostics: inout [Diagnostic]) -> [UInt8]? {
    do {
      return try FileBytes.read(path, limit: sizeLimit)
    } catch {
      diagnostics.append(error.diagnostic(of: shown, limit: sizeLimit))
      return nil
    }
  }
}
