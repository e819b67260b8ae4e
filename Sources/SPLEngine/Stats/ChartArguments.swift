import SPL

/// What `chart` and `timechart` are told.
struct ChartArguments {
  /// A value of each cell.
  enum Output {
    /// A call of a stats function, by its number; one with wildcards gives several.
    case call(Int)
    /// An expression of results of calls, and its name.
    case expression(CompiledExpression, String)
  }

  private(set) var calls: [StatsCall] = []
  private(set) var outputs: [Output] = []
  private(set) var rowField: String?
  private(set) var seriesField: String?
  private(set) var rowBins: BinOptions
  private(set) var seriesBins: BinOptions?
  let choice: SeriesChoice
  let isTimechart: Bool
  /// Whether ranges without rows are shown between others.
  let isContinuous: Bool
  /// Whether spans that the search's range of time cuts are shown.
  let keepsPartial: Bool
  /// Whether the search's range of time is covered.
  let coversRange: Bool
  let splitsOnce: Bool

  /// The number of the hidden call that counts the rows of each cell.
  var rowCount: Int { calls.count - 1 }

  init(chart call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    let over = call.clause("over").fields
    let by = call.clause("by").fields
    let fields = (over.prefix(1) + by).map(\.name)
    guard fields.count <= 2 else {
      throw compilation.argument("one field for rows and one for columns, no more")
    }
    try self.init(call, fields.first, fields.count > 1 ? fields[1] : nil, isTimechart: false, compilation)
    for call in calls {
      if case .field(let field) = call.operand, field == rowField {
        throw SearchError(.argument, "'\(field)' cannot be both argument and row", at: call.range)
      }
    }
  }

  init(timechart call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    let by = call.clause("by").fields
    guard by.count <= 1 else { throw compilation.argument("one field for columns, no more") }
    try self.init(call, "_time", by.first?.name, isTimechart: true, compilation)
  }

  /// Reads the arguments with the fields of rows and columns given.
  init(
    _ call: CommandCall, _ rowField: String?, _ seriesField: String?, isTimechart: Bool,
    _ compilation: Compilation
  ) throws(SearchError) {
    self.rowField = rowField
    self.seriesField = seriesField
    self.isTimechart = isTimechart
    choice = try SeriesChoice(call, compilation)
    isContinuous = call.boolean("cont") ?? true
    keepsPartial = call.boolean("partial") ?? true
    coversRange = isTimechart && call.boolean("fixedrange") ?? true
    splitsOnce = call.boolean("dedup_splitvals") ?? false
    let flat = CommandCall.flat(call.arguments)
    // What stands behind the field of the columns is for these; a timechart cuts its time only.
    var split = flat.endIndex
    if !isTimechart, let seriesField {
      split =
        flat.lastIndex { if case .field(let field) = $0 { field.name == seriesField } else { false } }
        ?? split
    }
    rowBins = try BinOptions(Array(flat[..<split]), compilation)
    let behind = try BinOptions(Array(flat[split...]), compilation)
    seriesBins = behind.isGiven ? behind : nil
    try readOutputs(call.arguments, compilation)
    guard !outputs.isEmpty else { throw compilation.argument("a stats function is missing") }
    let count = Aggregation(
      function: Literal("count", at: compilation.stage.range), operand: .none, at: compilation.stage.range,
      alias: nil)
    calls.append(try StatsCompiler(compilation).compile(count))
  }

