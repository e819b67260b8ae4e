import SPL

extension CommandImplementation {
  /// `replace`: puts other values in place of whole values: in the named fields, or in all but internal ones. Of
  /// several that fit, one without wildcards counts before one with them, then the one with more text, then the later.
  /// Source: Search Reference, "replace".
  static let replace = CommandImplementation("replace") { call, compilation throws(SearchError) in
    var replacements: [Replacement] = []
    for clause in call.clauses("replacement") {
      let texts = clause.compactMap { argument -> String? in
        if case .name(let literal) = argument { QuotedText.unescaped(literal.text) } else { nil }
      }
      guard texts.count == 2 else { throw compilation.argument("needs pairs VALUE WITH VALUE") }
      guard texts[1].wildcardCount <= texts[0].wildcardCount else {
        throw compilation.argument("'\(texts[1])' has more * than '\(texts[0])'")
      }
      replacements.append(Replacement(old: texts[0], new: texts[1]))
    }
    let names = call.clause("in").fields.map(\.name)
    let values = Replacements(replacements)
    return .streaming(
      RowCommand { table in
        var table = table
        for field in FieldPatterns(names.isEmpty ? ["*"] : names).matching(table.fields) {
          table[field] = table.column(field).map(values.replaced)
        }
        return table
      })
  }
}

private struct Replacement: Sendable {
  let old: String
  let new: String
}

private struct Replacements: Sendable {
  private var whole: [String: String] = [:]
  /// Those with wildcards, the one with the most text first.
  private var wildcards: [Replacement] = []

  init(_ replacements: [Replacement]) {
    for replacement in replacements where !replacement.old.hasWildcard {
      whole[replacement.old] = replacement.new
    }
    let others = replacements.filter { $0.old.hasWildcard }
    wildcards = others.enumerated().sorted { left, right in
      let lengths = [left, right].map { $0.element.old.utf8.count - $0.element.old.wildcardCount }
      return lengths[0] != lengths[1] ? lengths[0] > lengths[1] : left.offset > right.offset
    }.map(\.element)
  }

  func replaced(_ value: Value) -> Value {
    switch value {
    case .null, .boolean: return value
    case .list(let values): return .list(values.map(replaced))
    case .text, .number:
      guard let text = value.text else { return value }
      if let new = whole[text] { return .text(new) }
      for wildcard in wildcards {
        if let new = Wildcard.replaced(text, wildcard.old, wildcard.new) { return .text(new) }
      }
      return value
    }
  }
}
