import SPLEngine

/// The metric data points of log files: JSON objects with keys `metric_name:NAME`, one a line.
///
/// An object is a data point with its dimensions as they are, or a body of the HTTP Event Collector, where they stand
/// under `fields`, and `time`, `host`, `source`, `sourcetype` and `index` beside that. The older form with `metric_name`
/// and `_value` is read, too. Other events are no metrics.
/// Source: Metrics Manual, "Get metrics in from other sources" (HTTP Event Collector).
public struct MetricEvents: EventSource {
  private let events: LogEvents
  /// What is asked of the files: the text itself, and what is known of it from elsewhere.
  private static let own: Set<String> = ["_raw", "_time", "host", "source", "sourcetype", "index"]
  private static let prefix = "metric_name:"

  /// The metrics of these events.
  public init(_ events: LogEvents) {
    self.events = events
  }

  /// Reads the data points, a row for each object.
  public func read(
    _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    // The range of time is not handed on: an event's time is that of its data point, which is known only here.
    try events.read(
      EventRequest(fields: .some(Self.own), rawTexts: ["metric_name"]),
      prepare: { rows throws(SearchError) in try prepare(try Self.points(of: rows)) },
      sink: sink)
  }

  private static func points(of rows: Table) throws(SearchError) -> Table {
    var documents = DocumentExtraction(.all)
    var columns = FieldColumns(count: rows.count, demand: .all)
    for (row, raw) in (rows["_raw"] ?? []).enumerated() {
      var text = raw.text ?? ""
      try text.withUTF8 { bytes in
        Result { () throws(SearchError) in try documents.json(bytes, row: row, into: &columns) }
      }.get()
    }
    let found = columns.table()
    var points = FieldColumns(count: rows.count, demand: .all)
    var kept: [Int] = []
    for row in 0..<rows.count {
      var members = found.row(row)
      let isBody = members.contains { $0.field.hasPrefix("fields.") }
      if isBody {
        members = members.compactMap { member in
          if member.field.hasPrefix("fields.") { return (String(member.field.dropFirst(7)), member.value) }
          return own.contains(member.field) || member.field == "time" ? member : nil
        }
      }
      guard set(members, at: row, in: &points) else { continue }
      kept.append(row)
      for field in own where field != "_raw" {
        if let slot = points.slot(of: field) { points.set(slot, at: row, rows.value(field, at: row)) }
      }
    }
    return points.table().selecting(kept)
  }

  /// Sets the members of a data point; false where it is none.
  private static func set(
    _ members: [(field: String, value: Value)], at row: Int, in points: inout FieldColumns
  ) -> Bool {
    var hasMetric = false
    var name: String?
    for (field, value) in members {
      if field == "metric_name" { name = value.text }
      if field.hasPrefix(prefix) { hasMetric = true }
    }
    guard hasMetric || name != nil else { return false }
    for (field, value) in members {
      switch field {
      case "metric_name", "_raw": continue
      case "_value": if let name { add(prefix + name, value) }
      case "time", "timestamp", "_time":
        if let seconds = value.number { add("_time", .number(seconds)) }
      default: add(field, value)
      }
    }
    func add(_ field: String, _ value: Value) {
      if let slot = points.slot(of: field) { points.set(slot, at: row, value) }
    }
    return true
  }
}
