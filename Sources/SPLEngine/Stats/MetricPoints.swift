import SPL

/// Metric data points, one a row: `metric_name`, `_value`, and the dimensions.
///
/// A source of metrics has a row for the points of one moment and one set of dimensions, with a column
/// `metric_name:NAME` for each metric. Source: Metrics Manual, "Metrics data format".
struct MetricPoints: EventSource {
  private static let prefix = "metric_name:"
  private let source: any EventSource

  /// The reading of the points that a command asks for, of all if it has no condition.
  static func reading(_ call: CommandCall, _ compilation: Compilation) throws(SearchError) -> EventReading {
    guard let source = compilation.environment.metrics else {
      throw compilation.unsupported("there are no metrics")
    }
    let filter = SearchExpression.all(call.filters).byCase
    return try EventReading(compilation, filter, source: MetricPoints(source: source))
  }

  func read(
    _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    // What the request rules out are points, of which the source's rows hold several.
    try source.read(
      EventRequest(time: request.time),
      prepare: { rows throws(SearchError) in try prepare(Self.points(of: rows)) },
      sink: sink)
  }

  private static func points(of rows: Table) -> Table {
    let metrics = rows.fields.filter { $0.hasPrefix(prefix) }
    let columns = metrics.compactMap { rows[$0] }
    var numbers: [Int] = []
    var names: [Value] = []
    var values: [Value] = []
    for row in 0..<rows.count {
      for (metric, column) in zip(metrics, columns) where !column[row].isNull {
        numbers.append(row)
        names.append(.text(String(metric.dropFirst(prefix.count))))
        values.append(column[row])
      }
    }
    var dimensions = rows
    dimensions.keep(rows.fields.filter { !$0.hasPrefix(prefix) })
    var points = dimensions.selecting(numbers)
    points["metric_name"] = names
    points["_value"] = values
    return points
  }

  /// The points with a column for each metric that fits one of these names. With `dropping`, dimensions other than the
  /// fields that group go: wildcards stand for metrics alone.
  static func named(_ patterns: [String], in points: Table, by fields: [String], dropping: Bool) -> Table {
    guard let names = points["metric_name"], let values = points["_value"] else { return points }
    var columns: [String: [Value]] = [:]
    var isAsked: [String: Bool] = [:]
    for (row, name) in names.enumerated() {
      guard let name = name.text else { continue }
      let asked = isAsked[name] ?? patterns.contains { Wildcard.fits($0, name) }
      isAsked[name] = asked
      if asked {
        columns[name, default: [Value](repeating: .null, count: points.count)][row] = values[row]
      }
    }
    var result = points
    if dropping { result.keep(fields + ["_time", "_value"]) }
    for (name, column) in columns.sorted(by: { $0.key < $1.key }) { result[name] = column }
    return result
  }

  /// The points with the names of their dimensions as `_dims`.
  static func withDimensions(_ points: Table) -> Table {
    var result = points
    let dimensions = points.fields.filter { !$0.hasPrefix("_") && $0 != "metric_name" && $0 != "index" }
    let columns = dimensions.compactMap { points[$0] }
    result["_dims"] = (0..<points.count).map { row in
      Value(zip(dimensions, columns).filter { !$1[row].isNull }.map { .text($0.0) })
    }
    return result
  }

  /// The columns of points that are dimensions.
  static func dimensions(of points: Table) -> [String] {
    let metrics = Set((points["metric_name"] ?? []).compactMap(\.text))
    return points.fields.filter { !$0.hasPrefix("_") && $0 != "metric_name" && !metrics.contains($0) }
  }
}

extension SearchExpression {
  /// The same comparing texts by case, as conditions on metrics do. Source: Search Reference, "mstats" (usage).
  fileprivate var byCase: SearchExpression {
    switch self {
    case .all(let terms): .all(terms.map(\.byCase))
    case .any(let terms): .any(terms.map(\.byCase))
    case .not(let term, let range): .not(term.byCase, range)
    case .comparison(let field, let comparison, let value):
      ["earliest", "latest"].contains(field.name) ? self : .comparison(field, comparison, value.byCase)
    case .membership(let field, let values, let negated):
      .membership(field, values.map(\.byCase), negated: negated)
    case .term, .macro, .subsearch: self
    }
  }
}

extension SearchValue {
  fileprivate var byCase: SearchValue {
    guard case .literal(let literal) = self, !literal.text.hasPrefix("CASE("),
      !literal.text.hasPrefix("TERM(")
    else { return self }
    return .literal(Literal("CASE(\(literal.text))", at: literal.range))
  }
}
