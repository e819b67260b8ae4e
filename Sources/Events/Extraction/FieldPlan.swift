import Patterns
import SPLEngine

/// How the fields of a source type are made at search time: the steps that a search needs, in Splunk's order.
/// Source: Knowledge Manager Manual, "The sequence of search-time operations".
struct FieldPlan: Sendable {
  /// A step.
  enum Step: Sendable {
    case expression(RegexExtraction)
    case delimited(DelimitedExtraction)
    /// The fields that are found without being told, of those that are asked for.
    case automatic(AutomaticMode, FieldDemand)
    /// Fields of the columns of a table that an event holds, with a value of each row.
    case table(RowProgram)
    /// `x AS y`: y gets what x has, and goes where x is missing; with `keeps`, it stays.
    case alias(from: String, to: String, keeps: Bool)
    /// Calculated fields, which do not see one another.
    case calculated([(field: String, program: RowProgram)])
    case lookup(RowProgram)
  }

  /// How fields are found without being told.
  enum AutomaticMode: Sendable, Hashable {
    case none
    /// `key=value`, and JSON where the event is an object, if that is read. In quotes, escapes are resolved or not, and
    /// blanks at the ends taken off or not.
    case pairs(readsJSON: Bool, isEscaped: Bool, trims: Bool)
    case json
    /// JSON as it is read when events come in.
    case indexedJSON(trimsBraces: Bool)
    case xml
  }

  /// The steps.
  let steps: [Step]
  /// What the steps need of the raw event and of its index-time fields.
  let demand: FieldDemand
  /// The fields that the search asked for.
  private let asked: FieldDemand

  /// Fields that every event has before any step: no step that keeps what is there can change them.
  private static let given: Set<String> = ["_raw", "_time", "host", "index", "source", "sourcetype"]

  /// Picks the steps that give fields that are asked for, from the last to the first: what a step reads is asked of those
  /// before it.
  init(_ all: [Step], demand: FieldDemand) {
    var wanted = demand
    var picked: [Step] = []
    for step in all.reversed() {
      switch step {
      case .lookup(let program):
        guard wanted.wantsAny(of: program.makes) else { continue }
        wanted = wanted.union(.some(program.needs))
        picked.append(step)
      case .calculated(let fields):
        let chosen = fields.filter { wanted.wants($0.field) }
        guard !chosen.isEmpty else { continue }
        wanted = chosen.reduce(wanted) { $0.union(.some($1.program.needs)) }
        picked.append(.calculated(chosen))
      case .alias(let from, let to, _):
        guard wanted.wants(to) else { continue }
        wanted = wanted.union(.some([from]))
        picked.append(step)
      case .automatic(let mode, _):
        guard mode != .none, !wanted.isOnly(of: Self.given) else { continue }
        picked.append(.automatic(mode, wanted))
      case .table:
        guard !wanted.isOnly(of: Self.given) else { continue }
        picked.append(step)
      case .expression(let extraction):
        guard extraction.names.map({ wanted.wantsAny(of: $0) }) ?? !wanted.isOnly(of: Self.given) else {
          continue
        }
        // The raw text is at hand without being a field.
        if extraction.sourceKey != "_raw" { wanted = wanted.union(.some([extraction.sourceKey])) }
        picked.append(step)
      case .delimited(let extraction):
        guard extraction.names.map({ wanted.wantsAny(of: $0) }) ?? !wanted.isOnly(of: Self.given) else {
          continue
        }
        // The raw text is at hand without being a field.
        if extraction.sourceKey != "_raw" { wanted = wanted.union(.some([extraction.sourceKey])) }
        picked.append(step)
      }
    }
    steps = picked.reversed()
    self.demand = wanted
    asked = demand
  }

  /// The fields of events, given what they had at index time.
  func extract(_ events: RawEvents, indexed: Table) throws(SearchError) -> Table {
    var columns = FieldColumns(count: events.count, demand: demand)
    for field in indexed.fields {
      guard let slot = columns.slot(of: field), let values = indexed[field] else { continue }
      columns.set(slot, to: values)
    }
    var number = 0
    while number < steps.count, try take(steps[number], events, &columns) { number += 1 }
    var table = columns.table()
    for step in steps[number...] {
      switch step {
      case .alias(let from, let to, let keeps): Self.alias(from, to, keeps, &table)
      case .calculated(let fields):
        let before = table
        for (field, program) in fields { table[field] = try program.apply(to: before)[field] }
      case .lookup(let program): table = try program.apply(to: table)
      case .expression, .delimited, .automatic, .table: break
      }
    }
    return table
  }

