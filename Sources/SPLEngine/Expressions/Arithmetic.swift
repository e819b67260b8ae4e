import Foundation
import SPL

/// `+ - * / %` and the joining `.` of `eval`. With null, with what is no number, and where a number is divided by
/// zero, the result is null. Source: Search Reference, "eval" (usage).
enum Arithmetic {
  static func compile(_ left: CompiledExpression, _ sign: Literal, _ right: CompiledExpression)
    throws(SearchError) -> CompiledExpression
  {
    let operands = [left, right]
    switch sign.text {
    case "+":
      // Two texts are joined. A field whose text reads as a number is a number.
      let isText = left.kind == .text || right.kind == .text
      return .map(isText ? .text : .any, operands) { values in add(values[0], values[1], isText: isText) }
    case "-": return numeric(operands) { left, right in sum(left, right, left.value - right.value) }
    case "*": return numeric(operands) { left, right in product(left, right, left.value * right.value) }
    case "/":
      return numeric(operands) { left, right in
        right.value == 0 ? nil : product(left, right, left.value / right.value)
      }
    case "%":
      return numeric(operands) { left, right in
        right.value == 0 ? nil : Number(fmod(left.value, right.value))
      }
    case ".":
      return .map(.text, operands) { values in
        guard let left = values[0].text, let right = values[1].text else { return .null }
        return .text(left + right)
      }
    default: throw SearchError(.unsupported, "the operator '\(sign.text)'", at: sign.range)
    }
  }

  private static func numeric(
    _ operands: [CompiledExpression], _ body: @escaping @Sendable (Number, Number) -> Number?
  ) -> CompiledExpression {
    .map(.number, operands) { values in
      guard let left = values[0].number, let right = values[1].number, let result = body(left, right),
        result.value.isFinite
      else { return .null }
      return .number(result)
    }
  }

  private static func add(_ left: Value, _ right: Value, isText: Bool) -> Value {
    if !isText, let first = left.number, let second = right.number {
      let result = sum(first, second, first.value + second.value)
      return result.value.isFinite ? .number(result) : .null
    }
    guard case .text(let first) = left, case .text(let second) = right else { return .null }
    return .text(first + second)
  }

  private static func sum(_ left: Number, _ right: Number, _ value: Double) -> Number {
    Number(value)
  }

  private static func product(_ left: Number, _ right: Number, _ value: Double) -> Number {
    let figures = [left.figures, right.figures].filter { $0 > 0 }.min() ?? 0
    return Number(value, figures: figures)
  }
}
