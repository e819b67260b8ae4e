import Foundation
import Patterns
import SPLEngine

/// Turns the events of a piece of a file into rows.
struct EventBatch: Sendable {
  let type: SourceType
  let request: EventRequest
  let file: LogFile
  let now: Double
  let timeZone: TimeZone
  private let needles: [[FoldedNeedle]]
  private let plan: FieldPlan
  private let needsTime: Bool

  init(type: SourceType, request: EventRequest, file: LogFile, now: Double, timeZone: TimeZone) {
    self.type = type
    self.request = request
    self.file = file
    self.now = now
    self.timeZone = timeZone
    plan = FieldPlan(type.steps, demand: request.fields)
    needsTime = request.fields.wants("_time") || request.time.isBounded
    needles = Self.needles(request, plan, type)
  }

  /// Texts of which a raw event must hold one of each list.
  private static func needles(_ request: EventRequest, _ plan: FieldPlan, _ type: SourceType)
    -> [[FoldedNeedle]]
  {
    var result: [[FoldedNeedle]] = []
    guard type.edits.isEmpty else { return result }
    for text in request.rawTexts { if let needle = FoldedNeedle(text) { result.append([needle]) } }
    for value in request.values where plan.isVerbatim(value.field) {
      // Letters and digits stand in the event as they are, whatever it does with other characters.
      let needles = value.texts.map { FoldedNeedle(longestWord($0)) }
      let whole = needles.compactMap { $0 }
      if whole.count == needles.count, !whole.isEmpty { result.append(whole) }
    }
    return result
  }

  private static func longestWord(_ text: String) -> String {
    let words = text.utf8.split { !DateScanner.isWordByte($0) }
    return words.max { $0.count < $1.count }.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// The rows of a piece, after the stages that work on each row by itself.
  func rows(of piece: LogEvents.Piece, prepare: (Table) throws(SearchError) -> Table) throws(SearchError)
    -> Table
  {
    var result = Table()
    let all = piece.events
    var start = 0
    // So many rows at a time that their columns stay in the cache.
    while start < all.count {
      let end = min(all.count, start + 2048)
      result.append(try prepare(try table(of: piece.view, Array(all[start..<end]))))
      start = end
    }
    return result
  }

  private func table(of bytes: UnsafeBufferPointer<UInt8>, _ events: [Range<Int>]) throws(SearchError)
    -> Table
  {
    let kept = needles.isEmpty ? events : events.filter { mayFit(UnsafeBufferPointer(rebasing: bytes[$0])) }
    let raw = RawEvents(bytes, kept)
    var indexed = Table(count: kept.count)
    let demand = plan.demand.union(request.fields)
    func constant(_ field: String, _ value: String) {
      if demand.wants(field) { indexed[field] = [Value](repeating: .text(value), count: kept.count) }
    }
    constant("host", file.host)
    constant("source", file.source)
    constant("sourcetype", file.sourceType)
    constant("index", file.index)
    if demand.wants("_raw") { indexed["_raw"] = (0..<raw.count).map { .text(raw.text($0)) } }
    if demand.wants("linecount") {
      indexed["linecount"] = (0..<raw.count).map { row in Value(raw[row].count { $0 == 0x0A } + 1) }
    }
    var times: [Value] = []
    if needsTime {
      times = self.times(raw)
      indexed["_time"] = times
    }
    var table = try plan.extract(raw, indexed: indexed)
    for field in ["host", "source", "sourcetype", "index", "_raw", "_time", "linecount"]
    where table[field] == nil {
      if let values = indexed[field] { table[field] = values }
    }
    return table
  }

  private func mayFit(_ event: UnsafeBufferPointer<UInt8>) -> Bool {
    needles.allSatisfy { alternatives in alternatives.contains { $0.occurs(in: event) } }
  }

  /// The time of each event; one that has none gets that of the event before it.
  private func times(_ events: RawEvents) -> [Value] {
    var last: Double?
    var times: [Double?] = []
    for row in 0..<events.count {
      if let (time, _) = type.timestamps.time(of: events[row], now: now, zone: timeZone) { last = time }
      times.append(last)
    }
    let first = times.first { $0 != nil } ?? nil
    return times.map { Value($0 ?? first ?? now) }
  }
}

extension FieldPlan {
  /// Whether a field's values stand in the raw event as they are: nothing but automatic extraction or an expression
  /// over the raw text makes it.
  func isVerbatim(_ field: String) -> Bool {
    guard !["host", "source", "sourcetype", "index", "_raw", "_time", "linecount"].contains(field) else {
      return false
    }
    for step in steps {
      switch step {
      case .alias(_, let to, _): if to == field { return false }
      case .calculated(let fields): if fields.contains(where: { $0.field == field }) { return false }
      case .lookup(let program): if program.makes?.contains(field) ?? true { return false }
      case .expression(let extraction): if extraction.sourceKey != "_raw" { return false }
      case .delimited, .automatic: break
      }
    }
    return true
  }
}
