extension EvalFunction {
  /// Functions on bits; whole numbers from 0 to 2^53 − 1, otherwise null.
  /// Source: Search Reference, "Bitwise functions".
  static let bitwise: [EvalFunction] = [
    EvalFunction(
      name: "bit_and", category: .bitwise, signature: "bit_and(a, b, …)", minimum: 2, maximum: nil,
      summary: "The bits that are set in all arguments.",
      examples: [("bit_and(12, 9)", "8"), ("bit_and(5, 3)", "1")]),
    EvalFunction(
      name: "bit_or", category: .bitwise, signature: "bit_or(a, b, …)", minimum: 2, maximum: nil,
      summary: "The bits that are set in at least one argument.", examples: [("bit_or(4, 2)", "6")]),
    EvalFunction(
      name: "bit_not", category: .bitwise, signature: "bit_not(number[, mask])", minimum: 1, maximum: 2,
      summary: "The number with its 53 bits flipped, cut to those that the mask has set.",
      examples: [("bit_not(9)", "9007199254740982"), ("bit_not(9, 15)", "6")]),
    EvalFunction(
      name: "bit_xor", category: .bitwise, signature: "bit_xor(a, b, …)", minimum: 2, maximum: nil,
      summary: "The bits that differ, taken from argument to argument.",
      examples: [("bit_xor(3, 2)", "1"), ("bit_xor(4, 6)", "2")]),
    EvalFunction(
      name: "bit_shift_left", category: .bitwise, signature: "bit_shift_left(number, count)",
      minimum: 2, maximum: 2,
      summary: "The bits moved to the left; those beyond the 53rd are lost.",
      examples: [
        ("bit_shift_left(2, 1)", "4"),
        ("bit_shift_left(1, 53)", "0"),
        ("bit_shift_left(3, -2)", nil),
      ]),
    EvalFunction(
      name: "bit_shift_right", category: .bitwise, signature: "bit_shift_right(number, count)",
      minimum: 2, maximum: 2,
      summary: "The bits moved to the right; those beyond the first are lost.",
      examples: [("bit_shift_right(4, 1)", "2"), ("bit_shift_right(-3, 1)", nil)]),
  ]
}
