import SPL

/// Makes what the search language asks for ready to run.
struct PredicateCompiler {
  private let compilation: Compilation

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  func compile(_ expression: SearchExpression) throws(SearchError) -> SearchPredicate {
    switch expression {
    case .all(let terms): return .all(try compile(terms))
    case .any(let terms): return .any(try compile(terms))
    case .not(let term, _): return .not(try compile(term))
    case .comparison(let field, let comparison, let value):
      return .field(
        FieldPredicate(
          field: field.name, comparison: comparison, literals: [try literal(value)], isNegated: false,
          range: field.range.lowerBound..<value.range.upperBound))
    case .membership(let field, let values, let negated):
      var literals: [ValueMatcher] = []
      for value in values { literals.append(try literal(value)) }
      return .field(
        FieldPredicate(
          field: field.name, comparison: .equal, literals: literals, isNegated: negated,
          range: field.range.lowerBound..<(values.last?.range.upperBound ?? field.range.upperBound)))
    case .term(let term): return .term(RawTerm(term), term.range)
    case .macro(let range): throw SearchError(.syntax, "this macro is not known", at: range)
    case .subsearch(let subsearch): return try compile(SubsearchFilter(compilation).expression(of: subsearch))
    }
  }

  private func compile(_ terms: [SearchExpression]) throws(SearchError) -> [SearchPredicate] {
    var parts: [SearchPredicate] = []
    for term in terms { parts.append(try compile(term)) }
    return parts
  }

  private func literal(_ value: SearchValue) throws(SearchError) -> ValueMatcher {
    switch value {
    case .literal(let literal): return ValueMatcher(literal.text)
    case .computed(let range):
      throw SearchError(.unsupported, "a computed value on the right side of a comparison", at: range)
    }
  }
}

extension SearchValue {
  /// Where it stands.
  var range: Range<Int> {
    switch self {
    case .literal(let literal): literal.range
    case .computed(let range): range
    }
  }
}
