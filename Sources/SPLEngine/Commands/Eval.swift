import SPL

extension CommandImplementation {
  /// `eval`: sets fields to the values of expressions, one after the other. Source: Search Reference, "eval".
  static let eval = CommandImplementation("eval") { call, compilation throws(SearchError) in
    let compiler = ExpressionCompiler(compilation)
    let meter = compilation.meter
    var steps: [(field: ComputedFieldName, expression: CompiledExpression)] = []
    for case .assignment(let field, let expression) in call.arguments {
      let compiled = try compiler.compile(expression)
      guard compiled.kind != .boolean else {
        throw SearchError(
          .argument, "eval: '\(field.name)' cannot be set to true or false; use if(…, …, …)",
          at: expression.range)
      }
      steps.append((ComputedFieldName(field.name), compiled))
    }
    return .streaming(
      RowCommand { [steps] table throws(SearchError) in
        var table = table
        for (field, expression) in steps {
          var values = try expression.values(table)
          var bytes = 0
          for row in values.indices {
            switch values[row] {
            case .boolean: values[row] = .null
            case .text(let text): bytes += text.utf8.count
            case .null, .number, .list: break
            }
          }
          try meter.check(bytes: bytes)
          field.set(values, in: &table)
        }
        return table
      })
  }
}

extension ComputedFieldName {
  /// Sets the field of each row.
  fileprivate func set(_ values: [Value], in table: inout Table) {
    guard isComputed else {
      if table.has(name) || values.contains(where: { !$0.isNull }) { table[name] = values }
      return
    }
    for (row, value) in values.enumerated() {
      guard let name = name(in: table, at: row) else { continue }
      table.set(name, at: row, to: value)
    }
  }

  /// The name in a row; nil where a field that it takes a part from is missing.
  private func name(in table: Table, at row: Int) -> String? {
    var name = ""
    for part in parts {
      switch part {
      case .literal(let text): name += text
      case .field(let field):
        guard let text = table.value(field, at: row).text else { return nil }
        name += text
      }
    }
    return name
  }
}
