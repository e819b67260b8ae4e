import Foundation
import Patterns
import SPLEngine
import Synchronization

/// Turns the events of a piece of a file into rows.
final class EventBatch: Sendable {
  let type: SourceType
  private let file: LogFile
  private let request: EventRequest
  private let configuration: EventConfiguration
  private let dataSets: [DataSetReading]
  private let now: Double
  private let timeZone: TimeZone
  private let plans = Mutex<[PlanKey: OriginPlan]>([:])
  private let needles: [[ByteFinder]]
  private let report: ReadingReport

  /// How many events become rows together: few enough that their columns stay in the cache.
  private static let rowsAtOnce = 2048

  /// What decides how events are read: where they come from, and the names of the columns where the file is a table.
  private struct PlanKey: Hashable {
    let origin: EventOrigin
    let header: [String]
  }

  init(
    file: LogFile, request: EventRequest, configuration: EventConfiguration, now: Double,
    timeZone: TimeZone, report: ReadingReport
  ) throws(SearchError) {
    self.file = file
    self.report = report
    self.request = request
    self.configuration = configuration
    self.now = now
    self.timeZone = timeZone
    dataSets = try request.dataSet.map { name throws(SearchError) in try configuration.dataSets(name) } ?? []
    let origin = configuration.origin(of: file)
    type = configuration.sourceType(origin)
    let plan = OriginPlan(origin, [], request, dataSets, configuration)
    needles = type.ingest.isEmpty && type.edits.isEmpty ? RawNeedles.of(request, plan.fields) : []
  }

  /// The rows of a piece, after the stages that work on each row by itself.
  func rows(of piece: LogEvents.Piece, prepare: (Table) throws(SearchError) -> Table) throws(SearchError)
    -> Table
  {
    var result = Table()
    var start = 0
    while start < piece.events.count {
      let (header, next) = piece.header(at: start)
      let end = min(next, start + Self.rowsAtOnce)
      let rows = try table(of: piece.view, Array(piece.events[start..<end]), header)
      result.append(try prepare(rows))
      start = end
    }
    return result
  }

  private func table(of bytes: UnsafeBufferPointer<UInt8>, _ events: [Range<Int>], _ header: [String])
    throws(SearchError) -> Table
  {
    let kept =
      needles.isEmpty ? events : events.filter { mayFit(UnsafeBufferPointer(rebasing: bytes[$0])) }
    if kept.count < events.count { request.passedOver(events.count - kept.count) }
    if let written = InvalidBytes.written(kept, of: bytes) { return try table(RawEvents(written), header) }
    return try table(RawEvents(bytes, kept), header)
  }

  private func mayFit(_ event: UnsafeBufferPointer<UInt8>) -> Bool {
    needles.allSatisfy { alternatives in alternatives.contains { $0.occurs(in: event) } }
  }

  private func table(_ events: RawEvents, _ header: [String]) throws(SearchError) -> Table {
    let origin = configuration.origin(of: file)
    guard !type.ingest.isEmpty || !type.edits.isEmpty else {
      let key = PlanKey(origin: origin, header: header)
      return try table(events, key, needsTime(key) ? times(events, header) : nil)
    }
    // Splunk reads the time before it changes the text.
    let changes = !type.edits.isEmpty || type.ingest.contains(where: \.needsWholeEvents)
    var batch = IngestBatch(events, from: origin, times: changes ? times(events, header) : nil)
    try batch.apply(type.edits)
    for step in type.ingest { try batch.apply(step) }
    return try table(batch, header, depth: 0)
  }

  /// The rows of events that have come in, and of their copies.
  private func table(_ batch: IngestBatch, _ header: [String], depth: Int) throws(SearchError) -> Table {
    var groups: [EventOrigin: [Int]] = [:]
    var order: [PlanKey] = []
    for (row, origin) in batch.origins.enumerated() where batch.isKept[row] {
      if groups[origin] == nil { order.append(PlanKey(origin: origin, header: header)) }
      groups[origin, default: []].append(row)
    }
    let times = batch.times ?? (order.contains(where: needsTime) ? self.times(batch.events, header) : nil)
    var result = Table()
    for key in order {
      let rows = groups[key.origin] ?? []
      result.append(
        try table(
          batch.events.selecting(rows), key, times.map { times in rows.map { times[$0] } },
          made: batch.fields.mapValues { values in rows.map { values[$0] } }))
    }
    for var clone in batch.clones {
      guard let origin = clone.origins.first else { continue }
      // Copies of copies without end are none.
      guard depth < Self.mostClones else {
        throw SearchError(.limit, "CLONE_SOURCETYPE makes copies without end")
      }
      let type = configuration.sourceType(origin)
      try clone.apply(type.edits)
      for step in type.ingest { try clone.apply(step) }
      result.append(try table(clone, header, depth: depth + 1))
    }
    return result
  }

