import SPL

/// Which values of the column field get a column of their own, and how columns are named.
/// Source: Search Reference, "chart" and "timechart" (limit, agg, useother, usenull, where clause, sep, format).
struct SeriesChoice: Sendable {
  /// What a column is measured by.
  private enum Measure: Sendable {
    /// By its rows.
    case rows
    /// By a function of its values.
    case values(any Accumulator)
  }

  private enum Test: Sendable {
    case all
    case first(Int, greatest: Bool, keeps: Bool)
    case compare(ComparisonOperator, Double)
  }

  private var measure = Measure.values(Sum())
  private var test = Test.first(10, greatest: true, keeps: true)
  private var hasWhere = false
  /// The name of the column for rows without the field; nil for none.
  let null: String?
  /// The name of the column for the rest; nil for none.
  let other: String?
  private let separator: String
  private let format: String?

  /// Reads the options, whose names may have a prefix.
  init(_ call: CommandCall, _ compilation: Compilation, prefix: String = "") throws(SearchError) {
    null = call.boolean(prefix + "usenull") ?? true ? call.option(prefix + "nullstr") ?? "NULL" : nil
    other = call.boolean(prefix + "useother") ?? true ? call.option(prefix + "otherstr") ?? "OTHER" : nil
    separator = call.option("sep") ?? ": "
    format = call.option("format")
    if let limit = call.option(prefix + "limit") {
      guard let first = Self.first(limit, keeps: true) else {
        throw compilation.argument("'\(limit)' is no limit: 5, top5, bottom5")
      }
      test = first
    }
    if let agg = call.option(prefix + "agg") {
      guard let function = StatsImplementations.named(String(agg.prefix { $0 != "(" })) else {
        throw compilation.argument("'\(agg)' is no stats function")
      }
      measure = function.name == "count" ? .rows : .values(function.empty)
    }
    try readWhere(call.clause("where"), compilation)
  }

  private mutating func readWhere(_ arguments: [CommandArgument], _ compilation: Compilation)
    throws(SearchError)
  {
    guard !arguments.isEmpty else { return }
    hasWhere = true
    var keeps = true
    var comparison = ComparisonOperator.greater
    for argument in arguments {
      switch argument {
      case .aggregation(let aggregation): try measure(by: aggregation.function.text, compilation)
      case .word(let word):
        if ["NOT", "NOTIN"].contains(word.text.uppercased()) { keeps = false }
      case .mark(let mark): comparison = ComparisonOperator(rawValue: mark.text) ?? .greater
      case .number(let number): test = .compare(comparison, Number(number.text)?.value ?? 0)
      case .name(let name):
        if let first = Self.first(name.text, keeps: keeps) {
          test = first
        } else {
          try measure(by: name.text, compilation)
        }
      default: break
      }
    }
  }

  private mutating func measure(by text: String, _ compilation: Compilation) throws(SearchError) {
    guard let function = StatsImplementations.named(text) else {
      throw compilation.argument("'\(text)' is no stats function")
    }
    measure = function.name == "count" ? .rows : .values(function.empty)
  }

  private static func first(_ text: String, keeps: Bool) -> Test? {
    let text = text.lowercased()
    let digits = text.drop { $0.isLetter }
    guard let count = Int(digits), count >= 0, ["", "top", "bottom"].contains(text.dropLast(digits.count))
    else {
      return nil
    }
    return count == 0 ? .all : .first(count, greatest: !text.hasPrefix("bottom"), keeps: keeps)
  }

  /// The columns that stay, of columns in the order of their names, each with its rows and, where there is one function
  /// only, its values.
  func kept(_ columns: [(rows: Double, values: [Value]?)]) -> [Bool] {
    let scores = columns.map { column -> Double? in
      // With several functions there is no one value to go by.
      guard case .values(var state) = measure, let values = column.values else { return column.rows }
      for value in values where !value.isNull { _ = state.add(value, at: 0) }
      return state.result(StatsContext()).double
    }
    switch test {
    case .all: return [Bool](repeating: true, count: columns.count)
    case .compare(let comparison, let number):
      return scores.map { score in score.map { Self.holds($0, comparison, number) } ?? false }
    case .first(let count, let greatest, let keeps):
      let missing = greatest ? -Double.infinity : .infinity
      let order = scores.indices.sorted { left, right in
        let (first, second) = (scores[left] ?? missing, scores[right] ?? missing)
        return first != second ? (first > second) == greatest : left < right
      }
      var result = [Bool](repeating: !keeps, count: columns.count)
      for index in order.prefix(count) { result[index] = keeps }
      return result
    }
  }

  private static func holds(_ score: Double, _ comparison: ComparisonOperator, _ number: Double) -> Bool {
    switch comparison {
    case .greater: score > number
    case .greaterOrEqual: score >= number
    case .less: score < number
    case .lessOrEqual: score <= number
    case .equal: score == number
    case .notEqual: score != number
    }
  }

  /// The name of the column for a value of the column field, and a function where there are several.
  func name(_ series: String, function: String?) -> String {
    guard let function else { return series.hasPrefix("_") ? "VALUE\(series)" : series }
    guard let format else { return "\(function)\(separator)\(series)" }
    return format.replacing("$AGG$", with: function).replacing("$VAL$", with: series)
  }
}
