extension CommandSyntax {
  /// `extract`, `kv`
  static let extract = CommandSyntax(
    "extract", aliases: ["kv"], .streaming,
    "Takes pairs of names and values out of the event, by separators or by stanzas of transforms.conf.",
    options: [
      Option("pairdelim", .text), Option("kvdelim", .text), Option("limit", .integer, "50"),
      Option("maxchars", .integer, "10240"), Option("mv_add", .boolean, "false"),
      Option("clean_keys", .boolean, "true"), Option("keep_empty_vals", .boolean, "false"),
      Option("auto", .boolean, "true"), Option("reload", .boolean, "false"),
      Option("segment", .boolean, "false"),
    ],
    arguments: [.optional([.list(.name("stanza of transforms.conf"))])],
    examples: [
      "extract", "extract pairdelim=\";\" kvdelim=\":\"", "extract pairdelim=\"|;\", kvdelim=\"=:\", auto=f",
      "extract web-fields, mail-fields reload=true", "extract limit=20 maxchars=5000 segment=f",
      "extract mv_add=t clean_keys=f keep_empty_vals=t",
    ])
}
