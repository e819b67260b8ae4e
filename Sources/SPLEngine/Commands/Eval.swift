import SPL

extension CommandImplementation {
  /// `eval`: sets fields to the values of expressions, one after the other. Source: Search Reference, "eval".
  static let eval = CommandImplementation("eval") { call, compilation throws(SearchError) in
    let compiler = ExpressionCompiler(compilation)
    var steps: [(field: ComputedName, expression: CompiledExpression)] = []
    for case .assignment(let field, let expression) in call.arguments {
      let compiled = try compiler.compile(expression)
      guard compiled.kind != .boolean else {
        throw SearchError(
          .argument, "eval: '\(field.name)' cannot be set to true or false; use if(…, …, …)",
          at: expression.range)
      }
      steps.append((ComputedName(field.name), compiled))
    }
    return .streaming(
      RowCommand { [steps] table throws(SearchError) in
        var table = table
        for (field, expression) in steps {
          var values = try expression.values(table)
          for row in values.indices {
            if case .boolean = values[row] { values[row] = .null }
          }
          field.set(values, in: &table)
        }
        return table
      })
  }
}

/// The name on the left side of an assignment, of which parts in braces are taken from the fields that they name:
/// `count_{action}`. Source: Search Reference, "eval" (field name on the left).
private struct ComputedName {
  private enum Part {
    case literal(String)
    case field(String)
  }

  private let name: String
  private let parts: [Part]
  private let isComputed: Bool

  init(_ name: String) {
    self.name = name
    var parts: [Part] = []
    var rest = Substring(name)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let inner = rest[rest.index(after: open)..<close]
      // `tags{}` is a name of its own.
      guard !inner.isEmpty else {
        parts.append(.literal(String(rest[...close])))
        rest = rest[rest.index(after: close)...]
        continue
      }
      if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
      parts.append(.field(String(inner)))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
    isComputed = parts.contains { if case .field = $0 { true } else { false } }
  }

  func set(_ values: [Value], in table: inout Table) {
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
