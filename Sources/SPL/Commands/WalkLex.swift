extension CommandSyntax {
  /// `walklex`
  static let walklex = CommandSyntax(
    "walklex", .generating, "Lists the terms or the indexed fields of each bucket of indexes.",
    options: [
      Option("type", .choice(["all", "field", "fieldvalue", "term"]), "all"), Option("index", .text),
      Option("prefix", .text), Option("pattern", .text, "*"),
    ] + .ofServers,
    examples: [
      "walklex index=web", "walklex type=term index=web index=mail prefix=user",
      "walklex type=fieldvalue pattern=\"host::web*\" index=_* splunk_server=peer* splunk_server_group=all",
    ])
}
