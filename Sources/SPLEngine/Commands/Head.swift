import SPL

extension CommandImplementation {
  /// `head`: the first rows, or those up to the first for which an expression is false.
  /// Source: Search Reference, "head".
  static let head = CommandImplementation("head") { call, compilation throws(SearchError) in
    var limit = call.option("limit").flatMap { Int($0) }
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

extension CommandCall {
  /// The value of an option that is true or false; nil where it is not given.
  func boolean(_ name: String) -> Bool? {
    guard let text = option(name)?.lowercased() else { return nil }
    return ["true", "t", "1", "yes", "y"].contains(text)
  }

  /// The value of an option that is a whole number; nil where it is not given.
  func integer(_ name: String) -> Int? { option(name).flatMap { Int($0) } }
}
