extension EvalImplementations {
  /// Functions that calculate over their arguments. Source: Search Reference, "Statistical eval functions".
  static let statistical: [EvalImplementation] = [
    aggregate("avg") { numbers in numbers.reduce(0, +) / Double(numbers.count) },
    extreme("max") { $0 > 0 },
    extreme("min") { $0 < 0 },
    EvalImplementation("random") { _, compilation in random(seed: compilation.run.nextSeed()) },
  ]

  /// The value that stands before all others; numbers are below texts, null is passed over.
  private static func extreme(_ name: String, _ isBetter: @escaping @Sendable (Int) -> Bool)
    -> EvalImplementation
  {
    .values(name, .any) { values in
      var best = Value.null
      for value in values {
        for one in value.values where best.isNull || isBetter(ValueOrder.mixed(one, best)) { best = one }
      }
      return best
    }
  }

  /// Random numbers that are the same in each run of a search: made of the event's text and time, the row's place in
  /// its batch, and the place of the call in the search. Two runs on the same events give the same result.
  private static func random(seed: UInt64) -> CompiledExpression {
    CompiledExpression(.number, fields: ["_raw", "_time"]) { table in
      let raw = table["_raw"]
      let time = table["_time"]
      return (0..<table.count).map { row in
        var state: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
        for text in [raw?[row].text, time?[row].text] {
          for byte in (text ?? "").utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        // SplitMix64: neighboring rows must not give neighboring numbers.
        state = state &+ UInt64(row + 1) &* 0x9E37_79B9_7F4A_7C15
        state = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 27)) &* 0x94D0_49BB_1331_11EB
        return Value(Int((state ^ (state >> 31)) & 0x7FFF_FFFF))
      }
    }
  }
}
