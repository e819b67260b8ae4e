/// Prints diagnostics for a terminal: the message, where it is, the line with a caret, notes and help.
public struct TextRenderer: Sendable {
  /// Whether to use ANSI colours.
  public let colored: Bool
  /// The widest piece of a line that is shown; a longer line is cut around the caret.
  private static let excerptWidth = 100

  /// Makes a renderer, with ANSI colours or without.
  public init(colored: Bool) {
    self.colored = colored
  }

  /// One diagnostic, several lines, each ended by a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    var text = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]", as: diagnostic.severity)
    text += ": \(PlainText.inert(diagnostic.summary))\n"
    guard location.line > 0 else {
      text += "  --> \(PlainText.inert(location.path))\n"
      return text + trailer(diagnostic, margin: "   ")
    }
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    text += "\(margin)--> \(PlainText.inert(location.path)):\(location.line):\(location.column)\n"
    let excerpt = Excerpt(location, width: Self.excerptWidth)
    text += "\(margin) |\n\(number) | \(excerpt.line)\n\(margin) | "
    text += String(repeating: " ", count: excerpt.indent)
    text += paint(String(repeating: "^", count: excerpt.carets), as: diagnostic.severity) + "\n"
    return text + trailer(diagnostic, margin: margin)
  }

  /// All diagnostics, in the order given, with an empty line after each.
  public func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { render($0) + "\n" }.joined()
  }

  private func trailer(_ diagnostic: Diagnostic, margin: String) -> String {
    var text = ""
    for note in diagnostic.notes { text += "\(margin) = note: \(PlainText.inert(note))\n" }
    if let help = diagnostic.help { text += "\(margin) = help: \(PlainText.inert(help))\n" }
    return text
  }

  private func paint(_ text: String, as severity: Severity) -> String {
    guard colored else { return text }
    let color =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(color)m\(text)\u{1B}[0m"
  }
}

/// The piece of a source line that is shown, and where the carets stand under it.
private struct Excerpt {
  let line: String
  let indent: Int
  let carets: Int

  init(_ location: Location, width: Int) {
    let scalars = Array(location.excerpt.unicodeScalars)
    let column = min(max(location.column - 1 - location.cutBefore, 0), scalars.count)
    var start = 0
    var end = scalars.count
    if scalars.count > width {
      start = max(0, min(column - width / 3, scalars.count - width))
      end = min(scalars.count, start + width)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    let head = start > 0 || location.cutBefore > 0 ? "…" : ""
    let tail = end < scalars.count || location.isCutAfter ? "…" : ""
    line = head + PlainText.inert(String(text)) + tail
    indent = column - start + head.unicodeScalars.count
    carets = max(1, min(location.width, end - column))
  }
}
