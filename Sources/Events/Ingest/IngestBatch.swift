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

  init(_ events: RawEvents, from origin: EventOrigin, times: [Value]?) {
    self.events = events
    self.times = times
    origins = [EventOrigin](repeating: origin, count: events.count)
    isKept = [Bool](repeating: true, count: events.count)
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
    }
  }

  // MARK: Expressions

  private mutating func apply(_ transform: IngestTransform) throws(SearchError) {
    var texts: [Int: String] = [:]
    for row in 0..<events.count {
      let found: IngestTransform.Found
      do {
        found = try transform.found(in: events[row], or: text(of: transform.key, row))
      } catch {
        throw SearchError(
          .limit, "a transform took more steps than it may: \(transform.expression.pattern.prefix(80))")
      }
      for field in found.fields { add(.text(field.value), to: field.name, row) }
      guard let value = found.value else { continue }
      if transform.target.isRaw { texts[row] = value } else { set(transform.target, value, row) }
    }
    replaceTexts(texts)
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
    switch field {
    case "_raw":
      var texts: [Int: String] = [:]
      for (row, value) in values.enumerated() { if let text = value.text { texts[row] = text } }
      replaceTexts(texts)
    case "_time":
      guard let old = times else { return }
      times = zip(old, values).map { $1.double == nil ? $0 : $1 }
    case "host", "source", "sourcetype", "index", "queue":
      for (row, value) in values.enumerated() {
        guard let text = value.text, let target = Self.targets[field] else { continue }
        set(target, text, row)
      }
    default:
      if assignment.replaces {
        fields[field] = values
      } else {
        for (row, value) in values.enumerated() where !value.isNull { add(value, to: field, row) }
      }
    }
  }

  private static let targets: [String: IngestTransform.Target] = [
    "host": .host, "source": .source, "sourcetype": .sourceType, "index": .index, "queue": .queue,
  ]

  /// What an expression looks at.
  private func table(of needed: Set<String>) -> Table {
    var table = Table(count: events.count)
    for (field, values) in fields where needed.contains(field) { table[field] = values }
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
    var value: String?
    var fields: [(name: String, value: String)] = []
  }

  /// Looks at the raw event, or at another text.
  fileprivate func found(in event: UnsafeBufferPointer<UInt8>, or other: String?) throws(RegularExpression
    .Failure)
    -> Found
  {
    guard var other else { return try found(in: event) }
    let result = other.withUTF8 { bytes in
      Result { () throws(RegularExpression.Failure) in try found(in: bytes) }
    }
    return try result.get()
  }

  private func found(in text: UnsafeBufferPointer<UInt8>) throws(RegularExpression.Failure) -> Found {
    let text = UnsafeBufferPointer(rebasing: text.prefix(lookahead))
    let groups = expression.groupCount
    var found = Found()
    var fits = false
    try expression.forEachMatch(in: text) { offsets in
      fits = true
      guard case .fields(let outputs) = target else {
        found.value = RegexExtraction.joined(value, text, offsets, groups)
        return false
      }
      for output in outputs {
        let name = RegexExtraction.joined(output.name, text, offsets, groups)
        let value = RegexExtraction.joined(output.value, text, offsets, groups)
        if !name.isEmpty, !value.isEmpty { found.fields.append((name, value)) }
      }
      return repeats
    }
    if !fits { found.value = fallback }
    return found
  }
}
