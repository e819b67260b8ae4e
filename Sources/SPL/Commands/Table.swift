extension CommandSyntax {
  /// `table`
  static let table = CommandSyntax(
    "table", .transforming, "Makes a table of the named fields, in the order in which they are named.",
    arguments: [.list(.field)],
    examples: [
      "table _time host user", "table _time, host, \"Source IP\", http_*",
      "table requestParameters.items{}.name",
    ])
}
