import SPL

extension CommandImplementation {
  /// `return`: one row with a filter for fields of the first rows. Without rows its text is empty.
  /// Source: Search Reference, "return".
  static let `return` = CommandImplementation("return") { call, compilation throws(SearchError) in
    var most = 1
    var hasCount = false
    var fields: [(field: String, name: String?)] = []
    for argument in call.arguments {
      switch argument {
      case .number(let number):
        guard let count = Int(number.text), count >= 0 else {
          throw compilation.argument("it takes a number of rows")
        }
        (most, hasCount) = (count, true)
      case .field(let field): fields.append((field.name, field.name))
      case .clause("value", let inner): for field in inner.fields { fields.append((field.name, nil)) }
      case .clause("alias", let inner):
        if inner.fields.count == 2 { fields.append((inner.fields[1].name, inner.fields[0].name)) }
      default: break
      }
    }
    guard !fields.isEmpty else { throw compilation.argument("a field is missing") }
    return .stateful(
      WholeTableCommand(compilation.meter) { [fields, most, hasCount] table throws(SearchError) in
        var rows: [String] = []
        for row in 0..<min(most, table.count) {
          let terms = fields.compactMap { field, name -> String? in
            guard let text = table.value(field, at: row).texts.first else { return nil }
            return name.map { ResultFormat.comparison($0, text) } ?? text
          }
          if !terms.isEmpty { rows.append(terms.joined(separator: " ")) }
        }
        let text = hasCount ? rows.map { "(\($0))" }.joined(separator: " OR ") : rows.first ?? ""
        try compilation.meter.check(textBytes: text.utf8.count)
        return Table(count: 1, [("search", [.text(text)])])
      })
  }
}
