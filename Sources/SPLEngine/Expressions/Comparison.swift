import SPL

/// `= != < <= > >=` of `where` and `eval`: as numbers where both sides are numbers, else as texts by case; a text in
/// quotes is compared as text. A comparison with null is null. Of a list, any value may fit.
/// Source: Search Reference, "where" (usage).
enum Comparison {
  static func compile(
    _ left: CompiledExpression, _ comparison: ComparisonOperator, _ right: CompiledExpression
  ) -> CompiledExpression {
    if left.constant != nil, right.constant == nil { return compile(right, comparison.mirrored, left) }
    if let constant = right.constant {
      if right.isTextLiteral, let text = constant.text {
        return .map(.boolean, left) { value in
          test(value, comparison) { one in
            if case .text(let mine) = one { return order(mine, text, comparison) }
            return order(one.text ?? "", text, comparison)
          }
        }
      }
      if case .number(let number) = constant {
        return .map(.boolean, left) { value in
          test(value, comparison) { one in
            one.double.map { ValueOrder.compareNumbers($0, number.value) }
              ?? ValueOrder.compareTexts(one.text ?? "", number.text)
          }
        }
      }
    }
    let asTexts = left.isTextLiteral || right.isTextLiteral
    return .map(.boolean, left, right) { left, right in
      if left.isNull || right.isNull { return .null }
      if case .boolean(let first) = left, case .boolean(let second) = right {
        switch comparison {
        case .equal: return .boolean(first == second)
        case .notEqual: return .boolean(first != second)
        default: return .null
        }
      }
      if asTexts {
        return .boolean(
          fits(comparison, ValueOrder.compareTexts(left.text ?? "", right.text ?? "")))
      }
      return test(left, comparison) { one in
        guard case .list(let others) = right else { return ValueOrder.compare(one, right) }
        // The first of the values that fits decides.
        let orders = others.map { ValueOrder.compare(one, $0) }
        let positive = comparison == .notEqual ? .equal : comparison
        return orders.first { fits(positive, $0) } ?? orders.first ?? 0
      }
    }
  }

  /// Whether the value, or any of a list's, compares so.
  private static func test(_ value: Value, _ comparison: ComparisonOperator, _ order: (Value) -> Int) -> Value
  {
    switch value {
    case .null: return .null
    case .list(let values):
      // `!=` says that no value is equal.
      if comparison == .notEqual { return .boolean(!values.contains { order($0) == 0 }) }
      return .boolean(values.contains { fits(comparison, order($0)) })
    case .text, .number, .boolean: return .boolean(fits(comparison, order(value)))
    }
  }

  /// The order of two texts; for a test of equality only whether they differ, which is faster to tell.
  private static func order(_ left: String, _ right: String, _ comparison: ComparisonOperator) -> Int {
    switch comparison {
    case .equal, .notEqual: isSame(left, right) ? 0 : 1
    default: ValueOrder.compareTexts(left, right)
    }
  }

  private static func fits(_ comparison: ComparisonOperator, _ order: Int) -> Bool {
    switch comparison {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// Whether two texts have the same code points: Swift also takes those for equal that only look the same.
  static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left == right
  }

  /// Whether two values are the same; of a list, any value may be. With `asTexts`, numbers are compared as written.
  static func equals(_ left: Value, _ right: Value, asTexts: Bool = false) -> Bool {
    switch (left, right) {
    case (.null, _), (_, .null): return false
    case (.boolean(let first), .boolean(let second)): return first == second
    case (.list(let values), _): return values.contains { equals($0, right, asTexts: asTexts) }
    case (_, .list(let values)): return values.contains { equals(left, $0, asTexts: asTexts) }
    case (.text(let first), .text(let second)) where asTexts || isSame(first, second):
      return isSame(first, second)
    default:
      return asTexts
        ? isSame(left.text ?? "", right.text ?? "") : ValueOrder.compare(left, right) == 0
    }
  }
}
