extension CommandSyntax {
  /// `sort`
  static let sort = CommandSyntax(
    "sort", .dataset,
    "Sorts the rows and keeps the first 10000, or as many as the number says; 0 keeps all.",
    options: [Option("limit", .integer, "10000")],
    arguments: [
      .optional([.integer, .comma]), .sortKey, .comma,
      .optional([.list(.any([.clause("reverse", [.word(["D", "DESC"])]), .sortKey]))]),
    ],
    examples: [
      "sort _time", "sort -count", "sort - count, +host", "sort 0 -_time user",
      "sort 20 num(port), -str(name)",
      "sort limit=5 ip(src)", "sort auto(size) desc", "sort host user d",
    ])
}
