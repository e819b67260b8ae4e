import SPL

/// Makes what the search language asks for ready to run.
struct PredicateCompiler {
  private let compilation: Compilation
  /// Whether the outcome of each leaf is wanted: then nothing is put together.
  private let observes: Bool
  /// Whether events are read: then `earliest=` and its kin bound the time, also inside of alternatives.
  private let readsEvents: Bool

  init(_ compilation: Compilation, readsEvents: Bool = false) {
    self.init(
      compilation, observes: compilation.depth == 0 && compilation.run.reporter.observesPredicates,
      readsEvents: readsEvents)
  }

  /// With the outcomes of leaves wanted or not, whatever the search says.
  init(_ compilation: Compilation, observes: Bool, readsEvents: Bool = false) {
    self.compilation = compilation
    self.observes = observes
    self.readsEvents = readsEvents
  }

  func compile(_ expression: SearchExpression) throws(SearchError) -> SearchPredicate {
    switch expression {
    case .all(let terms): return .all(try compile(terms))
    case .any(let terms): return alternatives(try compile(terms))
    case .not(let term, _): return .not(try compile(term))
    case .comparison(let field, let comparison, let value):
      return try compile(field, comparison, value)
    case .membership(let field, let values, let negated):
      var literals: [ValueMatcher] = []
      for value in values { literals.append(try literal(value)) }
      return .field(
        FieldPredicate(
          field: field.name, comparison: .equal, literals: literals, isNegated: negated,
          range: field.range.lowerBound..<(values.last?.range.upperBound ?? field.range.upperBound)))
    case .term(let term): return Self.indexedField(term) ?? .term(RawTerm(term), term.range)
    case .macro(let range): throw SearchError(.syntax, "this macro is not known", at: range)
    case .subsearch(let subsearch):
      do {
        let (filter, inside) = try SubsearchFilter(compilation).filter(of: subsearch)
        let inner = PredicateCompiler(inside, observes: false, readsEvents: readsEvents)
        return .subsearch(try inner.compile(filter), subsearch.range)
      } catch {
        // A place inside of the subsearch's results is no place of this search.
        throw SearchError(error.kind, error.message, at: subsearch.range)
      }
    }
  }

  private func compile(_ terms: [SearchExpression]) throws(SearchError) -> [SearchPredicate] {
    var parts: [SearchPredicate] = []
    for term in terms { parts.append(try compile(term)) }
    return parts
  }

  private func alternatives(_ parts: [SearchPredicate]) -> SearchPredicate {
    guard !observes, let (looked, others) = FieldAlternatives.split(parts) else { return .any(parts) }
    return others.isEmpty ? .alternatives(looked) : .any([.alternatives(looked)] + others)
  }

  private func compile(_ field: FieldName, _ comparison: ComparisonOperator, _ value: SearchValue)
    throws(SearchError) -> SearchPredicate
  {
    if readsEvents, comparison == .equal,
      let time = try TimeModifiers(compilation).range(field.name, value)
    {
      return .time(time)
    }
    return .field(
      FieldPredicate(
        field: field.name, comparison: comparison, literals: [try literal(value)], isNegated: false,
        range: field.range.lowerBound..<value.range.upperBound))
  }

  private func literal(_ value: SearchValue) throws(SearchError) -> ValueMatcher {
    ValueMatcher(try SubsearchFilter(compilation).literal(value).text)
  }

  /// `field::value`, the comparison of an indexed field; nil for any other term.
  private static func indexedField(_ term: SearchTerm) -> SearchPredicate? {
    guard term.directive == .none, let colons = term.text.firstRange(of: "::") else { return nil }
    let field = term.text[..<colons.lowerBound]
    let value = term.text[colons.upperBound...]
    let isName =
      field.utf8.first.map { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == UInt8(ascii: "_") } ?? false
      && field.utf8.allSatisfy { byte in
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
          || "_.-".utf8.contains(byte)
      }
    guard isName, !value.isEmpty, NetworkAddress(term.text) == nil else { return nil }
    return .field(
      FieldPredicate(
        field: String(field), comparison: .equal, literals: [ValueMatcher(String(value))], isNegated: false,
        range: term.range))
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
