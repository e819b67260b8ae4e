import SPL

extension CommandImplementation {
  /// `setfields`: gives fields the same value in every row. Source: Search Reference, "setfields".
  static let setfields = CommandImplementation("setfields") { call, compilation throws(SearchError) in
    var values: [(field: String, value: Value)] = []
    for case .assignment(let field, let expression) in call.arguments {
      // A word without quotes is a text here, not a field.
      if case .field(let word) = expression {
        values.append((field.name, .text(word.name)))
      } else if let value = try ExpressionCompiler(compilation).compile(expression).constant {
        values.append((field.name, value))
      } else {
        throw compilation.argument("'\(field.name)' can be set to a text or number only")
      }
    }
    return .streaming(
      RowCommand { [values] table in
        var table = table
        for (field, value) in values { table[field] = [Value](repeating: value, count: table.count) }
        return table
      })
  }
}
