extension CommandSyntax {
  /// `highlight`
  static let highlight = CommandSyntax(
    "highlight", aliases: ["hilite"], .streaming, "Marks words where events are shown.",
    arguments: [.list(.any([.string, .name("word")]))],
    examples: ["highlight login,logout", "highlight error \"access denied\""])

  /// `iconify`
  static let iconify = CommandSyntax(
    "iconify", .streaming, "Shows an icon of its own for each combination of values.",
    arguments: [.list(.field)],
    examples: ["iconify eventtype", "iconify url, src"])

  /// `abstract`
  static let abstract = CommandSyntax(
    "abstract", aliases: ["excerpt"], .streaming, "Shortens an event's text to the lines that match best.",
    options: [Option("maxterms", .integer), Option("maxlines", .integer)],
    examples: ["abstract", "abstract maxlines=5 maxterms=200"])
}
