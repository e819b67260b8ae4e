extension CommandSyntax {
  /// `xpath`
  static let xpath = CommandSyntax(
    "xpath", .streaming, "Takes a value out of XML with an XPath.",
    options: [
      Option("field", .field, "_raw"), Option("outfield", .field, "xpath"), Option("default", .text),
    ],
    arguments: [.any([.string, .name("XPath")])],
    examples: [
      "xpath \"//book/@title\"", "xpath field=body outfield=title default=none \"/data/book/title\"",
    ])

  /// `xmlkv`
  static let xmlkv = CommandSyntax(
    "xmlkv", .streaming, "Makes a field of each XML element: its tag is the name, its text the value.",
    options: [Option("maxinputs", .integer, "50000")],
    arguments: [.optional([.field])],
    examples: ["xmlkv", "xmlkv body maxinputs=1000"])

  /// `xmlunescape`
  static let xmlunescape = CommandSyntax(
    "xmlunescape", .streaming, "Turns XML entities such as `&lt;` back into their characters.",
    options: [Option("maxinputs", .integer, "50000")],
    examples: ["xmlunescape", "xmlunescape maxinputs=1000"])
}
