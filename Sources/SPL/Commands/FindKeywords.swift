extension CommandSyntax {
  /// `findkeywords`
  static let findkeywords = CommandSyntax(
    "findkeywords", .dataset, "Finds, for each group of events that a field numbers, a search for it.",
    options: [Option("labelfield", .field)],
    examples: ["findkeywords labelfield=cluster_count"])
}
