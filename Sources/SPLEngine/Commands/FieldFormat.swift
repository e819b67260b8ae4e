import SPL

extension CommandImplementation {
  /// `fieldformat`: says how a field is shown. The rows keep their values: commands that follow work with these, and
  /// only the result of the whole search shows the text. Source: Search Reference, "fieldformat".
  static let fieldformat = CommandImplementation("fieldformat") { call, compilation throws(SearchError) in
    guard call.arguments.count == 1, case .assignment(_, let expression)? = call.arguments.first else {
      throw compilation.argument("one FIELD=EXPRESSION is needed, and no more")
    }
    _ = try ExpressionCompiler(compilation).compile(expression)
    return .streaming(RowCommand { $0 })
  }
}

/// What `fieldformat` makes of the result of a search.
enum FieldFormats {
  /// The rows as they are shown. A format does not outlive a command that makes a new table; where its expression has
  /// no value, the field's own is shown.
  static func shown(_ table: Table, _ search: ParsedText, _ run: SearchRun) throws(SearchError) -> Table {
    let stages = search.pipeline.stages
    let start =
      stages.lastIndex { $0.name != "table" && CommandTable.syntax(of: $0.name)?.kind == .transforming } ?? 0
    var shown = table
    for (index, stage) in stages.enumerated().dropFirst(start) {
      guard case .call(let call) = stage.command, call.name == "fieldformat" else { continue }
      let compilation = Compilation(
        run: run, stage: stage, index: index, depth: 0, bytes: search.bytes, demand: .all)
      for case .assignment(let field, let expression) in call.arguments {
        guard let column = table[field.name] else { continue }
        let texts = try ExpressionCompiler(compilation).compile(expression).values(table)
        shown[field.name] = zip(column, texts).map { value, text in
          switch text {
          case .null, .boolean: value
          case .text, .number, .list: value.isNull ? .null : text
          }
        }
      }
    }
    return shown
  }
}
