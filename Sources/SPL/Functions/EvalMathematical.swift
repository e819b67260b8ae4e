extension EvalFunction {
  /// Functions on numbers. Source: Search Reference, "Mathematical functions".
  static let mathematical: [EvalFunction] = [
    EvalFunction(
      name: "abs", category: .mathematical, signature: "abs(number)", minimum: 1, maximum: 1,
      summary: "The number without its sign.", examples: [("abs(-5)", "5")]),
    EvalFunction(
      name: "ceil", category: .mathematical, signature: "ceil(number)", minimum: 1, maximum: 1,
      summary: "Short for ceiling.", examples: [("ceil(1.9)", "2")]),
    EvalFunction(
      name: "ceiling", category: .mathematical, signature: "ceiling(number)", minimum: 1, maximum: 1,
      summary: "The number rounded up to a whole one.",
      examples: [("ceiling(1.9)", "2"), ("ceiling(-1.9)", "-1")]),
    EvalFunction(
      name: "exact", category: .mathematical, signature: "exact(expression)", minimum: 1, maximum: 1,
      summary: "The result of the calculation with all its digits.",
      examples: [("exact(0.23*0.014)", "0.00322")]),
    EvalFunction(
      name: "exp", category: .mathematical, signature: "exp(number)", minimum: 1, maximum: 1,
      summary: "e to the power of the number.", examples: [("exp(0)", "1")]),
    EvalFunction(
      name: "floor", category: .mathematical, signature: "floor(number)", minimum: 1, maximum: 1,
      summary: "The number rounded down to a whole one.",
      examples: [("floor(1.9)", "1"), ("floor(-1.9)", "-2")]),
    EvalFunction(
      name: "ln", category: .mathematical, signature: "ln(number)", minimum: 1, maximum: 1,
      summary: "The natural logarithm.", examples: [("ln(1)", "0")]),
    EvalFunction(
      name: "log", category: .mathematical, signature: "log(number[, base])", minimum: 1, maximum: 2,
      summary: "The logarithm, to base 10 unless given.", examples: [("log(100)", "2"), ("log(8, 2)", "3")]),
    EvalFunction(
      name: "pi", category: .mathematical, signature: "pi()", minimum: 0, maximum: 0,
      summary: "The constant pi, to 11 digits.", examples: [("round(pi(), 2)", "3.14")]),
    EvalFunction(
      name: "pow", category: .mathematical, signature: "pow(number, exponent)", minimum: 2, maximum: 2,
      summary: "The number to the power of the exponent.", examples: [("pow(2, 10)", "1024")]),
    EvalFunction(
      name: "round", category: .mathematical, signature: "round(number[, decimals])", minimum: 1, maximum: 2,
      summary: "The number rounded to so many decimals, none unless given.",
      examples: [("round(3.5)", "4"), ("round(2.555, 2)", "2.56")]),
    EvalFunction(
      name: "sigfig", category: .mathematical, signature: "sigfig(number)", minimum: 1, maximum: 1,
      summary: "The number rounded to the significant figures that its calculation allows.",
      examples: [("sigfig(1.00*1111)", "1110")]),
    EvalFunction(
      name: "sqrt", category: .mathematical, signature: "sqrt(number)", minimum: 1, maximum: 1,
      summary: "The square root.", examples: [("sqrt(9)", "3")]),
    EvalFunction(
      name: "sum", category: .mathematical, signature: "sum(number, …)", minimum: 1, maximum: nil,
      summary: "The sum of the numbers; every value of a list counts, what is not a number does not.",
      examples: [("sum(1, 2, 3)", "6"), (#"sum(1, 2, tonumber("3"))"#, "6")]),
  ]
}
