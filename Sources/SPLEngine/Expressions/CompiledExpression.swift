/// An expression of `eval` that is ready to run on tables.
struct CompiledExpression: Sendable {
  /// What kind of value it gives, where that is known without a row.
  enum Kind: Sendable {
    /// Whatever the row brings.
    case any
    /// A text, also where it reads as a number.
    case text
    case number
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

  /// Whether it is true, row by row; what is neither true nor false counts as false.
  func mask(_ table: Table) throws(SearchError) -> [Bool] {
    try values(table).map { $0 == .boolean(true) }
  }

  /// A function of the values of other expressions, row by row. What is the same for every row is computed once.
  static func map(
    _ kind: Kind, _ arguments: [CompiledExpression], _ body: @escaping RowFunction
  ) -> CompiledExpression {
    CompiledExpression(kind, fields: arguments.reduce(into: []) { $0.formUnion($1.fields) }) {
      table throws(SearchError) in
      var row = arguments.map { $0.constant ?? .null }
      var columns: [(slot: Int, values: [Value])] = []
      for (slot, argument) in arguments.enumerated() where argument.constant == nil {
        columns.append((slot, try argument.values(table)))
      }
      if columns.isEmpty, table.count > 0, !arguments.isEmpty {
        return [Value](repeating: try body(row), count: table.count)
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
}

/// The value of a function for the values of its arguments in one row.
typealias RowFunction = @Sendable ([Value]) throws(SearchError) -> Value
