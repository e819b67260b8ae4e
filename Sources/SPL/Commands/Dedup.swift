extension CommandSyntax {
  /// `dedup`
  static let dedup = CommandSyntax(
    "dedup", .streaming, "Keeps the first rows with each combination of values.",
    options: [
      Option("keepevents", .boolean, "false"), Option("keepempty", .boolean, "false"),
      Option("consecutive", .boolean, "false"),
    ],
    arguments: [
      .optional([.integer, .comma]), .list(.field),
      .optional([.clause("sortby", [.word(["SORTBY"]), .list(.sortKey)])]),
    ],
    examples: [
      "dedup host", "dedup 3 source, user", "dedup host keepempty=true sortby -_time",
      "dedup user keepevents=t consecutive=t", "dedup src sortby - num(count), +user",
    ])
}
