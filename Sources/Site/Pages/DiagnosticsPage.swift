import Analysis
import Catalog
import Diagnostics

/// What is wrong in which file of the catalog.
struct DiagnosticsPage {
  let site: SiteContext
  private let path = SiteMap.diagnostics
  /// A catalog with more problems is better read in a terminal.
  private static let limit = 1_000

  init(site: SiteContext) {
    self.site = site
  }

  var page: Page {
    let all = site.diagnostics.values.joined().sorted()
    let counts = Dictionary(all.map { ($0.severity, 1) }, uniquingKeysWith: +)
    let words = [Severity.error, .warning, .note].compactMap { severity in
      counts[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
    }
    return Page(
      path: path, title: "Diagnostics", summary: "What is wrong in which file of the catalog.", area: .browse,
      isIndex: false, template: "diagnostics",
      values: [
        "breadcrumb": .html(Breadcrumb(steps: [], path: path).html),
        "summary": .text(words.joined(separator: ", ")),
        "files": .list(files(Array(all.prefix(Self.limit)))),
        "none": .shown(all.isEmpty),
        "more": .list(all.count > Self.limit ? [["count": .text(String(all.count - Self.limit))]] : []),
      ])
  }

  /// The diagnostics by file, in order of the paths.
  private func files(_ diagnostics: [Diagnostic]) -> [[String: TemplateValue]] {
    var files: [(path: String, entries: [Diagnostic])] = []
    for diagnostic in diagnostics {
      if files.last?.path != diagnostic.location.path { files.append((diagnostic.location.path, [])) }
      files[files.count - 1].entries.append(diagnostic)
    }
    return files.map { file in
      [
        "file": .text(PlainText.inert(file.path)),
        "rule": .section(rule(inFile: file.path)),
        "diagnostics": .html(DiagnosticsTable.html(file.entries)),
      ]
    }
  }

  private func rule(inFile file: String) -> HTMLFragment {
    guard let index = site.map.rule(inFile: file) else { return .empty }
    return site.lines.link(index, on: path)
  }
}

/// Diagnostics of one file as a table.
enum DiagnosticsTable {
  static func html(_ diagnostics: [Diagnostic]) -> HTMLFragment {
    .written { html in
      html.table(["Severity", "Line", "What is wrong"], name: "diagnostics") { html in
        for diagnostic in diagnostics { row(diagnostic, &html) }
      }
    }
  }

  private static func row(_ diagnostic: Diagnostic, _ html: inout HTMLWriter) {
    html.element(.tr) { html in
      html.element(.td) { html in
        html.element(.span, .class(severityClass(diagnostic.severity)), text: diagnostic.severity.rawValue)
      }
      let line = diagnostic.location.line
      html.element(.td, .class("number"), text: line > 0 ? String(line) : "")
      html.element(.td) { html in
        html.element(.p) { html in
          html.text(diagnostic.summary + " ")
          html.element(.code, text: diagnostic.code.rawValue)
        }
        for note in diagnostic.notes { html.element(.p, .class("note"), text: note) }
        if let help = diagnostic.help { html.element(.p, .class("note"), text: help) }
      }
    }
  }

  private static func severityClass(_ severity: Severity) -> StaticString {
    switch severity {
    case .error: "severity error"
    case .warning: "severity warning"
    case .note: "severity plain"
    }
  }
}
