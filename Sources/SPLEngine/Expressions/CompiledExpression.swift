/// An expression of `eval` that is ready to run on tables.
struct CompiledExpression: Sendable {
  /// What kind of value it gives, where that is known without a row.
  enum Kind: Sendable {
    /// Whatever the row brings.
    case any
    /// A text, also where it reads as a number.
    case text
    case number
    /// A number that is not whole, even if its decimals are all 0.
    case double
    case boolean
  }

  /// What it gives.
  let kind: Kind
  /// Its value where it is the same for every row; nil for one that depends on the row.
  let constant: Value?
  /// The fields that it reads.
  let fields: Set<String>
  /// Its value for each row.
  let values: @Sendable (Table) throws(SearchError) -> [Value]

  init(
    _ kind: Kind, fields: Set<String>, _ values: @escaping @Sendable (Table) throws(SearchError) -> [Value]
  ) {
    self.kind = kind
    constant = nil
    self.fields = fields
    self.values = values
  }

  /// A value that is the same for every row.
  init(constant: Value, _ kind: Kind) {
    self.kind = kind
    self.constant = constant
    fields = []
    values = { table in [Value](repeating: constant, count: table.count) }
  }

  /// A field.
  init(field: String) {
    self.init(.any, fields: [field]) { table in
      table[field] ?? [Value](repeating: .null, count: table.count)
    }
  }

  /// Whether it is a text in quotes, which is compared as text even where it reads as a number.
  var isTextLiteral: Bool { kind == .text && constant != nil }

  /// Its text where it is the same for every row.
  var constantText: String? { constant?.text }

  /// Whether it is true, row by row; what is neither true nor false counts as false.
  func mask(_ table: Table) throws(SearchError) -> [Bool] {
    try values(table).map { if case .boolean(true) = $0 { true } else { false } }
  }

  /// Its value for some of the rows, in the order given.
  func values(_ table: Table, rows: [Int]) throws(SearchError) -> [Value] {
    if let constant { return [Value](repeating: constant, count: rows.count) }
    if rows.count == table.count { return try values(table) }
    if rows.isEmpty { return [] }
    var part = Table(count: rows.count)
    for field in fields.sorted() {
      if let column = table[field] { part[field] = rows.map { column[$0] } }
    }
    return try values(part)
  }
}

extension CompiledExpression {
  /// A function of the values of other expressions, row by row. What is the same for every row is computed once.
  static func map(
    _ kind: Kind, _ arguments: [CompiledExpression], _ body: @escaping RowFunction
  ) -> CompiledExpression {
    if arguments.count == 1 {
      return map(kind, arguments[0]) { value throws(SearchError) in try body([value]) }
    }
    let constants = arguments.compactMap(\.constant)
    if constants.count == arguments.count, let value = try? body(constants) {
      return CompiledExpression(constant: value, kind)
    }
    return CompiledExpression(kind, fields: arguments.reduce(into: []) { $0.formUnion($1.fields) }) {
      table throws(SearchError) in
      var row = arguments.map { $0.constant ?? .null }
      var columns: [(slot: Int, values: [Value])] = []
      for (slot, argument) in arguments.enumerated() where argument.constant == nil {
        columns.append((slot, try argument.values(table)))
      }
      var result: [Value] = []
      result.reserveCapacity(table.count)
      for number in 0..<table.count {
        for column in columns { row[column.slot] = column.values[number] }
        result.append(try body(row))
      }
      return result
    }
  }

  /// A function of the value of another expression.
  static func map(
    _ kind: Kind, _ argument: CompiledExpression,
    _ body: @escaping @Sendable (Value) throws(SearchError) -> Value
  ) -> CompiledExpression {
    if let constant = argument.constant, let value = try? body(constant) {
      return CompiledExpression(constant: value, kind)
    }
    return CompiledExpression(kind, fields: argument.fields) { table throws(SearchError) in
      var values = try argument.values(table)
      for row in values.indices { values[row] = try body(values[row]) }
      return values
    }
  }

  /// A function of the values of two other expressions.
  static func map(
    _ kind: Kind, _ left: CompiledExpression, _ right: CompiledExpression,
    _ body: @escaping @Sendable (Value, Value) throws(SearchError) -> Value
  ) -> CompiledExpression {
    if let first = left.constant {
      return map(kind, right) { second throws(SearchError) in try body(first, second) }
    }
    if let second = right.constant {
      return map(kind, left) { first throws(SearchError) in try body(first, second) }
    }
    return CompiledExpression(kind, fields: left.fields.union(right.fields)) { table throws(SearchError) in
      var values = try left.values(table)
      let others = try right.values(table)
      for row in values.indices { values[row] = try body(values[row], others[row]) }
      return values
    }
  }
}

/// The value of a function for the values of its arguments in one row.
typealias RowFunction = @Sendable ([Value]) throws(SearchError) -> Value