  /// How often a copy is copied at most.
  private static let mostClones = 8

  /// Whether a search looks at the time of events of an origin.
  private func needsTime(_ key: PlanKey) -> Bool {
    let demand = plan(key).fields.demand
    return demand.wants("_time") || request.time.isBounded || DefaultFields.needsTime(demand)
  }

  private func plan(_ key: PlanKey) -> OriginPlan {
    if let plan = plans.withLock({ $0[key] }) { return plan }
    let plan = OriginPlan(key.origin, key.header, request, dataSets, configuration)
    plans.withLock { $0[key] = plan }
    return plan
  }

  /// The rows of events of one origin. `made` are the fields that were made when they came in.
  private func table(
    _ events: RawEvents, _ key: PlanKey, _ times: [Value]?, made: [String: [Value]] = [:]
  ) throws(SearchError) -> Table {
    let plan = plan(key)
    let demand = plan.fields.demand
    let times = times ?? [Value](repeating: .null, count: events.count)
    var indexed = Table(count: events.count)
    for (field, values) in made.sorted(by: { $0.key < $1.key }) where demand.wants(field) {
      indexed[field] = values
    }
    for (field, value) in plan.constants where demand.wants(field) {
      indexed[field] = [Value](repeating: value, count: events.count)
    }
    if demand.wants("_time") { indexed["_time"] = times }
    if demand.wants("_raw") { indexed["_raw"] = (0..<events.count).map { .text(events.text($0)) } }
    DefaultFields.add(to: &indexed, events: events, times: times, demand: demand)
    var table = try plan.fields.extract(events, indexed: indexed)
    try plan.eventTypes.mark(&table)
    guard !dataSets.isEmpty else { return table }
    var rows = Table()
    for dataSet in dataSets { rows.append(try dataSet.rows(of: table, asked: request.fields)) }
    return rows
  }

  /// The texts of the fields that hold the time, where the source type names some; nil where it names none.
  private func timeTexts(_ events: RawEvents, _ header: [String]) throws(SearchError) -> [String?]? {
    let fields = type.timestamps.fields
    guard !fields.isEmpty else { return nil }
    let plan = FieldPlan(OriginPlan.indexed(type, header), demand: .some(Set(fields)))
    let table = try plan.extract(events, indexed: Table(count: events.count))
    return (0..<events.count).map { row in
      let parts = fields.compactMap { table.value($0, at: row).text }
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
  }

  /// The time of each event; one that has none gets that of the event before it.
  private func times(_ events: RawEvents, _ header: [String]) -> [Value] {
    var last: Double?
    var times: [Double?] = []
    var ways: [TimestampWay: Int] = [:]
    let texts = try? timeTexts(events, header)
    for row in 0..<events.count {
      // An event without the field, or with no time in it, is looked at like any other.
      if let text = texts?[row], let time = type.timestamps.time(ofField: text, now: now, zone: timeZone) {
        last = time
        ways[.field, default: 0] += 1
      } else if let (time, way) = type.timestamps.time(of: events[row], now: now, zone: timeZone) {
        last = time
        ways[way, default: 0] += 1
      } else if let day = last,
        let time = type.timestamps.timeOfDay(events[row], onDayOf: day, zone: timeZone)
      {
        last = time
        ways[.day, default: 0] += 1
      } else {
        ways[.previous, default: 0] += 1
      }
      times.append(last)
    }
    let first = times.first { $0 != nil } ?? nil
    if first == nil, let count = ways.removeValue(forKey: .previous) { ways[.current] = count }
    report.count(ways, in: file.path)
    return times.map { Value($0 ?? first ?? now) }
  }
}

/// What is to be done for events of one origin.
struct OriginPlan: Sendable {
  /// Fields that all of them have alike.
  let constants: [(field: String, value: Value)]
  let eventTypes: EventTypes
  let fields: FieldPlan

