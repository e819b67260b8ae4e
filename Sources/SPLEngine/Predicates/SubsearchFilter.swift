import SPL

/// Turns the results of a subsearch into what the search language asks for: `((a="1" AND b="2") OR …)`.
/// Source: Search Manual, "Change the format of subsearch results".
struct SubsearchFilter {
  private let compilation: Compilation

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  func expression(of subsearch: Subsearch) throws(SearchError) -> SearchExpression {
    var rows = try compilation.results(of: subsearch)
    let limit = compilation.meter.budget.subsearchRows
    if rows.count > limit {
      compilation.run.reporter.note("a subsearch gave \(rows.count) rows, of which the first \(limit) count")
      rows = rows.prefix(limit)
    }
    let text = ResultFormat().text(of: rows)
    let parsed = try compilation.parse("search \(text)")
    guard case .search(let expression)? = parsed.pipeline.stages.first?.command,
      parsed.pipeline.stages.count == 1
    else { throw SearchError(.syntax, "the results of this subsearch are no filter", at: subsearch.range) }
    return expression
  }
}

/// How rows become a filter: what `format` and every subsearch in a filter do.
/// Source: Search Reference, "format".
struct ResultFormat {
  var rowPrefix = "("
  var columnPrefix = "("
  var columnSeparator = "AND"
  var columnEnd = ")"
  var rowSeparator = "OR"
  var rowEnd = ")"
  var multivalueSeparator = "OR"
  var emptyText = "NOT ()"

  /// The filter. A field named `search` or `query` goes in as it is; fields that begin with `_` are left out.
  func text(of table: Table) -> String {
    let rows = (0..<table.count).compactMap { row in text(of: table.row(row)) }
    if rows.isEmpty { return emptyText }
    return "\(rowPrefix) \(rows.joined(separator: " \(rowSeparator) ")) \(rowEnd)"
  }

  private func text(of row: [(field: String, value: Value)]) -> String? {
    let shown = row.filter { !$0.field.hasPrefix("_") }.sorted { $0.field < $1.field }
    let parts = shown.map { field, value -> String in
      let isRaw = field == "search" || field == "query"
      let terms = value.texts.map { isRaw ? $0 : "\(Self.name(field))=\(Self.quoted($0))" }
      return terms.count == 1 ? terms[0] : "( \(terms.joined(separator: " \(multivalueSeparator) ")) )"
    }
    return parts.isEmpty
      ? nil : "\(columnPrefix) \(parts.joined(separator: " \(columnSeparator) ")) \(columnEnd)"
  }

  private static func name(_ field: String) -> String {
    field.utf8.contains(UInt8(ascii: " ")) ? quoted(field) : field
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
