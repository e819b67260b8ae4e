import Patterns
import SPLEngine

/// Some events on their way in: what SEDCMD and TRANSFORMS make of them.
struct IngestBatch {
  private(set) var events: RawEvents
  /// Where each event comes from.
  private(set) var origins: [EventOrigin]
  /// The events that are kept.
  private(set) var isKept: [Bool]
  /// The time of each event, where they were read before.
  private(set) var times: [Value]?
  /// Fields that were made, by name.
  private(set) var fields: [String: [Value]] = [:]
  /// Copies under another source type, whose own settings are still to be applied to them.
  private(set) var clones: [IngestBatch] = []
  /// The events for which further steps are taken.
  private var isOpen: [Bool]

  init(_ events: RawEvents, from origin: EventOrigin, times: [Value]?) {
    self.events = events
    self.times = times
    origins = [EventOrigin](repeating: origin, count: events.count)
    isKept = [Bool](repeating: true, count: events.count)
    isOpen = isKept
  }

  /// Changes the raw texts.
  mutating func apply(_ edits: [SedEdit]) throws(SearchError) {
    guard !edits.isEmpty else { return }
    var texts: [[UInt8]] = []
    for row in 0..<events.count {
      var text = Array(events[row])
      for edit in edits { text = try edit.applied(to: text) }
      texts.append(text)
    }
    events = RawEvents(texts)
  }

  /// Takes a step for all events.
  mutating func apply(_ step: IngestStep) throws(SearchError) {
    switch step {
    case .transform(let transform): try apply(transform)
    case .eval(let assignments): for assignment in assignments { try apply(assignment) }
    case .stop(let program):
      let stops = try program.apply(to: table(of: program.needs))["stop"] ?? []
      for (row, stop) in stops.enumerated() where stop.text == "1" { isOpen[row] = false }
    case .clone(let transform, let sourceType): try clone(transform, sourceType)
    }
  }

  // MARK: Expressions

  private mutating func apply(_ transform: IngestTransform) throws(SearchError) {
    var texts: [Int: String] = [:]
    for row in 0..<events.count where isOpen[row] {
      let found = try found(by: transform, row)
      for field in found.fields { add(.text(field.value), to: field.name, row) }
      guard let value = found.value else { continue }
      if transform.target.isRaw { texts[row] = value } else { set(transform.target, value, row) }
    }
    replaceTexts(texts)
  }

  private mutating func clone(_ transform: IngestTransform, _ sourceType: String) throws(SearchError) {
    var rows: [Int] = []
    for row in 0..<events.count where isOpen[row] {
      if try found(by: transform, row).fits { rows.append(row) }
    }
    guard let first = rows.first else { return }
    var clone = IngestBatch(
      events.selecting(rows), from: origins[first], times: times.map { times in rows.map { times[$0] } })
    clone.origins = rows.map { origins[$0] }
    clone.fields = fields.mapValues { values in rows.map { values[$0] } }
    try clone.apply(transform)
    for row in clone.origins.indices { clone.origins[row].sourceType = sourceType }
    clones.append(clone)
  }

  private func found(by transform: IngestTransform, _ row: Int) throws(SearchError) -> IngestTransform.Found {
    let old = transform.namesOld ? old(transform.target, row) : ""
    do {
      return try transform.found(in: events[row], or: text(of: transform.key, row), old: old)
    } catch {
      throw SearchError(
        .limit, "a transform took more steps than it may: \(transform.expression.pattern.prefix(80))")
    }
  }

  /// The text that is looked at, where that is not the raw event.
  private func text(of key: IngestTransform.Key, _ row: Int) -> String? {
    switch key {
    case .raw: nil
    case .sourceType: "sourcetype::\(origins[row].sourceType)"
    case .source: "source::\(origins[row].source)"
    case .host: "host::\(origins[row].host)"
    case .index: origins[row].index
    case .field(let name): fields[name]?[row].text ?? ""
    }
  }

  /// What a target holds.
  private func old(_ target: IngestTransform.Target, _ row: Int) -> String {
    switch target {
    case .sourceType: origins[row].sourceType
    case .source: origins[row].source
    case .host: origins[row].host
    case .index: origins[row].index
    case .raw: events.text(row)
    case .queue, .fields: ""
    }
  }

  private mutating func set(_ target: IngestTransform.Target, _ value: String, _ row: Int) {
    switch target {
    case .sourceType: origins[row].sourceType = value
    case .source: origins[row].source = value
    case .host: origins[row].host = value
    case .index: origins[row].index = value
    case .queue: isKept[row] = value != "nullQueue"
    case .raw, .fields: break
    }
  }

