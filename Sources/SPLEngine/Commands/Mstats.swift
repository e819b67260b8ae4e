import SPL

extension CommandImplementation {
  /// `mstats`: stats functions over metric data points. Source: Search Reference, "mstats".
  static let mstats = CommandImplementation("mstats") { written, compilation throws(SearchError) in
    let call = written.withOptionsOfFilters
    for option in ["chart", "every"] where call.boolean(option) ?? (call.option(option) != nil) {
      throw compilation.unsupported("mstats: the option '\(option)'")
    }
    var calls: [StatsCall] = []
    for case .aggregation(let aggregation) in call.arguments {
      calls.append(try metricCall(aggregation, compilation))
    }
    var fields = call.clause("by").fields.map(\.name)
    if call.option("span") != nil, !fields.contains("_time") { fields.insert("_time", at: 0) }
    let patterns = calls.compactMap { call -> String? in
      switch call.operand {
      case .field(let name), .fields(let name): name
      case .rows, .expression: nil
      }
    }
    let grouping = fields
    let hasWildcards = patterns.contains { $0.contains("*") }
    let needsSeries = calls.contains { $0.function.empty is SeriesRates }
    return try GroupedReading(
      call, try MetricPoints.reading(call, compilation), calls, by: grouping, compilation,
      extend: { points in
        MetricPoints.named(patterns, in: points, by: grouping, dropping: hasWildcards && !needsSeries)
      }
    ).placed(call)
  }

  /// `mcatalog`: the names and dimensions of metrics. Source: Search Reference, "mcatalog".
  static let mcatalog = CommandImplementation("mcatalog") { call, compilation throws(SearchError) in
    let calls = try StatsCompiler(compilation).compile(call.arguments)
    for call in calls where call.function.name != "values" {
      throw SearchError(.argument, "mcatalog takes the function 'values' only", at: call.range)
    }
    return try GroupedReading(
      call, try MetricPoints.reading(call, compilation), calls, by: call.clause("by").fields.map(\.name),
      compilation, extend: MetricPoints.withDimensions
    ).placed(call)
  }

  /// A function of a metric; rates are taken for each time series by itself.
  private static func metricCall(_ aggregation: Aggregation, _ compilation: Compilation) throws(SearchError)
    -> StatsCall
  {
    let name = aggregation.function.text.lowercased()
    guard name == "rate_avg" || name == "rate_sum" else {
      return try StatsCompiler(compilation).compile(aggregation)
    }
    guard case .field(let field) = aggregation.operand, !field.name.utf8.contains(UInt8(ascii: "*")) else {
      throw SearchError(.argument, "\(name) is a function of one metric", at: aggregation.function.range)
    }
    let metric = field.name
    let function = StatsImplementation(
      name, SeriesRates(isMean: name == "rate_avg"), dependsOnOrder: true, readsTime: true)
    let points = CompiledExpression(.text, fields: [metric]) { table in
      SeriesRates.inputs(of: metric, in: table)
    }
    return StatsCall(
      function: function, operand: .expression(points),
      name: aggregation.resultName(in: compilation.bytes), hasAlias: aggregation.alias != nil,
      identity: "\(name)_\(metric)", range: aggregation.function.range)
  }
}

extension CommandCall {
  /// The same with options that stand behind the condition, where they are read as a part of it:
  /// `WHERE index=metrics span=1m`.
  fileprivate var withOptionsOfFilters: CommandCall {
    let names = Set((CommandTable.syntax(of: name)?.options ?? []).map(\.name))
    var options: [CommandArgument] = []
    func taken(_ filter: SearchExpression) -> SearchExpression {
      switch filter {
      case .all(let terms): return .all(terms.map(taken))
      case .comparison(let field, .equal, .literal(let value)) where names.contains(field.name):
        options.append(
          .option(CommandOption(name: Literal(field.name, at: field.range), value: .literal(value))))
        return .all([])
      default: return filter
      }
    }
    func taken(_ arguments: [CommandArgument]) -> [CommandArgument] {
      arguments.map { argument in
        switch argument {
        case .filter(let filter): .filter(taken(filter))
        case .clause(let name, let inner): .clause(name, taken(inner))
        default: argument
        }
      }
    }
    let rest = taken(arguments)
    return CommandCall(name: name, arguments: rest + options)
  }
}
