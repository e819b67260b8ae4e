extension EvalFunction {
  /// Functions that calculate over their arguments. Source: Search Reference, "Statistical eval functions".
  static let statistical: [EvalFunction] = [
    EvalFunction(
      name: "avg", category: .statistical, signature: "avg(number, …)", minimum: 1, maximum: nil,
      summary: "The mean of the numbers; every value of a list counts, what is not a number does not.",
      examples: [("avg(1, 2, 3)", "2")]),
    EvalFunction(
      name: "max", category: .statistical, signature: "max(value, …)", minimum: 1, maximum: nil,
      summary: "The greatest value; text is greater than any number.",
      examples: [("max(1, 3, 2)", "3"), (#"max(1, 3, "foo")"#, "foo")]),
    EvalFunction(
      name: "min", category: .statistical, signature: "min(value, …)", minimum: 1, maximum: nil,
      summary: "The least value; text is greater than any number.",
      examples: [("min(3, 1, 2)", "1"), (#"min(3, 6, "maria")"#, "3")]),
    EvalFunction(
      name: "random", category: .statistical, signature: "random()", minimum: 0, maximum: 0,
      summary: "A random whole number from 0 to 2^31 − 1.", examples: []),
  ]
}
