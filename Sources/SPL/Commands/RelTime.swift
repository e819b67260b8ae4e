extension CommandSyntax {
  /// `reltime`
  static let reltime = CommandSyntax(
    "reltime", .streaming, "Adds how long ago a time was, such as `2 hours ago`.",
    options: [Option("timefield", .fields, "_time"), Option("prefix", .text)],
    examples: [
      "reltime", "reltime timefield=firstTime", "reltime timefield=\"firstTime,lastTime\" prefix=ago_",
    ])
}
