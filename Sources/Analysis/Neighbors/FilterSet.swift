import SPL

/// The filters of a search that must all hold: the conjuncts of its `search`, `where`, `regex` and `tstats … where`
/// stages, macros put in, without search scope.
public struct FilterSet: Sendable, Hashable {
  /// The filters of the main pipeline.
  public let filters: Set<Filter>
  /// The filters of the searches that it joins or appends, in order. Two searches whose parts differ here are not
  /// comparable: what a part adds can widen the search as well as narrow it.
  let parts: [Part]

  /// A search that `join`, `append` or their kin bring in.
  struct Part: Sendable, Hashable {
    let command: String
    let filters: FilterSet
  }

  /// The commands that bring in rows of searches of their own.
  private static let combining: Set<String> = [
    "join", "append", "appendcols", "appendpipe", "multisearch", "union", "set",
  ]

  /// Collects the filters of a search that was parsed from `bytes`.
  init(_ pipeline: Pipeline, in bytes: [UInt8]) {
    let reader = FilterReader(bytes: bytes)
    var found: [Filter] = []
    var parts: [Part] = []
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): found.append(reader.filter(expression, isNegated: false))
      case .where(let expression):
        if let expression { found.append(reader.filter(expression, isNegated: false)) }
      case .regex(let regex):
        let filter = Filter.single(regex.field.name, .matches, regex.pattern.text)
        found.append(regex.isNegated ? .not(filter) : filter)
      case .call(let call) where call.name == "tstats":
        found += call.filters.map { reader.filter($0, isNegated: false) }
      case .call(let call) where Self.combining.contains(call.name):
        parts += call.subsearches.map { Part(command: call.name, filters: FilterSet($0.pipeline, in: bytes)) }
      case .call, .generic: break
      }
    }
    if case .all(let set) = Filter.conjunction(found) {
      filters = set
    } else {
      filters = [.conjunction(found)]
    }
    self.parts = parts
  }
}

/// Turns expressions into filters.
private struct FilterReader {
  let bytes: [UInt8]

  // MARK: The search language

  func filter(_ expression: SearchExpression, isNegated: Bool) -> Filter {
    switch expression {
    case .all(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: !isNegated)
    case .any(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: isNegated)
    case .not(let term, _): filter(term, isNegated: !isNegated)
    case .comparison(let field, let comparison, let value):
      if PredicateCollector.isScope(field.name) {
        .nothing
      } else {
        negated(isNegated, compared(field, PredicateKind(comparison), value))
      }
    case .membership(let field, let values, let excludes):
      if PredicateCollector.isScope(field.name) {
        .nothing
      } else {
        // `f NOT IN (a, b)` is `f!=a f!=b`: events without the field are not found, unlike with NOT.
        combined(
          values.map { negated(isNegated, compared(field, excludes ? .notEqual : .equal, $0)) },
          isAll: excludes != isNegated)
      }
    case .term(let term):
      if term.text == "*" { .nothing } else { negated(isNegated, .term(Self.folded(term))) }
    case .macro(let range): negated(isNegated, .computed(text(range)))
    case .subsearch(let subsearch): negated(isNegated, .computed(text(subsearch.range)))
    }
  }

  private func compared(_ field: FieldName, _ kind: PredicateKind, _ value: SearchValue) -> Filter {
    switch value {
    case .literal(let literal):
      .single(field.name, kind, literal.text)
    case .computed(let range): .computed("\(field.name) \(kind.rawValue) \(text(range))")
    }
  }

  private static func folded(_ term: SearchTerm) -> String {
    let text = CorpusIndex.Key.folded(term.text)
    return switch term.directive {
    case .none: text
    case .term: "TERM(\(text))"
    case .letterCase: "CASE(\(term.text))"
    }
  }

  // MARK: Eval expressions

  func filter(_ expression: EvalExpression, isNegated: Bool) -> Filter {
    switch expression {
    case .all(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: !isNegated)
    case .any(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: isNegated)
    case .not(let term, _): filter(term, isNegated: !isNegated)
    default: filter(of: expression, isNegated: isNegated)
    }
  }

  private func filter(of expression: EvalExpression, isNegated: Bool) -> Filter {
    let predicates = PredicateCollector.predicates(expression)
    guard let kind = predicates.first?.kind, predicates.count == expression.valueCount else {
      return negated(isNegated, .computed(EvalText.text(expression)))
    }
    // In `where`, NOT turns the comparison itself: a missing field satisfies neither.
    let excludes = kind == .noneOf
    let filters = predicates.map { predicate in
      let single: PredicateKind =
        switch kind {
        case .anyOf: .equal
        case .noneOf: .notEqual
        default: kind
        }
      let turned = isNegated ? single.negation : single
      let filter = Filter.single(predicate.field, turned ?? single, predicate.value)
      return turned == nil ? Filter.not(filter) : filter
    }
    return combined(filters, isAll: excludes != isNegated)
  }

  // MARK: Both

  private func combined(_ filters: [Filter], isAll: Bool) -> Filter {
    isAll ? .conjunction(filters) : .disjunction(filters)
  }

  private func negated(_ isNegated: Bool, _ filter: Filter) -> Filter {
    isNegated ? .not(filter) : filter
  }

  /// A piece of the search with its white space made one.
  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension EvalExpression {
  /// How many values a test for membership names; 1 for any other expression.
  fileprivate var valueCount: Int {
    switch self {
    case .membership(_, let values, _): values.count
    case .call(let function, let arguments) where function.text.lowercased() == "in": arguments.count - 1
    default: 1
    }
  }
}
