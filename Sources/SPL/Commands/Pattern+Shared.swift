extension Pattern {
  /// A comma that may be left out.
  static let comma = Pattern.optional([.mark(",")])

  /// A field to sort by, with its order and how its values compare: `-count`, `+ip(src)`.
  static let sortKey = Pattern.clause(
    "key",
    [
      .optional([.any([.mark("-"), .mark("+")])]),
      .any([.call(["num", "str", "ip", "auto"], [.field]), .field]),
    ])

  /// One of these functions with its argument in parentheses.
  static func call(_ names: [String], _ argument: [Pattern]) -> Pattern {
    .sequence([.word(names), .mark("(")] + argument + [.mark(")")])
  }
}
