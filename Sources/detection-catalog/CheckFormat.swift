import ArgumentParser
import Diagnostics
import Foundation

/// How `check` tells what it finds.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, sarif, github

  /// The diagnostics in this format, ended by a line feed where there is anything.
  func render(_ checked: Checked, colored: Bool) -> String {
    let root = FileManager.default.currentDirectoryPath
    switch self {
    case .text:
      return TextRenderer(colored: colored).render(checked.diagnostics)
    case .json:
      return JSONRenderer.render(
        checked.diagnostics,
        summary: [
          "searches": checked.summary.searches, "stages": checked.summary.stages,
          "generic": checked.summary.generic,
        ])
    case .sarif:
      return SARIFRenderer(version: DetectionCatalog.version, root: root).render(checked.diagnostics)
    case .github:
      return GitHubRenderer(root: root).render(checked.diagnostics)
    }
  }
}
