import SPL

/// `where`: keeps the rows for which an expression is true. Source: Search Reference, "where".
struct WhereFilter: StreamingCommand {
  private let condition: CompiledExpression
  private let parts: [(range: Range<Int>, field: String?, expression: CompiledExpression)]
  private let stage: Int?
  private let run: SearchRun

  init(_ expression: EvalExpression, _ compilation: Compilation) throws(SearchError) {
    let compiler = ExpressionCompiler(compilation)
    condition = try compiler.compile(expression)
    guard Self.canBeTrue(expression, condition) else {
      throw SearchError(
        .argument, "where: the expression is neither true nor false", at: expression.range)
    }
    run = compilation.run
    stage = compilation.depth == 0 && run.reporter.observesPredicates ? compilation.index : nil
    var parts: [(range: Range<Int>, field: String?, expression: CompiledExpression)] = []
    if stage != nil {
      for part in Self.conjuncts(expression) {
        let fields = Set(FieldUse.fields(of: part))
        parts.append((part.range, fields.count == 1 ? fields.first : nil, try compiler.compile(part)))
      }
    }
    self.parts = parts
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    if let stage {
      var outcomes: [SearchReport.Predicate] = []
      for part in parts {
        let mask = try part.expression.mask(table)
        outcomes.append(.init(range: part.range, field: part.field, mask: mask, table: table))
      }
      run.reporter.add(outcomes, stage: stage)
    }
    return table.filtered(try condition.mask(table))
  }

  /// Whether an expression can be true: a field, a text or a number never is.
  private static func canBeTrue(_ expression: EvalExpression, _ condition: CompiledExpression) -> Bool {
    if case .field = expression { return false }
    return condition.kind == .any || condition.kind == .boolean
  }

  private static func conjuncts(_ expression: EvalExpression) -> [EvalExpression] {
    switch expression {
    case .all(let terms), .any(let terms): terms.flatMap(conjuncts)
    default: [expression]
    }
  }
}

extension SearchReport.Predicate {
  /// What a predicate did with the rows of a table.
  init(range: Range<Int>, field: String?, mask: [Bool], table: Table) {
    self.init(range: range, field: field)
    tested = mask.count
    matched = mask.count { $0 }
    guard let field, matched < tested, let column = table[field] else { return }
    for (row, value) in column.enumerated() where !mask[row] {
      for text in value.texts { count(text) }
    }
    dropValues()
  }
}
