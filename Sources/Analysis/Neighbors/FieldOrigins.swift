import Diagnostics
import SPL

/// What made the fields of a search at one point of it, as numbers: fields of the events have none.
struct FieldOrigins {
  private var origins: [String: UInt64] = [:]
  /// What any other field may come from: a command that makes fields without naming them.
  private var others: UInt64 = 0
  private let bytes: [UInt8]

  /// The commands that make, or change, fields that they do not name.
  private static let sweeping: Set<String> = [
    "foreach", "map", "xmlkv", "extract", "multikv", "kvform", "fromjson", "apply", "fit", "summary",
    "script", "untable",
    "transpose", "xyseries", "chart", "timechart", "autoregress", "predict", "anomalydetection", "outlier",
    "cluster",
  ]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// What made this field; 0 for a field of the events.
  func origin(of field: String) -> UInt64 {
    origins[field] ?? others
  }

  /// What made these fields, together.
  func origin(of fields: [String]) -> UInt64 {
    let made = Set(fields).map { ($0, origin(of: $0)) }.filter { $0.1 != 0 }.sorted { $0.0 < $1.0 }
    return made.isEmpty ? 0 : StableHash.of(made.map { "\($0.0)=\($0.1)" }.joined(separator: " "))
  }

  /// Takes note of what a command makes.
  mutating func follow(_ call: CommandCall) {
    if Self.sweeping.contains(call.name) || call.name == "lookup" && call.clause("output").isEmpty
      || call.name == "spath" && call.option("output") == nil && call.option("path") == nil
    {
      sweep(SPLPrinter.text(call, of: bytes), all: call.name != "lookup" && call.name != "spath")
    }
    switch call.name {
    case "eval":
      for case .assignment(let field, let value) in call.arguments {
        make(field.name, SPLPrinter.text(value, of: bytes), from: FieldUse.fields(of: value))
      }
    case "rename":
      for (from, to) in FieldUse.renames(call.arguments) { if let to { rename(from, to) } }
    case "stats", "sistats", "tstats", "chart", "timechart", "eventstats", "streamstats", "mstats":
      aggregate(call)
    case "fields", "table", "search", "where", "regex", "sort", "fillnull", "convert": break
    default:
      // What a lookup, rex or spath makes is what the whole stage says.
      let text = SPLPrinter.text(call, of: bytes)
      for field in call.madeFields(in: bytes) { make(field, text, from: call.arguments.fields.map(\.name)) }
    }
  }

  /// From here on, any field may be what this command made; with `all`, those that were made before too.
  private mutating func sweep(_ text: String, all: Bool) {
    others = StableHash.of("\(text) \(others)")
    if all { origins = origins.mapValues { StableHash.of("\(text) \($0)") } }
  }

  private mutating func aggregate(_ call: CommandCall) {
    let groups = call.clause("by").fields.map(\.name)
    // The names of the groups, not their order, decide what is counted.
    let by = groups.map { "\($0)=\(origin(of: $0))" }.sorted().joined(separator: " ")
    var made: [(String, UInt64)] = []
    for case .aggregation(let aggregation) in CommandCall.flat(call.arguments) {
      let text = SPLPrinter.text(.aggregation(aggregation.withoutAlias), of: bytes)
      let read = origin(of: FieldUse.fields(of: aggregation))
      let name = aggregation.resultName(in: bytes)
      made.append((name, StableHash.of("\(call.name) \(text.lowercased()) \(read) BY \(by)")))
    }
    for (name, origin) in made { origins[name] = origin }
  }

  private mutating func make(_ field: String, _ text: String, from fields: [String]) {
    origins[field] = StableHash.of("\(text) \(origin(of: fields))")
  }

  /// A renamed event field is still one, but of another name.
  private mutating func rename(_ name: String, _ other: String) {
    guard name.contains("*") else {
      origins[other] = origins[name] ?? StableHash.of(name)
      origins[name] = nil
      return
    }
    for (field, origin) in origins {
      guard let renamed = Wildcard.replaced(field, name, other) else { continue }
      origins[field] = nil
      origins[renamed] = origin
    }
  }
}
