extension EvalImplementations {
  /// Functions on bits: whole numbers from 0 to 2^53 − 1, otherwise null.
  /// Source: Search Reference, "Bitwise functions".
  static let bitwise: [EvalImplementation] = [
    folding("bit_and") { $0 & $1 },
    folding("bit_or") { $0 | $1 },
    folding("bit_xor") { $0 ^ $1 },
    .values("bit_not", .number) { values in
      guard let number = bits(values[0]), let mask = values.count > 1 ? bits(values[1]) : allBits else {
        return .null
      }
      return Value(~number & mask & allBits)
    },
    shifting("bit_shift_left") { bits, count in count > 52 ? 0 : (bits << count) & allBits },
    shifting("bit_shift_right") { bits, count in count > 52 ? 0 : bits >> count },
  ]

  private static let allBits = (1 << 53) - 1

  private static func folding(_ name: String, _ body: @escaping @Sendable (Int, Int) -> Int)
    -> EvalImplementation
  {
    .values(name, .number) { values in
      guard var result = bits(values[0]) else { return .null }
      for value in values.dropFirst() {
        guard let other = bits(value) else { return .null }
        result = body(result, other)
      }
      return Value(result)
    }
  }

  private static func shifting(_ name: String, _ body: @escaping @Sendable (Int, Int) -> Int)
    -> EvalImplementation
  {
    .values(name, .number) { values in
      guard let number = bits(values[0]), let count = bits(values[1]) else { return .null }
      return Value(body(number, count))
    }
  }

  private static func bits(_ value: Value) -> Int? {
    guard let number = value.double, number >= 0, number <= Double(allBits) else { return nil }
    return Int(exactly: number)
  }
}
