extension CommandSyntax {
  /// `tags`
  static let tags = CommandSyntax(
    "tags", .streaming, "Adds the tags of fields' values: of all fields, or of the named ones.",
    options: [
      Option("outputfield", .field), Option("inclname", .boolean, "false"),
      Option("inclvalue", .boolean, "false"), Option("allowed_tags", .text),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "tags", "tags host, eventtype",
      "tags outputfield=labels inclname=t inclvalue=f allowed_tags=\"web,mail\" host",
    ])
}
