import SPL

/// A call of a stats function that is ready to run: `sum(bytes) AS total`.
struct StatsCall: Sendable {
  /// What the function is applied to.
  enum Operand: Sendable {
    /// Rows: `count`.
    case rows
    case field(String)
    /// Every field that fits.
    case fields(String)
    case expression(CompiledExpression)
  }

  /// The function.
  let function: StatsImplementation
  let operand: Operand
  /// The field of the result; with the wildcards of the operand, if it has any.
  let name: String
  /// Whether the search gives the name itself.
  let hasAlias: Bool
  /// The function with what it is applied to, by which `sistats` and `stats` know that they mean the same.
  let identity: String
  let range: Range<Int>

  /// Whether the result depends on the order of rows.
  var dependsOnOrder: Bool { function.dependsOnOrder }

  /// The name of the result for a field that the wildcards stand for.
  func name(for field: String) -> String {
    guard case .fields(let pattern) = operand else { return name }
    guard hasAlias else { return "\(name.prefix { $0 != "(" })(\(field))" }
    return Wildcard.replaced(field, pattern, name) ?? name
  }

  /// The states for a result of it.
  var states: any StateColumn {
    if case .rows = operand, function.name == "count" { return RowCounts() }
    return function.empty.column
  }
}

/// Makes calls of stats functions ready to run.
struct StatsCompiler {
  let compilation: Compilation
  /// `allnum=true`
  var isStrict = false
  /// Whether rows stand for spans of time, as `per_hour` needs.
  var hasSpans = false

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  func compile(_ aggregation: Aggregation) throws(SearchError) -> StatsCall {
    let text = aggregation.function.text
    let range = aggregation.function.range
    let written = aggregation.withoutAlias.resultName(in: compilation.bytes)
    var name = aggregation.resultName(in: compilation.bytes)
    var operand: StatsCall.Operand
    var function: StatsImplementation
    switch aggregation.operand {
    case .none:
      function = try implementation(text, range)
      if ["count", "sparkline"].contains(function.name) {
        operand = .rows
      } else {
        // Splunk takes `avg` for `avg(*)`.
        operand = .fields("*")
        if aggregation.alias == nil { name = "\(text)(*)" }
      }
    case .field(let field):
      function = try implementation(text, range)
      operand = field.name.utf8.contains(UInt8(ascii: "*")) ? .fields(field.name) : .field(field.name)
    case .expression(let expression):
      function = try implementation(text, range)
      operand = .expression(try value(of: expression))
    case .series(.aggregation(let inner, let span)):
      guard text.lowercased() == "sparkline" else {
        throw SearchError(.argument, "\(text): a function of a function", at: range)
      }
      let call = try compile(inner)
      if case .fields = call.operand {
        throw SearchError(.unsupported, "sparkline of several fields by a wildcard", at: range)
      }
      operand = call.operand
      function = try sparkline(of: call.function, span: span, range)
    }
    if case .fields(let pattern) = operand, let alias = aggregation.alias?.name,
      alias.count(where: { $0 == "*" }) != pattern.count(where: { $0 == "*" })
    {
      throw SearchError(
        .argument, "'\(alias)' must have as many * as '\(pattern)'", at: aggregation.alias?.range ?? range)
    }
    if isStrict { function = function.allNumeric }
    if !hasSpans, function.empty is PerUnit || function.name.hasPrefix("per_") {
      throw SearchError(.argument, "\(text) is a function of timechart alone", at: range)
    }
    let argument =
      switch operand {
      case .rows: ""
      case .field(let field), .fields(let field): "_\(field)"
      case .expression: "_\(written)"
      }
    return StatsCall(
      function: function, operand: operand, name: name, hasAlias: aggregation.alias != nil,
      identity: "\(function.name)\(argument)", range: range)
  }

  func compile(_ arguments: [CommandArgument]) throws(SearchError) -> [StatsCall] {
    var calls: [StatsCall] = []
    for case .aggregation(let aggregation) in arguments { calls.append(try compile(aggregation)) }
    return calls
  }

  private func implementation(_ text: String, _ range: Range<Int>) throws(SearchError) -> StatsImplementation
  {
    if text.lowercased() == "sparkline" {
      guard let count = StatsImplementations.named("count") else {
        throw SearchError(.unsupported, "the function 'count' does not run here", at: range)
      }
      return try sparkline(of: count, span: nil, range)
    }
    if let function = StatsImplementations.named(text) { return function }
    let isKnown = StatsFunction.named(text) != nil
    throw SearchError(
      isKnown ? .unsupported : .argument,
      isKnown
        ? "the stats function '\(text)' does not run in '\(compilation.stage.name)'"
        : "'\(text)' is no stats function", at: range)
  }

  private func sparkline(of function: StatsImplementation, span: Literal?, _ range: Range<Int>)
    throws(SearchError) -> StatsImplementation
  {
    let zone = compilation.environment.timeZone
    var length: TimeSpan?
    if let span {
      length = TimeSpan(span.text, zone: zone)
      if length == nil { throw SearchError(.argument, "'\(span.text)' is no span of time", at: span.range) }
    }
    return StatsImplementation(
      "sparkline_\(function.name)_\(span?.text ?? "")",
      Sparkline(of: function.empty, span: length, grid: TimeGrid(zone: zone)),
      dependsOnOrder: function.dependsOnOrder, readsTime: true)
  }

  /// The value of an expression for a function: 1 for true, nothing for false.
  private func value(of expression: EvalExpression) throws(SearchError) -> CompiledExpression {
    let compiled = try ExpressionCompiler(compilation).compile(expression)
    return CompiledExpression(.any, fields: compiled.fields) { table throws(SearchError) in
      try compiled.values(table).map { value in
        if case .boolean(let truth) = value { truth ? Value(1) : .null } else { value }
      }
    }
  }
}
