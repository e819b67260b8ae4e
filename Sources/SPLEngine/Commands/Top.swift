import SPL

extension CommandImplementation {
  /// `top`: the most frequent values of fields, with their count and percentage. Source: Search Reference, "top".
  static let top = frequent("top", rarestFirst: false)
  /// `rare`: the least frequent values. Source: Search Reference, "rare".
  static let rare = frequent("rare", rarestFirst: true)
  /// `sitop`: the counts of all values, with which a `top` goes on. Source: Search Reference, "sitop".
  static let sitop = frequent("sitop", rarestFirst: false, prepares: true)
  /// `sirare`: the counts of all values, with which a `rare` goes on. Source: Search Reference, "sirare".
  static let sirare = frequent("sirare", rarestFirst: true, prepares: true)

  private static func frequent(_ name: String, rarestFirst: Bool, prepares: Bool = false)
    -> CommandImplementation
  {
    CommandImplementation(name) { call, compilation throws(SearchError) in
      .stateful(try Top(call, compilation, rarestFirst: rarestFirst, prepares: prepares))
    }
  }
}

private final class Top: StatefulCommand {
  private let fields: [String]
  private let grouping: [String]
  private let limit: Int
  private let countField: String?
  private let percentField: String?
  private let otherText: String?
  private let rarestFirst: Bool
  private let prepares: Bool
  private let aggregator: Aggregator
  let dependsOnOrder = false

  init(_ call: CommandCall, _ compilation: Compilation, rarestFirst: Bool, prepares: Bool)
    throws(SearchError)
  {
    grouping = call.clause("by").fields.map(\.name)
    let own = call.arguments.filter { argument in
      if case .clause("by", _) = argument { false } else { true }
    }
    fields = own.fields.map(\.name)
    guard !fields.isEmpty else { throw compilation.argument("a field is missing") }
    var number: Int?
    for case .number(let literal) in own { number = Int(literal.text) }
    limit = call.integer("limit") ?? number ?? 10
    guard limit >= 0 else { throw compilation.argument("'limit' is 0 or more") }
    countField = call.boolean("showcount") ?? true ? call.option("countfield") ?? "count" : nil
    percentField = call.boolean("showperc") ?? true ? call.option("percentfield") ?? "percent" : nil
    otherText = call.boolean("useother") ?? false ? call.option("otherstr") ?? "OTHER" : nil
    self.rarestFirst = rarestFirst
    self.prepares = prepares
    let count = Aggregation(
      function: Literal("count", at: compilation.stage.range), operand: .none, at: compilation.stage.range,
      alias: nil)
    aggregator = Aggregator(
      [try StatsCompiler(compilation).compile(count)], by: grouping + fields, meter: compilation.meter)
  }

  func take(_ table: Table) throws(SearchError) -> Table {
    try aggregator.add(table, by: grouping + fields)
    return Table()
  }

  func finish() throws(SearchError) -> Table {
    if prepares { return aggregator.saved(by: grouping + fields) }
    // Groups of one value of the BY fields lie together, in the order of the values in each.
    let order = aggregator.groups.sorted()
    let counts = (aggregator.columns(of: order) { _ in StatsContext() }.first?.values ?? [])
      .map { $0.wholeNumber ?? 0 }
    var rows: [(group: Int, count: Int, total: Int, isOther: Bool)] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, isSameGroup(order[start], order[end]) { end += 1 }
      let total = counts[start..<end].reduce(0, +)
      // Of equal counts top shows the value that sorts last, rare the one that sorts first.
      let sorted = (start..<end).sorted { left, right in
        counts[left] != counts[right]
          ? (counts[left] < counts[right]) == rarestFirst : (left < right) == rarestFirst
      }
      let shown = limit == 0 ? sorted[...] : sorted.prefix(limit)
      for place in shown { rows.append((order[place], counts[place], total, false)) }
      let rest = total - shown.reduce(0) { $0 + counts[$1] }
      if otherText != nil, rest > 0 { rows.append((order[start], rest, total, true)) }
      start = end
    }
    var table = Table(count: rows.count)
    for (key, field) in grouping.enumerated() {
      table[field] = rows.map { aggregator.groups.value(key, of: $0.group) }
    }
    for (key, field) in fields.enumerated() {
      table[field] = rows.map { row in
        row.isOther ? .text(otherText ?? "") : aggregator.groups.value(grouping.count + key, of: row.group)
      }
    }
    if let countField { table[countField] = rows.map { Value($0.count) } }
    if let percentField {
      table[percentField] = rows.map {
        .text(SixDecimals.text(Double($0.count) / Double(max(1, $0.total)) * 100))
      }
    }
    return table
  }

  private func isSameGroup(_ left: Int, _ right: Int) -> Bool {
    grouping.indices.allSatisfy { key in
      aggregator.groups.value(key, of: left).text == aggregator.groups.value(key, of: right).text
    }
  }
}
