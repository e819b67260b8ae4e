import SPL

extension CommandImplementation {
  /// `tstats`: stats functions over the events of a data set, whose fields are named with it, or over all events. There
  /// are no summaries here: with `summariesonly=true` too, the events themselves are read.
  /// Source: Search Reference, "tstats".
  static let tstats = CommandImplementation("tstats") { call, compilation throws(SearchError) in
    var filter = SearchExpression.all(call.filters)
    let dataSet = try dataSet(of: call, compilation, &filter)
    let calls = try StatsCompiler(compilation).compile(call.arguments)
    let fields = call.clause("by").fields.map(\.name)
    for call in calls {
      switch call.operand {
      case .fields where call.name.contains("*"):
        throw SearchError(.argument, "tstats takes no wildcards in names of fields", at: call.range)
      case .field(let field) where field.hasPrefix("PREFIX("):
        throw SearchError(.unsupported, "PREFIX: there are no indexed terms", at: call.range)
      default: break
      }
    }
    for case .word(let word) in call.clause("by") where word.text.uppercased() == "PREFIX" {
      throw SearchError(.unsupported, "PREFIX: there are no indexed terms", at: word.range)
    }
    let reading = try EventReading(compilation, filter, dataSet: dataSet)
    return try GroupedReading(call, reading, calls, by: fields, compilation).placed(call)
  }

  /// The data set after FROM; a child set may stand in the condition as `nodename=Model_Root.Child`.
  private static func dataSet(
    of call: CommandCall, _ compilation: Compilation, _ filter: inout SearchExpression
  ) throws(SearchError) -> DataSetName? {
    guard let read = call.dataModel else {
      guard call.clause("from").isEmpty else {
        throw compilation.unsupported("tstats FROM anything but a data model")
      }
      return nil
    }
    var name = DataSetName(model: read.model, dataSet: read.dataSet)
    guard case .all(let terms) = filter.flat else { return name }
    var rest: [SearchExpression] = []
    for term in terms {
      if case .comparison(let field, .equal, .literal(let literal)) = term, field.name == "nodename" {
        name = DataSetName(model: read.model, dataSet: SearchLiteral.unescaped(literal.text))
      } else {
        rest.append(term)
      }
    }
    filter = .all(rest)
    return name
  }
}

extension SearchExpression {
  /// The same with what stands side by side in one list.
  fileprivate var flat: SearchExpression {
    guard case .all(let terms) = self else { return self }
    return .all(
      terms.flatMap { term -> [SearchExpression] in
        if case .all(let inner) = term.flat { inner } else { [term] }
      })
  }
}
