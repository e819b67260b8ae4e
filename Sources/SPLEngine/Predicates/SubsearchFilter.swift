import SPL

/// Turns the results of a subsearch into what the search around it reads in its place: `((a="1" AND b="2") OR …)`, or
/// the text that `format` or `return` made. Source: Search Manual, "Change the format of subsearch results".
struct SubsearchFilter {
  private let compilation: Compilation

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  /// What a subsearch asks for as a filter, and what it is to be compiled with.
  func filter(of subsearch: Subsearch) throws(SearchError) -> (SearchExpression, Compilation) {
    let text = try text(of: compilation.results(of: subsearch))
    let search = try compilation.parse("search \(text)")
    guard let expression = Self.filter(search) else {
      throw SearchError(.syntax, "the results of this subsearch are no filter", at: subsearch.range)
    }
    return (expression, inside(search))
  }

  /// For the text of a subsearch's results. It stands deeper: a text that brings the same subsearch again must end.
  private func inside(_ search: ParsedText) -> Compilation {
    var inner = compilation
    inner.bytes = search.bytes
    inner.depth += 1
    return inner
  }

  /// The right side of a comparison, where it is a literal, or a subsearch that gives one: `x=[… | return $y]`.
  func literal(_ value: SearchValue) throws(SearchError) -> Literal {
    let range: Range<Int>
    switch value {
    case .literal(let literal): return literal
    case .computed(let place): range = place
    }
    guard let text = try text(in: range) else {
      throw SearchError(.unsupported, "a computed value on the right side of a comparison", at: range)
    }
    guard
      case .comparison(_, _, .literal(let literal))? = try Self.filter(compilation.parse("search x=\(text)"))
    else {
      throw SearchError(.syntax, "this subsearch gives no single value, but '\(text)'", at: range)
    }
    return Literal(literal.text, at: range)
  }

  /// The expression that a subsearch in an expression of `eval` gives: `x + [… | return $y]`.
  func evalExpression(in range: Range<Int>) throws(SearchError) -> CompiledExpression {
    guard let text = try text(in: range) else {
      throw SearchError(.unsupported, "a macro in an expression", at: range)
    }
    do throws(SearchError) {
      let search = try compilation.parse("| where \(text)")
      guard case .where(let expression?)? = search.pipeline.stages.first?.command else {
        throw SearchError(.syntax, "this subsearch gives no expression, but '\(text)'")
      }
      return try ExpressionCompiler(inside(search)).compile(expression)
    } catch {
      // A place inside of the subsearch's results is no place of this search.
      throw SearchError(error.kind, error.message, at: range)
    }
  }

  /// The text that the subsearch at a place gives; nil where no subsearch stands there.
  private func text(in range: Range<Int>) throws(SearchError) -> String? {
    let bytes = compilation.bytes
    guard range.count >= 2, range.upperBound <= bytes.count, bytes[range.lowerBound] == UInt8(ascii: "["),
      bytes[range.upperBound - 1] == UInt8(ascii: "]")
    else { return nil }
    let inner = String(decoding: bytes[range.lowerBound + 1..<range.upperBound - 1], as: UTF8.self)
      .trimmingBlanks
    let search = try compilation.parse(inner.hasPrefix("|") ? inner : "| \(inner)")
    return try text(of: compilation.results(of: search))
  }

  private func text(of results: Table) throws(SearchError) -> String {
    var rows = results
    let limit = compilation.meter.budget.subsearchRows
    if rows.count > limit {
      compilation.run.reporter.note("a subsearch gave \(rows.count) rows, of which the first \(limit) count")
      rows = rows.prefix(limit)
    }
    // What `format` and `return` made stands for itself.
    if rows.count == 1, rows.fields.filter({ !$0.hasPrefix("_") }) == ["search"],
      let text = rows.value("search", at: 0).texts.first
    {
      return text
    }
    return ResultFormat().text(of: rows)
  }

  private static func filter(_ search: ParsedText) -> SearchExpression? {
    guard search.pipeline.stages.count == 1,
      case .search(let expression)? = search.pipeline.stages.first?.command
    else { return nil }
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

  /// The filter. Of a field named `search` or `query` the first value goes in as it is; fields that begin with `_` are
  /// left out.
  func text(of table: Table) -> String {
    let columns = table.fields.filter { !$0.hasPrefix("_") }.sorted(by: CodePoints.precede)
      .compactMap { field in table[field].map { (field, $0) } }
    let rows = (0..<table.count).compactMap { row in text(of: row, columns) }
    if rows.isEmpty { return emptyText }
    return "\(rowPrefix) \(rows.joined(separator: " \(rowSeparator) ")) \(rowEnd)"
  }

  private func text(of row: Int, _ columns: [(field: String, values: [Value])]) -> String? {
    var parts: [String] = []
    for (field, values) in columns {
      let texts = values[row].texts
      if field == "search" || field == "query" {
        if let text = texts.first { parts.append(text) }
        continue
      }
      let terms = texts.map { Self.comparison(field, $0) }
      switch terms.count {
      case 0: break
      case 1: parts.append(terms[0])
      default: parts.append("( \(terms.joined(separator: " \(multivalueSeparator) ")) )")
      }
    }
    return parts.isEmpty
      ? nil : "\(columnPrefix) \(parts.joined(separator: " \(columnSeparator) ")) \(columnEnd)"
  }

  /// `field="value"`
  static func comparison(_ field: String, _ text: String) -> String {
    let isPlain = field.utf8.allSatisfy { byte in
      byte > 0x20 && !"\"'`()[]{}|=<>!,\\".utf8.contains(byte)
    }
    return "\(isPlain ? field : quoted(field))=\(quoted(text))"
  }

  /// A text in double quotes.
  static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// A text as it stands inside double quotes.
  static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
