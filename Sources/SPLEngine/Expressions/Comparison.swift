import SPL

/// `= != < <= > >=` of `where` and `eval`: as numbers where both sides are numbers, else as texts by case. A comparison
/// with null is null. Source: Search Reference, "where" (usage).
enum Comparison {
  static func function(_ comparison: ComparisonOperator) -> RowFunction {
    { values in
      let (left, right) = (values[0], values[1])
      if left.isNull || right.isNull { return .null }
      switch comparison {
      case .equal: return .boolean(equals(left, right))
      case .notEqual: return .boolean(!equals(left, right))
      case .less: return .boolean(ValueOrder.compare(left, right) < 0)
      case .lessOrEqual: return .boolean(ValueOrder.compare(left, right) <= 0)
      case .greater: return .boolean(ValueOrder.compare(left, right) > 0)
      case .greaterOrEqual: return .boolean(ValueOrder.compare(left, right) >= 0)
      }
    }
  }

  /// Whether two values are the same; of a list, any value may be.
  static func equals(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.boolean(let first), .boolean(let second)): first == second
    case (.text(let first), .text(let second)) where first == second: true
    case (.list, _), (_, .list):
      left.values.contains { first in right.values.contains { equals(first, $0) } }
    default: ValueOrder.compare(left, right) == 0
    }
  }
}
