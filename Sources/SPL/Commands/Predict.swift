extension CommandSyntax {
  /// `predict`
  static let predict = CommandSyntax(
    "predict", .dataset,
    "Foretells the next values of a time series; `upperN` and `lowerN` name the bounds of N percent.",
    options: [
      Option("algorithm", .choice(["LL", "LLT", "LLP", "LLP5", "LLB", "BiLL"]), "LLP5"),
      Option("correlate", .field), Option("future_timespan", .integer, "5"),
      Option("holdback", .integer, "0"),
      Option("period", .integer), Option("suppress", .field),
    ],
    takesAnyOption: true,
    arguments: [.list(.fieldAs)],
    examples: [
      "predict count", "predict count AS expected algorithm=LLT future_timespan=10 holdback=5 period=7",
      "predict bytes AS b, count AS c upper90=high lower90=low suppress=bytes",
      "predict count algorithm=LL future_timespan=15 bytes algorithm=LLB correlate=count",
    ])

  /// `x11`
  static let x11 = CommandSyntax(
    "x11", .dataset, "Takes what comes back with the season out of a time series.",
    arguments: [
      .any([
        .sequence([.name("type and period"), .mark("("), .field, .mark(")")]),
        .sequence([.word(["add", "mult"]), .optional([.integer]), .field]),
        .sequence([.integer, .field]),
        .field,
      ]),
      .optional([.word(["AS"]), .field]),
    ],
    examples: ["x11 count", "x11 24(count) AS steady", "x11 add12(count)", "x11 mult(count) AS steady"])
}
