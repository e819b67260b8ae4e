import SPL

/// Functions that look at their arguments before these are computed.
enum SpecialForms {
  typealias Form = @Sendable ([EvalExpression], ExpressionCompiler) throws(SearchError) -> CompiledExpression

  private static let forms: [String: Form] = [
    "mvfilter": mvfilter, "mvmap": mvmap, "searchmatch": searchmatch,
  ]

  static func named(_ name: String) -> Form? { forms[name] }

  /// The values of the one field in the condition for which it holds.
  @Sendable
  private static func mvfilter(_ arguments: [EvalExpression], _ compiler: ExpressionCompiler)
    throws(SearchError) -> CompiledExpression
  {
    let fields = Set(arguments.flatMap { FieldUse.fields(of: $0) })
    guard arguments.count == 1, let field = fields.first, fields.count == 1 else {
      throw compiler.compilation.argument("the condition must name one field, and no other", of: "mvfilter")
    }
    let condition = try compiler.compile(arguments[0])
    return CompiledExpression(.any, fields: [field]) { table throws(SearchError) in
      guard let column = table[field] else { return [Value](repeating: .null, count: table.count) }
      let flat = try Flattened(column, compiler.compilation.meter)
      let mask = try condition.mask(Table(count: flat.values.count, [(field, flat.values)]))
      return flat.gathered { mask[$0] ? flat.values[$0] : .null }
    }
  }

  /// The results of an expression for each value of a list; in it, the list's field stands for the value.
  @Sendable
  private static func mvmap(_ arguments: [EvalExpression], _ compiler: ExpressionCompiler)
    throws(SearchError) -> CompiledExpression
  {
    guard arguments.count == 2 else {
      throw compiler.compilation.argument("a list and an expression are needed", of: "mvmap")
    }
    let field = FieldUse.fields(of: arguments[0]).first
    let list = try compiler.compile(arguments[0])
    let body = try compiler.compile(arguments[1])
    return CompiledExpression(.any, fields: list.fields.union(body.fields)) { table throws(SearchError) in
      let flat = try Flattened(list.values(table), compiler.compilation.meter)
      var part = Table(count: flat.values.count)
      for name in body.fields.sorted() where name != field {
        if let column = table[name] { part[name] = flat.rows.map { column[$0] } }
      }
      if let field { part[field] = flat.values }
      let results = try body.values(part)
      return flat.gathered { index in
        if case .boolean = results[index] { .null } else { results[index] }
      }
    }
  }

  /// Whether the row fits a filter of the search language.
  @Sendable
  private static func searchmatch(_ arguments: [EvalExpression], _ compiler: ExpressionCompiler)
    throws(SearchError) -> CompiledExpression
  {
    let compilation = compiler.compilation
    guard case .string(let literal)? = arguments.first, arguments.count == 1 else {
      throw compilation.argument("a search in double quotes is needed", of: "searchmatch")
    }
    let text = QuotedText.unescaped(literal.text)
    let search = try compilation.parse("search \(text)")
    guard search.pipeline.stages.count == 1,
      case .search(let expression)? = search.pipeline.stages.first?.command
    else {
      throw compilation.argument("'\(text)' is no filter", of: "searchmatch")
    }
    let predicate = try PredicateCompiler(compilation).compile(expression)
    return CompiledExpression(.boolean, fields: predicate.fields) { table throws(SearchError) in
      var observer: PredicateObserver?
      return try predicate.mask(table, &observer).map { .boolean($0) }
    }
  }
}

/// The values of a column one by one, with the row that each is from.
private struct Flattened {
  private(set) var values: [Value] = []
  private(set) var rows: [Int] = []
  private let count: Int

  init(_ column: [Value], _ meter: Meter) throws(SearchError) {
    count = column.count
    for (row, value) in column.enumerated() {
      for one in value.values {
        values.append(one)
        rows.append(row)
      }
    }
    try meter.check(rows: values.count)
  }

  /// What is given for each value, gathered by row.
  func gathered(_ result: (Int) -> Value) -> [Value] {
    var gathered = [Value](repeating: .null, count: count)
    var index = 0
    while index < rows.count {
      let row = rows[index]
      var list: [Value] = []
      while index < rows.count, rows[index] == row {
        let value = result(index)
        if !value.isNull { list.append(value) }
        index += 1
      }
      gathered[row] = Value(list)
    }
    return gathered
  }
}
