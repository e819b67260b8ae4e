extension CommandSyntax {
  /// `chart`
  static let chart = CommandSyntax(
    "chart", .transforming,
    "Makes a table for a chart: a row per value of one field, a column per value of another.",
    options: chartOptions, arguments: chartArguments,
    examples: [
      "chart count BY host", "chart avg(size) AS mean, max(size) OVER day BY host",
      "chart count BY duration span=10 status usenull=f useother=t otherstr=rest",
      "chart limit=top5 agg=max sep=\": \" cont=false max(load) OVER _time span=1h BY host",
      "chart format=\"$VAL$ ($AGG$)\" count sum(bytes) OVER src BY action WHERE sum in top3",
      "chart eval(avg(size) / max(delay)) AS ratio BY host user",
      "chart bins=20 start=0 end=100 count BY score nullstr=none dedup_splitvals=true",
    ])

  /// `sichart`
  static let sichart = CommandSyntax(
    "sichart", .transforming, "Prepares the rows of chart so that a summary index can keep them.",
    options: chartOptions, arguments: chartArguments,
    examples: ["sichart count OVER host BY status", "sichart avg(duration) BY host"])

  /// `timechart`
  static let timechart = CommandSyntax(
    "timechart", .transforming,
    "Makes a table for a chart over time: a row per span, a column per value of a field.",
    options: timechartOptions, arguments: timechartArguments,
    examples: [
      "timechart span=1h count", "timechart count AS logins, dc(user) AS users span=5m",
      "timechart limit=bottom10 agg=min useother=f avg(load) BY host",
      "timechart span=1d partial=f fixedrange=false cont=true max(load) BY host usenull=f nullstr=none",
      "timechart per_second(bytes) BY src WHERE max in top5",
      "timechart count BY action WHERE avg > 100", "timechart span=10m eval(avg(cpu) * avg(memory)) BY host",
      "timechart bins=100 minspan=1m aligntime=earliest sum(bytes) BY src WHERE count notin bottom10",
    ])

  /// `sitimechart`
  static let sitimechart = CommandSyntax(
    "sitimechart", .transforming, "Prepares the rows of timechart so that a summary index can keep them.",
    options: timechartOptions, arguments: timechartArguments,
    examples: ["sitimechart span=1h count BY host"])

  private static let seriesOptions: [Option] =
    [
      Option("sep", .text, ": "), Option("format", .text), Option("cont", .boolean, "true"),
      Option("limit", .text, "top10"), Option("agg", .text, "sum"), Option("usenull", .boolean, "true"),
      Option("useother", .boolean, "true"), Option("nullstr", .text, "NULL"),
      Option("otherstr", .text, "OTHER"), Option("dedup_splitvals", .boolean, "false"),
    ] + .ofBins

  private static let chartOptions = seriesOptions

  private static let timechartOptions =
    seriesOptions + [Option("partial", .boolean, "true"), Option("fixedrange", .boolean, "true")]

  /// A stats function, or an expression of them.
  private static let value = Pattern.any([
    .sequence([.word(["EVAL"]), .mark("("), .expression, .mark(")"), .optional([.asName])]),
    .sequence([.mark("("), .expression, .mark(")"), .optional([.asName])]), .aggregation,
  ])

  /// `WHERE FUNCTION in top5`, `WHERE FUNCTION > 100`: which columns stay.
  private static let seriesFilter = Pattern.clause(
    "where",
    [
      .word(["WHERE"]), .any([.aggregation, .name("function")]),
      .any([
        .sequence([.optional([.word(["NOT"])]), .word(["IN", "NOTIN"]), .name("top or bottom")]),
        .sequence([.any([.mark(">="), .mark("<="), .mark(">"), .mark("<")]), .number]),
      ]),
    ])

  private static let chartArguments: [Pattern] = [
    .list(value), .optional([.clause("over", [.word(["OVER"]), .field])]), .optional([.by]),
    .optional([seriesFilter]),
  ]

  private static let timechartArguments: [Pattern] = [
    .list(value), .optional([.by]), .optional([seriesFilter]),
  ]
}
