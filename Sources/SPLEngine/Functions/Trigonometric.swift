import Foundation

extension EvalImplementations {
  /// Functions on angles, in radians. An argument with decimals limits the figures of the result.
  /// Source: Search Reference, "Trig and Hyperbolic functions".
  static let trigonometric: [EvalImplementation] = [
    angle("acos", acos), angle("acosh", acosh), angle("asin", asin), angle("asinh", asinh),
    angle("atan", atan), angle("atanh", atanh), angle("cos", cos), angle("cosh", cosh), angle("sin", sin),
    angle("sinh", sinh), angle("tan", tan), angle("tanh", tanh), pair("atan2", atan2), pair("hypot", hypot),
  ]

  private static func angle(_ name: String, _ body: @escaping @Sendable (Double) -> Double)
    -> EvalImplementation
  {
    .number(name) { Number(body($0.value), figures: $0.figures) }
  }

  private static func pair(_ name: String, _ body: @escaping @Sendable (Double, Double) -> Double)
    -> EvalImplementation
  {
    .values(name, .number) { values in
      guard let first = values[0].number, let second = values[1].number else { return .null }
      return .number(
        Number(body(first.value, second.value), figures: min(first.figures, second.figures)))
    }
  }
}
