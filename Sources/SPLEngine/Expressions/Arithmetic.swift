import Foundation
import SPL

/// `+ - * / %` and the joining `.` of `eval`. With null, with a list, with what is no number, and where a number is
/// divided by zero, the result is null; what is too large is infinite. Source: Search Reference, "eval" (usage).
enum Arithmetic {
  static func compile(
    _ left: CompiledExpression, _ sign: Literal, _ right: CompiledExpression, _ meter: Meter
  ) throws(SearchError) -> CompiledExpression {
    let joined: @Sendable (Value, Value) throws(SearchError) -> Value = { left, right throws(SearchError) in
      try Self.joined(left, right, meter)
    }
    switch sign.text {
    case "+":
      // A text in quotes, or what a function of text gives, is joined even where it reads as a number.
      if left.kind == .text || right.kind == .text { return .map(.text, left, right, joined) }
      return .map(.any, left, right) { left, right throws(SearchError) in try added(left, right, meter) }
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
  private static func added(_ left: Value, _ right: Value, _ meter: Meter) throws(SearchError) -> Value {
    switch (left.number, right.number) {
    case (let first?, let second?): return .number(sum(first, second, first.value + second.value))
    case (nil, nil): return try joined(left, right, meter)
    default: return .null
    }
  }

  private static func joined(_ left: Value, _ right: Value, _ meter: Meter) throws(SearchError) -> Value {
    guard let left = left.singleText, let right = right.singleText else { return .null }
    try meter.check(textBytes: left.utf8.count + right.utf8.count)
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
