import TestSupport
import Testing

@testable import SPL
@testable import SPLEngine

/// `docs/spl.md` is made from the tables of commands and functions: `make golden` writes it anew.
@Suite struct ReferenceGoldenTests {
  @Test func reference() throws {
    try Golden.expect(SPLReference.text, equals: "../../docs/spl.md")
  }
}

/// The reference of SPL as text.
enum SPLReference {
  static var text: String {
    ([head, contents] + CommandTable.all.map(command) + [languages, functions]).joined(separator: "\n")
  }

  private static let head = """
    # SPL as detection-catalog reads and runs it

    Made from the tables of commands and functions in `Sources/SPL` and `Sources/SPLEngine`; `make golden` writes it anew.
    In a command's line, capitals are fixed words, brackets enclose what may be left out, and `…` stands behind what may be
    repeated. Options may stand wherever an argument may.

    Every command is read and checked. Status *runs*: `detection-catalog search` and the rules' tests run it. *Not yet*: a
    search with it ends as unsupported, with the command's name, never with an empty result. *Unsupported (needs a
    server)*: the same for good, since it needs what only a Splunk server, one of its apps or another service has.
    What Splunk's documentation leaves open is decided in [spl-decisions.md](spl-decisions.md).

    A command that an app of yours brings is declared in `catalog.yml` under `commands` and kept as it is.

    ## Commands

    """

  private static var contents: String {
    let rows = (CommandTable.all.map { ($0.name, $0.summary) } + languageNames).sorted { $0.0 < $1.0 }
      .map { "| `\($0.0)` | \(CommandStatus.of($0.0).rawValue) | \(escaped($0.1)) |" }
    return (["| command | status | what it does |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }

  private static let languageNames = [
    ("regex", "Keeps the rows whose text fits a regular expression, or does not."),
    ("search", "Finds events by words and by fields, and keeps the rows that fit."),
    ("where", "Keeps the rows of which an expression is true."),
  ]

  private static let languages = """
    ### search, where, regex

    These have languages of their own: `search` that of searches (OR binds tighter than AND), `where` the expressions of
    eval, and `regex` one of `regex FIELD="…"`, `regex FIELD!="…"` and `regex "…"`.

    Streaming commands. Status: runs. Source: Search Reference, "search", "where", "regex".

    ```
    search user=alice (status=404 OR status=5*) NOT src IN (192.0.2.1, 192.0.2.2) "access denied"
    | where count > 5 AND isnotnull(user)
    | regex process="(?i)\\.(exe|dll)$"
    ```

    """

  private static func command(_ syntax: CommandSyntax) -> String {
    var lines = ["### \(syntax.name)", "", syntax.summary, "", "```", syntax.signature, "```", ""]
    let aliases =
      syntax.aliases.isEmpty ? "" : " Also: \(syntax.aliases.map { "`\($0)`" }.joined(separator: ", "))."
    let kind = syntax.kind.rawValue.prefix(1).uppercased() + syntax.kind.rawValue.dropFirst()
    let status = CommandStatus.of(syntax.name).rawValue
    lines += ["\(kind) command. Status: \(status).\(aliases) Source: \(syntax.source).", ""]
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
    var lines = [
      "## Functions of eval and where", "",
      "In the examples, the field `n` is 1, and now is 1700000000 seconds after 1970.", "",
    ]
    for category in EvalFunction.Category.allCases {
      lines += [
        "### \(category.rawValue)", "", "| function | arguments | what it gives | example | status |",
        "|---|---|---|---|---|",
      ]
      lines += EvalFunction.all.filter { $0.category == category }.map { function in
        let example = function.examples.first.map {
          "`\($0.expression)` → \($0.value.map { "`\($0)`" } ?? "null")"
        }
        return
          "| `\(escaped(function.signature))` | \(function.argumentCount) | \(escaped(function.summary)) | \(escaped(example ?? "")) | \(status(of: function)) |"
      }
      lines += [""]
    }
    lines += [
      "## Functions of stats and its kin", "",
      "The examples are over four rows, a second apart, the newest first, with `n` 40, 20, 10 and 20.", "",
      "| function | also | what it gives | example | status |", "|---|---|---|---|---|",
    ]
    lines += StatsFunction.all.map { function in
      let name = function.takesPercent ? "\(function.name)N" : function.name
      let aliases = function.aliases.map { "`\($0)`" }.joined(separator: ", ")
      return
        "| `\(name)` | \(aliases) | \(escaped(function.summary)) | \(escaped(example(of: function))) | \(status(of: function)) |"
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func status(of function: EvalFunction) -> String {
    EvalImplementations.named(function.name) != nil || SpecialForms.named(function.name) != nil
      ? CommandStatus.runs.rawValue : CommandStatus.notYet.rawValue
  }

  static func status(of function: StatsFunction) -> String {
    let name = function.takesPercent ? "\(function.name)95" : function.name
    return StatsImplementations.named(name) != nil || function.name == "sparkline"
      ? CommandStatus.runs.rawValue : CommandStatus.notYet.rawValue
  }

  /// A call with what the engine makes of it; empty for a function that does not run.
  static func example(of function: StatsFunction) -> String {
    let call = function.takesPercent ? "\(function.name)75(n)" : "\(function.name)(n)"
    let command = function.name.hasPrefix("per_") ? "timechart span=1m" : "stats"
    let rows = zip(["40", "20", "10", "20"], 0...).map { value, age -> [(field: String, value: Value)] in
      [("_time", Value(Double(1_700_000_043 - age))), ("n", .text(value))]
    }
    let environment = SearchEnvironment(events: MemoryEvents(Table(rows: rows)), now: 1_700_000_043)
    guard let table = try? Search.run("| \(command) \(call) AS result", in: environment).table,
      table.count > 0
    else { return "" }
    let values = table.value("result", at: 0).texts.map { "`\($0)`" }.joined(separator: ", ")
    return values.isEmpty ? "" : "`\(command) \(call)` → \(values)"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
