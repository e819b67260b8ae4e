extension EvalFunction {
  /// Functions on angles, in radians. Source: Search Reference, "Trig and Hyperbolic functions".
  /// An argument with decimals limits the digits of the result: `atan(0.50)` is 0.46.
  static let trigonometric: [EvalFunction] = [
    EvalFunction(
      name: "acos", category: .trigonometric, signature: "acos(x)", minimum: 1, maximum: 1,
      summary: "The angle from 0 to pi that has the cosine.", examples: [("acos(0)", "1.5707963267948966")]),
    EvalFunction(
      name: "acosh", category: .trigonometric, signature: "acosh(x)", minimum: 1, maximum: 1,
      summary: "The inverse of the hyperbolic cosine.", examples: [("acosh(2)", "1.3169578969248166")]),
    EvalFunction(
      name: "asin", category: .trigonometric, signature: "asin(x)", minimum: 1, maximum: 1,
      summary: "The angle from -pi/2 to pi/2 that has the sine.",
      examples: [("asin(1)", "1.5707963267948966")]),
    EvalFunction(
      name: "asinh", category: .trigonometric, signature: "asinh(x)", minimum: 1, maximum: 1,
      summary: "The inverse of the hyperbolic sine.", examples: [("asinh(1)", "0.881373587019543")]),
    EvalFunction(
      name: "atan", category: .trigonometric, signature: "atan(x)", minimum: 1, maximum: 1,
      summary: "The angle from -pi/2 to pi/2 that has the tangent.", examples: [("atan(0.50)", "0.46")]),
    EvalFunction(
      name: "atan2", category: .trigonometric, signature: "atan2(y, x)", minimum: 2, maximum: 2,
      summary: "The angle from -pi to pi of the point, by the signs of both.",
      examples: [("atan2(0.50, 0.75)", "0.59")]),
    EvalFunction(
      name: "atanh", category: .trigonometric, signature: "atanh(x)", minimum: 1, maximum: 1,
      summary: "The inverse of the hyperbolic tangent.", examples: [("atanh(0.500)", "0.549")]),
    EvalFunction(
      name: "cos", category: .trigonometric, signature: "cos(x)", minimum: 1, maximum: 1,
      summary: "The cosine of the angle.", examples: [("cos(-1)", "0.5403023058681398"), ("cos(0)", "1")]),
    EvalFunction(
      name: "cosh", category: .trigonometric, signature: "cosh(x)", minimum: 1, maximum: 1,
      summary: "The hyperbolic cosine.", examples: [("cosh(1)", "1.5430806348152437")]),
    EvalFunction(
      name: "hypot", category: .trigonometric, signature: "hypot(x, y)", minimum: 2, maximum: 2,
      summary: "The longest side of a right triangle with these other two.",
      examples: [("hypot(3, 4)", "5")]),
    EvalFunction(
      name: "sin", category: .trigonometric, signature: "sin(x)", minimum: 1, maximum: 1,
      summary: "The sine of the angle.", examples: [("sin(1)", "0.8414709848078965"), ("sin(0)", "0")]),
    EvalFunction(
      name: "sinh", category: .trigonometric, signature: "sinh(x)", minimum: 1, maximum: 1,
      summary: "The hyperbolic sine.", examples: [("sinh(1)", "1.1752011936438014")]),
    EvalFunction(
      name: "tan", category: .trigonometric, signature: "tan(x)", minimum: 1, maximum: 1,
      summary: "The tangent of the angle.", examples: [("tan(1)", "1.5574077246549023")]),
    EvalFunction(
      name: "tanh", category: .trigonometric, signature: "tanh(x)", minimum: 1, maximum: 1,
      summary: "The hyperbolic tangent.", examples: [("tanh(1)", "0.7615941559557649")]),
  ]
}
