extension CommandSyntax {
  /// `top`
  static let top = CommandSyntax(
    "top", aliases: ["common"], .transforming, "Shows the most frequent values of fields with their counts.",
    options: topOptions, arguments: topArguments,
    examples: [
      "top user", "top 20 src, dest BY action", "top limit=5 showperc=f countfield=hits url",
      "top url showcount=true percentfield=share useother=t otherstr=rest",
    ])

  /// `rare`
  static let rare = CommandSyntax(
    "rare", .transforming, "Shows the least frequent values of fields with their counts.",
    options: topOptions, arguments: topArguments,
    examples: [
      "rare process", "rare limit=50 process, parent BY host", "rare agent countfield=hits showperc=f",
    ])

  /// `sitop`
  static let sitop = CommandSyntax(
    "sitop", .transforming, "Prepares the rows of top so that a summary index can keep them.",
    options: topOptions, arguments: topArguments,
    examples: ["sitop limit=100 user BY host", "sitop 5 src"])

  /// `sirare`
  static let sirare = CommandSyntax(
    "sirare", .transforming, "Prepares the rows of rare so that a summary index can keep them.",
    options: topOptions, arguments: topArguments,
    examples: ["sirare process BY host"])

  private static let topOptions = [
    Option("limit", .integer, "10"), Option("showcount", .boolean, "true"),
    Option("countfield", .field, "count"), Option("showperc", .boolean, "true"),
    Option("percentfield", .field, "percent"), Option("useother", .boolean, "false"),
    Option("otherstr", .text, "OTHER"),
  ]

  private static let topArguments: [Pattern] = [.optional([.integer]), .list(.field), .optional([.by])]
}