  init(
    _ origin: EventOrigin, _ header: [String], _ request: EventRequest, _ dataSets: [DataSetReading],
    _ configuration: EventConfiguration
  ) {
    let type = configuration.sourceType(origin)
    // What a source type is renamed to has its own settings for searches.
    var searched = origin
    searched.sourceType = type.rename ?? origin.sourceType
    let steps = type.rename == nil ? type.steps : configuration.sourceType(searched).steps
    constants =
      [
        ("host", .text(origin.host)), ("source", .text(origin.source)),
        ("sourcetype", .text(searched.sourceType)), ("index", .text(origin.index)),
      ]
      + (type.rename == nil ? [] : [("_sourcetype", .text(origin.sourceType))])
    var demand = dataSets.isEmpty ? request.fields : FieldDemand.some([])
    for dataSet in dataSets { demand = demand.union(dataSet.demand(for: request.fields)) }
    if request.time.isBounded { demand = demand.union(.some(["_time"])) }
    let known = Dictionary(constants.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first })
    // The tags that a single data set asks for say which event types matter.
    eventTypes =
      demand.wants("eventtype") || demand.wants("tag") || demand.asksForTags
      ? configuration.eventTypes.relevant(
        to: demand, tags: dataSets.count == 1 && !request.fields.wants("tag") ? dataSets[0].tags : nil,
        constants: known) : .none
    fields = FieldPlan(Self.indexed(type, header) + steps, demand: demand.union(.some(eventTypes.needs)))
  }
}

extension OriginPlan {
  /// The steps for fields that are made when events come in.
  static func indexed(_ type: SourceType, _ header: [String]) -> [FieldPlan.Step] {
    switch type.indexed {
    case nil: return []
    case .json(let trimsBraces)?: return [.automatic(.indexedJSON(trimsBraces: trimsBraces), .all)]
    case .table(let layout)?:
      var extraction = DelimitedExtraction(separators: layout.separator.bytes)
      extraction.fields = header
      extraction.quote = layout.quote
      extraction.mergesSeparators = layout.separator == .blanks
      extraction.missing = layout.missing
      return [.delimited(extraction)]
    case .w3c(let missing)?:
      var extraction = DelimitedExtraction(separators: [0x20])
      extraction.fields = header
      extraction.missing = missing
      return [.delimited(extraction)]
    }
  }
}

extension TableLayout.Separator {
  /// The bytes that separate.
  fileprivate var bytes: [UInt8] {
    switch self {
    case .byte(let byte): [byte]
    case .blanks: [0x20, 0x09]
    case .none: []
    }
  }
}

/// Texts of which a raw event must hold one of each list, so that it can be what a search asks for.
enum RawNeedles {
  static func of(_ request: EventRequest, _ plan: FieldPlan) -> [[ByteFinder]] {
    var result = request.rawTexts.compactMap(needle).map { [$0] }
    guard request.dataSet == nil else { return result }
    for value in request.values where plan.isVerbatim(value.field) {
      // Letters and digits stand in the event as they are, whatever it does with other characters.
      let needles = value.texts.compactMap { needle(longestWord($0)) }
      if needles.count == value.texts.count, !needles.isEmpty { result.append(needles) }
    }
    return result
  }

  /// What finds a text in either case; nil for one that is empty or not ASCII, whose case is not folded byte by byte, and
  /// for one that could stand for a byte that is no text: `\xFC` is written after the event was looked at.
  private static func needle(_ text: String) -> ByteFinder? {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 < 0x80 }), !text.contains(/[xX][0-9a-fA-F]{2}/) else {
      return nil
    }
    return ByteFinder(bytes, ignoringCase: true)
  }

  private static func longestWord(_ text: String) -> String {
    let words = text.utf8.split { !DateScanner.isWordByte($0) }
    return words.max { $0.count < $1.count }.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

extension FieldPlan {
  /// Whether a field's values stand in the raw event as they are: nothing but automatic extraction or an expression
  /// over the raw text makes it.
  func isVerbatim(_ field: String) -> Bool {
    let own = DataSetReading.own.union(["index", "eventtype", "tag", "_sourcetype"])
    guard !own.contains(field), !field.hasPrefix("tag::"), !field.hasPrefix("date_"), field != "punct" else {
      return false
    }
    for step in steps {
      switch step {
      case .alias(_, let to, _): if to == field { return false }
      case .calculated(let fields): if fields.contains(where: { $0.field == field }) { return false }
      case .lookup(let program): if program.makes?.contains(field) ?? true { return false }
      case .expression(let extraction): if extraction.sourceKey != "_raw" { return false }
      case .delimited, .automatic, .table: break
      }
    }
    return true
  }
}
