import SPL

extension CommandImplementation {
  /// `head`: the first rows, or those up to the first for which an expression is false.
  /// Source: Search Reference, "head".
  static let head = CommandImplementation("head") { call, compilation throws(SearchError) in
    if call.integer("limit") != nil, call.number != nil {
      throw compilation.argument("takes a number or limit=, not both")
    }
    var limit = call.integer("limit")
    var condition: CompiledExpression?
    for argument in call.arguments {
      switch argument {
      case .number(let number): limit = Int(number.text)
      case .expression(let expression): condition = try ExpressionCompiler(compilation).compile(expression)
      default: break
      }
    }
    let keepsLast = call.boolean("keeplast") ?? false
    let takesNull = call.boolean("null") ?? false
    return .stateful(
      Head(
        limit: limit ?? (condition == nil ? 10 : .max), condition: condition, keepsLast: keepsLast,
        takesNull: takesNull))
  }
}

private final class Head: StatefulCommand {
  let limit: Int
  let condition: CompiledExpression?
  let keepsLast: Bool
  let takesNull: Bool
  private var taken = 0
  private(set) var isDone = false

  init(limit: Int, condition: CompiledExpression?, keepsLast: Bool, takesNull: Bool) {
    self.limit = limit
    self.condition = condition
    self.keepsLast = keepsLast
    self.takesNull = takesNull
  }

  func take(_ table: Table) throws(SearchError) -> Table {
    guard !isDone else { return table.prefix(0) }
    var end = min(table.count, limit - taken)
    if let condition {
      let values = try condition.values(table)
      if let stop = values.firstIndex(where: { $0 != .boolean(true) && !(takesNull && $0.isNull) }),
        stop < end
      {
        end = keepsLast ? stop + 1 : stop
        isDone = true
      }
    }
    taken += end
    if taken >= limit { isDone = true }
    return table.prefix(end)
  }

  func finish() throws(SearchError) -> Table { Table() }
}

extension CommandImplementation {
  /// `tail`: the last rows, the last one first. Source: Search Reference, "tail".
  static let tail = CommandImplementation("tail") { call, compilation throws(SearchError) in
    let limit = call.number ?? 10
    guard limit >= 0 else { throw compilation.argument("the number of rows must not be negative") }
    return .stateful(Tail(limit: limit, meter: compilation.meter))
  }

  /// `reverse`: all rows, the last one first. Source: Search Reference, "reverse".
  static let reverse = CommandImplementation("reverse") { _, compilation throws(SearchError) in
    .stateful(WholeTableCommand(compilation.meter) { table in table.selecting((0..<table.count).reversed()) })
  }

  /// `uniq`: drops a row that is the same as the one before it. Source: Search Reference, "uniq".
  static let uniq = CommandImplementation("uniq") { _, _ throws(SearchError) in .stateful(Uniq()) }
}

private final class Tail: StatefulCommand {
  private let limit: Int
  private let meter: Meter
  private var table = Table()

  init(limit: Int, meter: Meter) {
    self.limit = limit
    self.meter = meter
  }

  func take(_ rows: Table) throws(SearchError) -> Table {
    table.append(rows)
    // Cut now and then, not with each batch: small batches would copy the rows over and over.
    if table.count > 2 * limit + 10_000 { table = table.selecting(Array(table.count - limit..<table.count)) }
    return Table()
  }

  func finish() throws(SearchError) -> Table {
    table.selecting((max(0, table.count - limit)..<table.count).reversed())
  }
}

private final class Uniq: StatefulCommand {
  private var last: [String: Value]?

  func take(_ table: Table) throws(SearchError) -> Table {
    guard table.count > 0 else { return table }
    var mask = [Bool](repeating: false, count: table.count)
    mask[0] = last == nil || last != Self.row(table, 0)
    for field in table.fields {
      let column = table.column(field)
      for row in 1..<max(1, table.count) where !mask[row] && column[row] != column[row - 1] {
        mask[row] = true
      }
    }
    last = Self.row(table, table.count - 1)
    return table.filtered(mask)
  }

  func finish() throws(SearchError) -> Table { Table() }

  private static func row(_ table: Table, _ number: Int) -> [String: Value] {
    Dictionary(table.row(number).map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
