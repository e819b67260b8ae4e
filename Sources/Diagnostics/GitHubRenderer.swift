/// Writes diagnostics as workflow commands: GitHub Actions shows them beside the lines of a change.
/// Source: GitHub Docs, "Workflow commands for GitHub Actions"; the escapes are those that its runner takes back.
public struct GitHubRenderer: Sendable {
  private let root: String

  /// Makes a renderer. `root` is the absolute path of the folder that relative paths count from: the workspace.
  public init(root: String) {
    self.root = root
  }

  /// A line for each diagnostic, in the order given. A note is GitHub's `notice`.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { render($0) + "\n" }.joined()
  }

  private func render(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    var properties = [("file", RootedPath(location.path, root: root).path)]
    if location.line > 0 {
      properties += [
        ("line", String(location.line)), ("col", String(location.column)),
        ("endLine", String(location.line)), ("endColumn", String(location.endColumn)),
      ]
    }
    properties.append(("title", diagnostic.code.rawValue))
    let list = properties.map { "\($0.0)=\(Self.escaped($0.1, isProperty: true))" }.joined(separator: ",")
    return "::\(command) \(list)::\(Self.escaped(diagnostic.wholeText, isProperty: false))"
  }

  /// A text in which nothing ends the line, the message or a property, or steers whoever shows the log.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      default: escaped += PlainText.inert(String(scalar))
      }
    }
    return escaped
  }
}
