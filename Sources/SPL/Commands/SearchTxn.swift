extension CommandSyntax {
  /// `searchtxn`
  static let searchtxn = CommandSyntax(
    "searchtxn", .generating, "Finds all events of the transactions that a search finds an event of.",
    options: [
      Option("max_terms", .integer, "1000"), Option("use_disjunct", .boolean, "true"),
      Option("eventsonly", .boolean, "false"),
    ],
    arguments: [.name("transaction type"), .filter(endingAt: [])],
    examples: [
      "searchtxn mail to=root from=\"Ann Lee\"",
      "searchtxn mail max_terms=100 use_disjunct=false eventsonly=true to=root",
    ])
}