  private mutating func readOutputs(_ arguments: [CommandArgument], _ compilation: Compilation)
    throws(SearchError)
  {
    var compiler = StatsCompiler(compilation)
    compiler.hasSpans = isTimechart
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .aggregation(let aggregation):
        if aggregation.function.text.lowercased() == "eval",
          case .expression(let expression) = aggregation.operand
        {
          try add(expression, aggregation.alias?.name, compiler)
          continue
        }
        let call = try compiler.compile(aggregation)
        if case .expression = call.operand, !call.hasAlias, seriesField == nil {
          throw SearchError(.argument, "'\(call.name)' needs a name: AS …", at: call.range)
        }
        outputs.append(.call(calls.count))
        calls.append(call)
      case .expression(let expression):
        // Its name stands behind the closing parenthesis.
        var alias: String?
        for case .clause("as", let inner) in arguments[index...].dropFirst().prefix(2) {
          alias = inner.fields.first?.name
        }
        try add(expression, alias, compiler)
      default: break
      }
    }
  }

  private mutating func add(_ expression: EvalExpression, _ alias: String?, _ compiler: StatsCompiler)
    throws(SearchError)
  {
    let written = SPLPrinter.text(expression, of: compiler.compilation.bytes)
    guard alias != nil || seriesField != nil else {
      throw SearchError(.argument, "'\(written)' needs a name: AS …", at: expression.range)
    }
    let rewritten = try takeCalls(from: expression, compiler)
    let compiled = try ExpressionCompiler(compiler.compilation).compile(rewritten)
    outputs.append(.expression(compiled, alias ?? written))
  }

  // MARK: Expressions of stats functions

  /// The name by which an expression finds the result of a call.
  static func resultName(_ call: Int) -> String { "\u{1}\(call)" }

  /// The expression with fields in the place of stats functions, which become calls.
  private mutating func takeCalls(from expression: EvalExpression, _ compiler: StatsCompiler)
    throws(SearchError) -> EvalExpression
  {
    switch expression {
    case .field, .string, .number, .opaque: return expression
    case .negated(let inner, let sign): return .negated(try takeCalls(from: inner, compiler), sign)
    case .not(let inner, let word): return .not(try takeCalls(from: inner, compiler), word)
    case .arithmetic(let left, let sign, let right):
      return .arithmetic(try takeCalls(from: left, compiler), sign, try takeCalls(from: right, compiler))
    case .comparison(let left, let sign, let right):
      return .comparison(try takeCalls(from: left, compiler), sign, try takeCalls(from: right, compiler))
    case .like(let left, let right):
      return .like(try takeCalls(from: left, compiler), try takeCalls(from: right, compiler))
    case .exclusive(let left, let right):
      return .exclusive(try takeCalls(from: left, compiler), try takeCalls(from: right, compiler))
    case .membership(let left, let items, let negated):
      return .membership(
        try takeCalls(from: left, compiler), try takeCalls(from: items, compiler), negated: negated)
    case .all(let terms): return .all(try takeCalls(from: terms, compiler))
    case .any(let terms): return .any(try takeCalls(from: terms, compiler))
    case .call(let name, let arguments):
      guard isStats(name.text, arguments) else {
        return .call(name, try takeCalls(from: arguments, compiler))
      }
      let operand: Aggregation.Operand =
        switch arguments.first {
        case nil: .none
        case .field(let field)?: .field(field)
        case .call(let inner, let terms)? where inner.text.lowercased() == "eval" && terms.count == 1:
          .expression(terms[0])
        case let other?: .expression(other)
        }
      let end = max(name.range.upperBound, expression.range.upperBound)
      calls.append(
        try compiler.compile(
          Aggregation(function: name, operand: operand, at: name.range.lowerBound..<end, alias: nil)))
      return .field(FieldName(Self.resultName(calls.count - 1), at: name.range))
    }
  }

  private mutating func takeCalls(from expressions: [EvalExpression], _ compiler: StatsCompiler)
    throws(SearchError) -> [EvalExpression]
  {
    var taken: [EvalExpression] = []
    for expression in expressions { taken.append(try takeCalls(from: expression, compiler)) }
    return taken
  }

  /// Whether a call is one of a stats function. `max` and `min` of a single argument are; of several, they are those of eval.
  private func isStats(_ name: String, _ arguments: [EvalExpression]) -> Bool {
    StatsFunction.named(name) != nil
      && (EvalFunction.byName[name.lowercased()] == nil || arguments.count == 1) && arguments.count <= 1
  }
}