  /// Takes a step that looks at texts; false for one that looks at columns, which come after all of these.
  private func take(_ step: Step, _ events: RawEvents, _ columns: inout FieldColumns) throws(SearchError)
    -> Bool
  {
    switch step {
    case .expression(let extraction):
      let outputs = extraction.outputs(in: &columns)
      if outputs.isEmpty { return true }
      let slots = extraction.addsValues ? nil : extraction.names.map { columns.slots(of: $0) }
      try Self.forEachText(of: extraction.sourceKey, events, &columns) {
        bytes, row, columns throws(SearchError) in
        // What an event has stays: where it has all that could be found, there is nothing to look for.
        if let slots, columns.has(slots, at: row) { return }
        try extraction.extract(outputs, from: bytes, row: row, into: &columns)
      }
    case .delimited(let extraction):
      try Self.forEachText(of: extraction.sourceKey, events, &columns) {
        bytes, row, columns throws(SearchError) in
        extraction.extract(from: bytes, row: row, into: &columns)
      }
    case .automatic(let mode, let wanted):
      var documents = DocumentExtraction(wanted, names: mode.names)
      for row in 0..<events.count { try Self.automatic(mode, &documents, events[row], row, &columns) }
    case .table(let program): try Self.table(program, events, &columns)
    case .alias, .calculated, .lookup: return false
    }
    return true
  }

  private static func table(_ program: RowProgram, _ events: RawEvents, _ columns: inout FieldColumns)
    throws(SearchError)
  {
    for row in 0..<events.count {
      let rows = try program.apply(to: Table(rows: [[("_raw", .text(events.text(row)))]]))
      for field in rows.fields where !given.contains(field) {
        guard let slot = columns.slot(of: field) else { continue }
        for value in rows[field] ?? [] where !value.isNull { columns.set(slot, at: row, value, adds: true) }
      }
    }
  }

  /// Gives the bytes of `_raw`, or of each value of another field, of each event.
  private static func forEachText(
    of key: String, _ events: RawEvents, _ columns: inout FieldColumns,
    _ body: (UnsafeBufferPointer<UInt8>, Int, inout FieldColumns) throws(SearchError) -> Void
  ) throws(SearchError) {
    for row in 0..<events.count {
      guard key != "_raw" else {
        try body(events[row], row, &columns)
        continue
      }
      for var text in columns.value(key, at: row).texts {
        let result = text.withUTF8 { bytes in
          Result { () throws(SearchError) in try body(bytes, row, &columns) }
        }
        try result.get()
      }
    }
  }

  private static func automatic(
    _ mode: AutomaticMode, _ documents: inout DocumentExtraction, _ text: UnsafeBufferPointer<UInt8>,
    _ row: Int, _ columns: inout FieldColumns
  ) throws(SearchError) {
    switch mode {
    case .none: return
    case .json, .indexedJSON: try documents.json(text, row: row, into: &columns)
    case .xml: try documents.xml(text, row: row, into: &columns)
    case .pairs(let readsJSON, let isEscaped, let trims):
      let first = text.first { $0 > 0x20 }
      if readsJSON, first == UInt8(ascii: "{") {
        return try documents.json(text, row: row, into: &columns)
      }
      KeyValueText.forEachPair(in: text) { key, value, isQuoted in
        let name = UnsafeBufferPointer(rebasing: text[key])
        let slot =
          FieldNameText.isClean(name)
          ? columns.slot(of: name) : columns.slot(of: FieldNameText.cleaned(name))
        guard let slot else { return }
        let bytes = UnsafeBufferPointer(rebasing: text[value])
        var string = String(decoding: bytes, as: UTF8.self)
        if isQuoted, bytes.contains(UInt8(ascii: "\\")) {
          string = isEscaped ? KeyValueText.unescaped(string) : string.replacing("\\\"", with: "\"")
        }
        if isQuoted, trims { string = string.trimmingBlanks }
        if string.isEmpty { return }
        columns.set(slot, at: row, .text(string))
      }
    }
  }

  private static func alias(_ from: String, _ to: String, _ keeps: Bool, _ table: inout Table) {
    guard let values = table[from] else {
      if !keeps { table[to] = nil }
      return
    }
    guard keeps, var old = table[to] else {
      table[to] = values
      return
    }
    for row in old.indices where old[row].isNull { old[row] = values[row] }
    table[to] = old
  }
}

extension FieldDemand {
  /// Whether nothing but fields of this set is asked for.
  func isOnly(of fields: Set<String>) -> Bool {
    switch self {
    case .all: false
    case .some(let names): names.isSubset(of: fields)
    }
  }

  /// Whether one of these fields is asked for; nil stands for fields that are not known.
  func wantsAny(of fields: Set<String>?) -> Bool {
    guard let fields else { return true }
    return switch self {
    case .all: true
    case .some(let names): !names.isDisjoint(with: fields)
    }
  }
}

extension FieldPlan.AutomaticMode {
  /// How the fields of documents are named.
  fileprivate var names: DocumentExtraction.Names {
    if case .indexedJSON(let trimsBraces) = self { .indexed(trimsBraces: trimsBraces) } else { .plain }
  }
}
