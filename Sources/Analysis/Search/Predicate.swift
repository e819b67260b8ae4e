import SPL

/// What a predicate says of its field.
public enum PredicateKind: String, Sendable, Hashable, CaseIterable {
  /// `field=value`, with or without wildcards.
  case equal = "eq"
  /// `field!=value`
  case notEqual = "ne"
  /// `field IN (…)`
  case anyOf = "in"
  /// `field NOT IN (…)`
  case noneOf = "not_in"
  /// `field>value`
  case greater = "gt"
  /// `field>=value`
  case greaterOrEqual = "ge"
  /// `field<value`
  case less = "lt"
  /// `field<=value`
  case lessOrEqual = "le"
  /// `regex`, `match()`
  case matches = "regex_match"
  /// `like()`, `LIKE`
  case like = "like"
  /// `cidrmatch()`
  case inNetwork = "cidr"
  /// `isnull()`
  case isNull = "is_null"
  /// `isnotnull()`
  case isNotNull = "is_not_null"

  /// The kind that says the contrary; nil where there is none.
  public var negation: PredicateKind? {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .anyOf: .noneOf
    case .noneOf: .anyOf
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .isNull: .isNotNull
    case .isNotNull: .isNull
    case .matches, .like, .inNetwork: nil
    }
  }

  /// Whether it says something of a value: the null kinds do not.
  public var takesValue: Bool {
    self != .isNull && self != .isNotNull
  }
}

/// A field, what is said of it, and the value as written; an empty value for the null kinds.
public struct Predicate: Sendable, Hashable {
  /// The field, without quotes, with its data-model prefix.
  public let field: String
  /// What is said.
  public let kind: PredicateKind
  /// The value as written, its quotes with it.
  public let value: String
}

/// The values of one field and kind, as a table shows them.
public struct PredicateRow: Sendable, Hashable {
  /// The field.
  public let field: String
  /// The kind.
  public let kind: PredicateKind
  /// The values, each once, by code point; empty for the null kinds.
  public let values: [String]

  /// The rows for these predicates, by field, then kind.
  static func rows(_ predicates: [Predicate]) -> [PredicateRow] {
    struct Key: Hashable {
      let field: String
      let kind: PredicateKind
    }
    let groups = Dictionary(grouping: predicates) { Key(field: $0.field, kind: $0.kind) }
    return groups.map { key, predicates in
      let values = key.kind.takesValue ? Set(predicates.map(\.value)).sorted(by: CodePoints.precede) : []
      return PredicateRow(field: key.field, kind: key.kind, values: values)
    }.sorted { left, right in
      left.field == right.field
        ? left.kind.rawValue < right.kind.rawValue : CodePoints.precede(left.field, right.field)
    }
  }
}
