extension EvalImplementations {
  /// Comparison and conditional functions. Source: Search Reference, "Comparison and Conditional functions".
  static let conditional: [EvalImplementation] = [
    .values("case", .any) { values in
      var index = 0
      while index + 1 < values.count {
        if values[index] == .boolean(true) { return values[index + 1] }
        index += 2
      }
      return .null
    },
    .values("coalesce", .any) { values in values.first { !$0.isNull } ?? .null },
    .values("false", .boolean) { _ in .boolean(false) },
    .values("if", .any) { values in values[0] == .boolean(true) ? values[1] : values[2] },
    .values("in", .boolean) { values in
      guard let first = values.first, !first.isNull else { return .null }
      return .boolean(values.dropFirst().contains { Comparison.equals(first, $0) })
    },
    .values("null", .any) { _ in .null },
    .values("nullif", .any) { values in Comparison.equals(values[0], values[1]) ? .null : values[0] },
    .values("true", .boolean) { _ in .boolean(true) },
  ]
}
