/// How a field is compared with a value.
public enum ComparisonOperator: String, Sendable, Hashable, CaseIterable {
  /// `=` or `==`
  case equal = "="
  /// `!=`
  case notEqual = "!="
  /// `<`
  case less = "<"
  /// `<=`
  case lessOrEqual = "<="
  /// `>`
  case greater = ">"
  /// `>=`
  case greaterOrEqual = ">="

  /// The operator that says the same with both sides exchanged: `5 < x` is `x > 5`.
  public var mirrored: ComparisonOperator {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
