import SPL

extension CommandImplementation {
  /// `eval`: sets fields to the values of expressions, one after the other. Source: Search Reference, "eval".
  static let eval = CommandImplementation("eval") { call, compilation throws(SearchError) in
    let compiler = ExpressionCompiler(compilation)
    var steps: [(field: String, expression: CompiledExpression)] = []
    for case .assignment(let field, let expression) in call.arguments {
      let compiled = try compiler.compile(expression)
      guard compiled.kind != .boolean else {
        throw SearchError(
          .argument, "eval: '\(field.name)' cannot be set to true or false; use if(…, …, …)",
          at: expression.range)
      }
      steps.append((field.name, compiled))
    }
    return .streaming(
      RowCommand { [steps] table throws(SearchError) in
        var table = table
        for (field, expression) in steps {
          table[field] = try expression.values(table).map { value in
            if case .boolean = value { .null } else { value }
          }
        }
        return table
      })
  }
}
