extension CommandSyntax {
  /// `accum`
  static let accum = CommandSyntax(
    "accum", .streaming, "Adds a field's numbers up from row to row.",
    arguments: [.fieldAs],
    examples: ["accum bytes", "accum bytes AS total"])

  /// `autoregress`
  static let autoregress = CommandSyntax(
    "autoregress", aliases: ["ar"], .streaming, "Copies values of earlier rows into each row.",
    options: [Option("p", .text, "1")],
    arguments: [.fieldAs],
    examples: ["autoregress count", "autoregress count AS previous p=3", "autoregress count p=1-5"])

  /// `delta`
  static let delta = CommandSyntax(
    "delta", .streaming, "Calculates by how much a number differs from that of an earlier row.",
    options: [Option("p", .integer, "1")],
    arguments: [.fieldAs],
    examples: ["delta count", "delta count AS change p=3"])

  /// `trendline`
  static let trendline = CommandSyntax(
    "trendline", .streaming,
    "Calculates moving averages: simple, exponential or weighted, over a number of rows.",
    arguments: [
      .list(
        .clause(
          "average",
          [
            .name("average and number of rows"), .mark("("), .field, .mark(")"),
            .optional([.word(["AS"]), .field]),
          ]))
    ],
    examples: ["trendline sma5(count)", "trendline ema10(bytes) AS smooth, wma3(count) AS weighted"])
}
