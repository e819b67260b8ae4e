import TestSupport
import Testing

@testable import SPL

/// `docs/spl.md` is made from the tables of commands and functions: `make golden` writes it anew.
@Suite struct ReferenceGoldenTests {
  @Test func reference() throws {
    try Golden.expect(Self.text, equals: "../../docs/spl.md")
  }

  private static var text: String {
    ([head] + CommandTable.all.map(command) + [functions]).joined(separator: "\n")
  }

  private static let head = """
    # SPL as detection-catalog reads it

    Made from the tables of commands and functions in `Sources/SPL`; `make golden` writes it anew. In a command's line,
    capitals are fixed words, brackets enclose what may be left out, and `…` stands behind what may be repeated. Options
    may stand wherever an argument may. Status *read* means that the command is parsed into a typed tree; no search is run
    yet.

    `search` (the search language; OR binds tighter than AND), `where` (an expression of eval) and `regex`
    (`regex FIELD="…"`, `FIELD!="…"` or `"…"`) have languages of their own. A command that an app of yours brings is
    declared in `catalog.yml` under `commands` and kept as it is.

    ## Commands

    """

  private static func command(_ syntax: CommandSyntax) -> String {
    var lines = ["### \(syntax.name)", "", syntax.summary, "", "```", syntax.signature, "```", ""]
    let aliases =
      syntax.aliases.isEmpty ? "" : " Also: \(syntax.aliases.map { "`\($0)`" }.joined(separator: ", "))."
    lines += [
      "\(syntax.kind.rawValue.prefix(1).uppercased())\(syntax.kind.rawValue.dropFirst()) command. Status: read.\(aliases) Source: \(syntax.source).",
      "",
    ]
    if !syntax.options.isEmpty {
      lines += ["| option | value | default |", "|---|---|---|"]
      lines += syntax.options.sorted { $0.name < $1.name }.map {
        "| `\($0.name)` | \(escaped($0.value.text)) | \(escaped($0.standard)) |"
      }
      lines += [""]
    }
    lines += ["```"] + syntax.examples.map { "| \($0)" } + ["```", ""]
    return lines.joined(separator: "\n")
  }

  private static var functions: String {
    var lines = ["## Functions of eval and where", ""]
    for category in EvalFunction.Category.allCases {
      lines += ["### \(category.rawValue)", "", "| function | arguments | what it gives |", "|---|---|---|"]
      lines += EvalFunction.all.filter { $0.category == category }.map { function in
        "| `\(escaped(function.signature))` | \(function.argumentCount) | \(escaped(function.summary)) |"
      }
      lines += [""]
    }
    lines += [
      "## Functions of stats and its kin", "", "| function | also | what it gives |", "|---|---|---|",
    ]
    lines += StatsFunction.all.map { function in
      let name = function.takesPercent ? "\(function.name)N" : function.name
      return
        "| `\(name)` | \(function.aliases.map { "`\($0)`" }.joined(separator: ", ")) | \(escaped(function.summary)) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
