extension CommandSyntax {
  /// `relevancy`
  static let relevancy = CommandSyntax(
    "relevancy", .dataset, "Says in the field relevancy how well each event fits the search.",
    examples: ["relevancy"])
}