  private mutating func add(_ value: Value, to field: String, _ row: Int) {
    var column = fields.removeValue(forKey: field) ?? [Value](repeating: .null, count: events.count)
    column[row] = column[row].isNull ? value : Value(column[row].values + value.values)
    fields[field] = column
  }

  private mutating func replaceTexts(_ texts: [Int: String]) {
    guard !texts.isEmpty else { return }
    events = RawEvents(
      (0..<events.count).map { row in texts[row].map { Array($0.utf8) } ?? Array(events[row]) })
  }

  // MARK: Expressions of eval

  private mutating func apply(_ assignment: IngestAssignment) throws(SearchError) {
    let field = assignment.field
    let table = try assignment.program.apply(to: table(of: assignment.program.needs))
    let values = table[field] ?? [Value](repeating: .null, count: events.count)
    let rows = values.indices.filter { isOpen[$0] }
    switch field {
    case "_raw":
      var texts: [Int: String] = [:]
      for row in rows { if let text = values[row].text { texts[row] = text } }
      replaceTexts(texts)
    case "_time":
      for row in rows where values[row].double != nil { times?[row] = values[row] }
    case "host", "source", "sourcetype", "index", "queue":
      for row in rows {
        guard let text = values[row].text, let target = Self.targets[field] else { continue }
        set(target, text, row)
      }
    default:
      for row in rows {
        if assignment.replaces { fields[field]?[row] = .null }
        if !values[row].isNull { add(values[row], to: field, row) }
      }
    }
  }

  private static let targets: [String: IngestTransform.Target] = [
    "host": .host, "source": .source, "sourcetype": .sourceType, "index": .index, "queue": .queue,
  ]

  /// What an expression looks at.
  private func table(of needed: Set<String>) -> Table {
    var table = Table(count: events.count)
    for (field, values) in fields {
      // A plain name stands for the first value.
      if needed.contains(field) { table[field] = values.map { $0.values.first ?? .null } }
      if needed.contains("mv:\(field)") { table["mv:\(field)"] = values }
    }
    for field in needed {
      switch field {
      case "_raw": table[field] = (0..<events.count).map { .text(events.text($0)) }
      case "_time": table[field] = times
      case "host": table[field] = origins.map { .text($0.host) }
      case "source": table[field] = origins.map { .text($0.source) }
      case "sourcetype": table[field] = origins.map { .text($0.sourceType) }
      case "index": table[field] = origins.map { .text($0.index) }
      case "queue": table[field] = isKept.map { .text($0 ? "indexQueue" : "nullQueue") }
      default: break
      }
    }
    return table
  }
}

extension IngestTransform {
  /// What a text gives.
  struct Found {
    var fits = false
    var value: String?
    var fields: [(name: String, value: String)] = []
  }

  /// Whether the value names what the target held: `$0`.
  fileprivate var namesOld: Bool { value.contains(.group(0)) }

  /// Looks at the raw event, or at another text. `old` is what the target held.
  fileprivate func found(in event: UnsafeBufferPointer<UInt8>, or other: String?, old: String)
    throws(RegularExpression.Failure) -> Found
  {
    guard var other else { return try found(in: event, old: old) }
    let result = other.withUTF8 { bytes in
      Result { () throws(RegularExpression.Failure) in try found(in: bytes, old: old) }
    }
    return try result.get()
  }

  private func found(in text: UnsafeBufferPointer<UInt8>, old: String) throws(RegularExpression.Failure)
    -> Found
  {
    let text = UnsafeBufferPointer(rebasing: text.prefix(lookahead))
    let groups = expression.groupCount
    let parts = namesOld ? value.map { $0 == .group(0) ? .text(old) : $0 } : value
    var found = Found()
    try expression.forEachMatch(in: text) { offsets in
      found.fits = true
      guard case .fields(let outputs) = target else {
        found.value = RegexExtraction.joined(parts, text, offsets, groups)
        return false
      }
      for output in outputs {
        let name = RegexExtraction.joined(output.name, text, offsets, groups)
        let value = RegexExtraction.joined(output.value, text, offsets, groups)
        if !name.isEmpty, !value.isEmpty { found.fields.append((name, value)) }
      }
      return repeats
    }
    if !found.fits { found.value = fallback }
    return found
  }
}
