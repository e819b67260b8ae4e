import SPL

/// Collects the predicates of a search: what it looks for (indicators) and what it suppresses (exclusions).
///
/// They come from `search`, `where`, `regex` and `tstats … where` of the main pipeline and of the subsearches of
/// `join` and `append`; not from subsearches of filters.
struct PredicateCollector {
  private(set) var indicators: [Predicate] = []
  private(set) var exclusions: [Predicate] = []

  /// Whether a field says where to search, not what to look for.
  static func isScope(_ field: String) -> Bool {
    SearchScope.fields.contains(field)
  }

  init(_ pipeline: Pipeline) {
    collect(pipeline)
  }

  private mutating func collect(_ pipeline: Pipeline) {
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): walk(expression, .conjunct)
      case .where(let expression): if let expression { walk(expression, .conjunct) }
      case .regex(let regex):
        let predicate = Predicate(field: regex.field.name, kind: .matches, value: regex.pattern.text)
        put(predicate, regex.isNegated ? .excluded(negated: false) : .conjunct)
      case .call(let call) where call.name == "tstats": for filter in call.filters { walk(filter, .conjunct) }
      case .call(let call) where call.name == "join" || call.name == "append":
        for subsearch in call.subsearches { collect(subsearch.pipeline) }
      case .call, .generic: break
      }
    }
  }

  /// Where in its stage a predicate stands.
  private enum Position {
    /// It must hold by itself.
    case conjunct
    /// Inside an OR, under an odd number of NOTs or not.
    case alternative(negated: Bool)
    /// Under a NOT that must hold by itself, and under an odd number of further NOTs or not.
    case excluded(negated: Bool)

    var insideNot: Position {
      switch self {
      case .conjunct: .excluded(negated: false)
      case .alternative(let negated): .alternative(negated: !negated)
      case .excluded(let negated): .excluded(negated: !negated)
      }
    }

    var insideOr: Position {
      if case .conjunct = self { .alternative(negated: false) } else { self }
    }
  }

  private mutating func put(_ predicate: Predicate, _ position: Position) {
    guard !Self.isScope(predicate.field) else { return }
    switch position {
    case .conjunct: indicators.append(predicate)
    case .alternative(let negated):
      if let predicate = predicate.turned(if: negated) { indicators.append(predicate) }
    case .excluded(let negated):
      if let predicate = predicate.turned(if: negated) { exclusions.append(predicate) }
    }
  }

  // MARK: The search language

  private mutating func walk(_ expression: SearchExpression, _ position: Position) {
    switch expression {
    case .all(let terms): for term in terms { walk(term, position) }
    case .any(let terms): for term in terms { walk(term, position.insideOr) }
    case .not(let term, _): walk(term, position.insideNot)
    case .comparison(let field, let comparison, .literal(let value)):
      put(Predicate(field: field.name, kind: PredicateKind(comparison), value: value.text), position)
    case .membership(let field, let values, let negated):
      for case .literal(let value) in values {
        put(Predicate(field: field.name, kind: negated ? .noneOf : .anyOf, value: value.text), position)
      }
    case .comparison, .term, .macro, .subsearch: break
    }
  }

  // MARK: Eval expressions

  private mutating func walk(_ expression: EvalExpression, _ position: Position) {
    switch expression {
    case .all(let terms): for term in terms { walk(term, position) }
    case .any(let terms): for term in terms { walk(term, position.insideOr) }
    case .exclusive(let left, let right):
      walk(left, position.insideOr)
      walk(right, position.insideOr)
    case .not(let term, _): walk(term, position.insideNot)
    default: for predicate in Self.predicates(expression) { put(predicate, position) }
    }
  }

  /// The predicates that a comparison or a boolean function makes; none where a side is computed.
  static func predicates(_ expression: EvalExpression) -> [Predicate] {
    switch expression {
    case .comparison(.field(let field), let comparison, let right):
      return predicate(field, PredicateKind(comparison), right)
    case .comparison(let left, let comparison, .field(let field)):
      return predicate(field, PredicateKind(comparison.mirrored), left)
    case .like(.field(let field), let pattern):
      return predicate(field, .like, pattern)
    case .membership(.field(let field), let values, let negated):
      return values.flatMap { predicate(field, negated ? .noneOf : .anyOf, $0) }
    case .call(let function, let arguments):
      return predicates(function.text.lowercased(), arguments)
    default:
      return []
    }
  }

  private static func predicates(_ function: String, _ arguments: [EvalExpression]) -> [Predicate] {
    switch (function, arguments.first, arguments.dropFirst().first) {
    case ("match", .field(let field), .some(let pattern)) where arguments.count == 2:
      return predicate(field, .matches, pattern)
    case ("like", .field(let field), .some(let pattern)) where arguments.count == 2:
      return predicate(field, .like, pattern)
    case ("cidrmatch", .some(let network), .field(let field)) where arguments.count == 2:
      return predicate(field, .inNetwork, network)
    case ("in", .field(let field), .some):
      return arguments.dropFirst().flatMap { predicate(field, .anyOf, $0) }
    case ("isnull", .field(let field), nil):
      return [Predicate(field: field.name, kind: .isNull, value: "")]
    case ("isnotnull", .field(let field), nil):
      return [Predicate(field: field.name, kind: .isNotNull, value: "")]
    default:
      return []
    }
  }

  private static func predicate(
    _ field: FieldName, _ kind: PredicateKind, _ value: EvalExpression
  ) -> [Predicate] {
    switch value {
    case .string(let literal), .number(let literal):
      [Predicate(field: field.name, kind: kind, value: literal.text)]
    case .negated(.number(let literal), _):
      [Predicate(field: field.name, kind: kind, value: "-" + literal.text)]
    default:
      []
    }
  }
}

extension Predicate {
  fileprivate func turned(if negated: Bool) -> Predicate? {
    negated ? kind.negation.map { Predicate(field: field, kind: $0, value: value) } : self
  }
}

extension PredicateKind {
  init(_ comparison: ComparisonOperator) {
    self =
      switch comparison {
      case .equal: .equal
      case .notEqual: .notEqual
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      }
  }
}
