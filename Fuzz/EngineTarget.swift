import SPLEngine

/// Searches that run over a few rows: an expression, a pattern or a document in the input's first line, and what it is
/// applied to in the others.
enum EngineTarget {
  /// An expression of eval, over fields of every kind.
  static func eval(_ input: [UInt8]) {
    let (expression, text) = parts(input)
    run("| eval r=\(expression)", over: text)
    run("| where \(expression)", over: text)
  }

  /// The arguments of rex and of regex.
  static func rex(_ input: [UInt8]) {
    let (arguments, text) = parts(input)
    run("| rex field=text \(arguments)", over: text)
    run("| regex text=\(arguments)", over: text)
  }

  /// A path, and a document of JSON or XML.
  static func spath(_ input: [UInt8]) {
    let (path, text) = parts(input)
    let quoted = path.filter { $0 != "\"" && $0 != "\\" && $0 != "|" }
    run("| spath input=text", over: text)
    run("| spath input=text output=o path=\"\(quoted)\"", over: text)
    run("| xpath outfield=o field=text \"\(quoted)\"", over: text)
    run(
      "| eval o=spath(text, \"\(quoted)\"), p=json_extract(text, \"\(quoted)\"), q=json_keys(text)",
      over: text)
    run("| fromjson text", over: text)
    run("| xmlkv text", over: text)
  }

  private static func parts(_ input: [UInt8]) -> (first: String, rest: String) {
    let parts = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    return (
      String(decoding: parts[0], as: UTF8.self),
      String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
    )
  }

  private static func run(_ search: String, over text: String) {
    let rows = Table(rows: [
      [
        ("text", .text(text)), ("n", "12.50"), ("list", .list(["a", "2", .text(text)])),
        ("_time", Value(1_700_000_000)),
      ],
      [("text", "{\"a\":[1,{\"b\":null}]}"), ("n", Value(-3))],
    ])
    var environment = SearchEnvironment(events: MemoryEvents(rows), now: 1_700_000_000)
    environment.budget.textBytes = 1 << 20
    environment.budget.values = 10_000
    environment.budget.rows = 10_000
    environment.budget.bytes = 64 << 20
    guard let result = try? Search.run(search, in: environment) else { return }
    _ = ResultText.json(result.table)
    _ = ResultText.csv(result.table, fields: result.table.fields)
  }
}
