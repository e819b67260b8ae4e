import ArgumentParser
import Foundation

/// The folder of the product's own files: templates, the ATT&CK table.
enum ProductHome {
  /// The home, by the option, the environment, the program's own place, and the current folder, in this order.
  static func find(option: String?, terminal: Terminal) throws -> String {
    if let home = try findIfAny(option: option, terminal: terminal) { return home }
    terminal.fail(
      "the product's own files are not found; tried: \(candidates().joined(separator: ", "))",
      help: "name their folder with --home or DETECTION_CATALOG_HOME")
    throw ExitCode.cannotProceed
  }

  /// The same; nil where there is none. One that is named and is none is an error here, too.
  static func findIfAny(option: String?, terminal: Terminal) throws -> String? {
    guard let option else { return candidates().first(where: isHome) }
    guard isHome(option) else {
      terminal.fail("\(option) is not the product's home", help: "name the folder that holds templates/")
      throw ExitCode.cannotProceed
    }
    return option
  }

  private static func candidates() -> [String] {
    var candidates: [String] = []
    if let home = ProcessInfo.processInfo.environment["DETECTION_CATALOG_HOME"], !home.isEmpty {
      candidates.append(home)
    }
    let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    if !executable.isEmpty {
      let folder = parent(executable)
      candidates.append("\(parent(folder))/share/detection-catalog")
      candidates += checkouts(above: folder)
    }
    candidates += checkouts(above: FileManager.default.currentDirectoryPath)
    return candidates
  }

  private static func isHome(_ folder: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder)/templates/layout.mustache")
  }

  /// The nearest folder, `folder` or above it, that is a checkout of the product.
  private static func checkouts(above folder: String) -> [String] {
    var folder = folder
    while folder != "/", !folder.isEmpty {
      if isHome(folder), FileManager.default.fileExists(atPath: "\(folder)/Package.swift") { return [folder] }
      folder = parent(folder)
    }
    return []
  }

  private static func parent(_ path: String) -> String {
    (path as NSString).deletingLastPathComponent
  }
}
