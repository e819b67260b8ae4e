import Events
import Foundation
import SPL
import SPLEngine

/// What inputs are given to.
enum FuzzTarget: String, CaseIterable {
  /// The search language: a search and, behind a `%`, the definition of a macro.
  case spl
  /// Expressions of `eval`, regular expressions of `rex`, paths of `spath`: the first line, and a text behind it.
  case eval, rex, spath
  /// Log files of each form.
  case json, xml, keyvalue, csv, dates, breaking
  /// Configuration files of add-ons, and reading a log as they say.
  case conf

  func read(_ input: UnsafeBufferPointer<UInt8>) {
    switch self {
    case .spl: Self.readSearch(Array(input))
    case .eval: EngineTarget.eval(Array(input))
    case .rex: EngineTarget.rex(Array(input))
    case .spath: EngineTarget.spath(Array(input))
    case .json:
      DocumentFields().json(input) { _, _ in }
      DocumentFields(wanted: ["a", "a.b", "a{}.b"]).json(input) { _, _ in }
      Self.readLog(input, props: "KV_MODE = json\nINDEXED_EXTRACTIONS = json")
    case .xml:
      DocumentFields().xml(input) { _, _ in }
      Self.readLog(input, props: "KV_MODE = xml")
    case .keyvalue: Self.readLog(input, props: "")
    case .csv:
      _ = CSVText(Array(input)).records(limit: 1000, fields: 100, bytesPerField: 1000)
      Self.readLog(input, props: "INDEXED_EXTRACTIONS = csv\nKV_MODE = none")
    case .dates:
      Self.readLog(input, props: "KV_MODE = none\nSHOULD_LINEMERGE = true")
      Self.readLog(input, props: "KV_MODE = none\nTIME_FORMAT = %b %d %Y %H:%M:%S.%3N %z\nTZ = Europe/Berlin")
    case .breaking:
      Self.readLog(input, props: #"LINE_BREAKER = ([\r\n]+)(?=<|\d)"#)
      Self.readLog(
        input, props: "SHOULD_LINEMERGE = true\nBREAK_ONLY_BEFORE = ^\\S\nMAX_EVENTS = 5\nTRUNCATE = 50")
      Self.readLog(input, props: "CHARSET = UTF-16LE")
    case .conf: Self.readConfiguration(Array(input))
    }
  }

  private static func readSearch(_ input: [UInt8]) {
    let parts = input.split(separator: UInt8(ascii: "%"), maxSplits: 1)
    let search = Array(parts.first ?? [])
    let definition = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
    let table = MacroTable([
      MacroDefinition(name: "m", arguments: [], definition: definition),
      MacroDefinition(name: "m", arguments: ["a", "b"], definition: definition),
    ])
    let expansion = MacroExpander(table, knownFilters: []).expand(search)
    let parsed = ParsedSearch(expansion.text.bytes)
    let printed = Array(SPLPrinter.text(parsed.pipeline, of: expansion.text.bytes).utf8)
    _ = ParsedSearch(printed)
    _ = SPLToken.tokens(in: search)
  }

  private static let now = 1_795_400_000.0
  private static let path = "\(NSTemporaryDirectory())/fuzz-\(getpid()).log"

  private static func readLog(_ input: UnsafeBufferPointer<UInt8>, props: String) {
    let conf = ConfFile(Array("[fuzz]\n\(props)\n".utf8))
    run(input, AddOn(name: "fuzz", files: ["props": [AddOn.File(path: "props.conf", conf: conf)]]))
  }

  /// The same text as every kind of configuration.
  private static func readConfiguration(_ input: [UInt8]) {
    let file = AddOn.File(path: "fuzz.conf", conf: ConfFile(Array("[fuzz]\n".utf8) + input))
    let log = Array("2026-11-22T13:00:00Z a=1 b=\"2 3\" <x y='z'>w</x>\n{\"k\":[1,{\"l\":2}]}\n".utf8)
    log.withUnsafeBufferPointer {
      run(
        $0,
        AddOn(
          name: "fuzz", files: Dictionary(uniqueKeysWithValues: AddOn.kinds.map { ($0, [file]) }),
          models: [("fuzz.json", input)]))
    }
  }

  private static func run(_ log: UnsafeBufferPointer<UInt8>, _ addOn: AddOn) {
    let descriptor = open(path, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    _ = write(descriptor, log.baseAddress, log.count)
    close(descriptor)
    let base = SearchEnvironment(events: MemoryEvents(Table()), now: now)
    let configuration = EventConfiguration(addOns: [addOn], environment: base)
    let events = LogEvents(
      [LogFile(path: path, sourceType: "fuzz")], configuration: configuration, now: now)
    var environment = SearchEnvironment(events: events, now: now)
    environment.budget.seconds = 2
    _ = try? Search.run("search *", in: environment)
  }
}
