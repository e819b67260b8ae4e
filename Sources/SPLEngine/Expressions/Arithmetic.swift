import Foundation
import SPL

/// `+ - * / %` and the joining `.` of `eval`. With null, with a list, with what is no number, and where a number is
/// divided by zero, the result is null; what is too large is infinite. Source: Search Reference, "eval" (usage).
enum Arithmetic {
  static func compile(_ left: CompiledExpression, _ sign: Literal, _ right: CompiledExpression)
    throws(SearchError) -> CompiledExpression
  {
    switch sign.text {
    case "+":
      // A text in quotes, or what a function of text gives, is joined even where it reads as a number.
      if left.kind == .text || right.kind == .text { return .map(.text, left, right, joined) }
      return .map(.any, left, right, added)
    case "-": return numeric(left, right) { sum($0, $1, $0.value - $1.value) }
    case "*": return numeric(left, right) { product($0, $1, $0.value * $1.value) }
    case "/":
      return numeric(left, right) { $1.value == 0 ? nil : product($0, $1, $0.value / $1.value) }
    case "%":
      return numeric(left, right) { $1.value == 0 ? nil : sum($0, $1, fmod($0.value, $1.value)) }
    case ".": return .map(.text, left, right, joined)
    default: throw SearchError(.unsupported, "the operator '\(sign.text)'", at: sign.range)
    }
  }

  private static func numeric(
    _ left: CompiledExpression, _ right: CompiledExpression,
    _ body: @escaping @Sendable (Number, Number) -> Number?
  ) -> CompiledExpression {
    .map(.number, left, right) { left, right in
      guard let left = left.number, let right = right.number, let result = body(left, right) else {
        return .null
      }
      return .number(result)
    }
  }

  /// Two numbers are added, two texts joined: a field whose text reads as a number is a number.
  private static func added(_ left: Value, _ right: Value) -> Value {
    switch (left.number, right.number) {
    case (let first?, let second?): return .number(sum(first, second, first.value + second.value))
    case (nil, nil): return joined(left, right)
    default: return .null
    }
  }

  private static func joined(_ left: Value, _ right: Value) -> Value {
    guard let left = left.singleText, let right = right.singleText else { return .null }
    return .text(left + right)
  }

  private static func sum(_ left: Number, _ right: Number, _ value: Double) -> Number {
    Number(value, decimals: min(left.decimals, right.decimals))
  }

  private static func product(_ left: Number, _ right: Number, _ value: Double) -> Number {
    left.decimals == Number.exact && right.decimals == Number.exact
      ? Number(value) : Number(value, figures: min(left.figures, right.figures))
  }
}
