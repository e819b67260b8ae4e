extension CommandSyntax {
  /// `stats`
  static let stats = CommandSyntax(
    "stats", .transforming, "Reduces all rows to one row per group.",
    options: statsOptions, arguments: statsArguments,
    examples: [
      "stats count BY host", "stats dc(user) AS users, values(src) BY dest, action",
      "stats sparkline(count, 1h) AS trend max(eval(bytes / 1024)) AS kilobytes by src",
      "stats allnum=true delim=\";\" partitions=2 list(port) p95(duration) BY dest dedup_splitvals=true",
    ])

  /// `sistats`
  static let sistats = CommandSyntax(
    "sistats", .transforming, "Prepares the rows of stats so that a summary index can keep them.",
    options: statsOptions, arguments: statsArguments,
    examples: ["sistats count avg(duration) BY host"])

  /// `eventstats`
  static let eventstats = CommandSyntax(
    "eventstats", .dataset, "Adds to each row the statistics of the group it belongs to.",
    options: [Option("allnum", .boolean, "false")],
    arguments: [.optional([.list(.aggregation)]), .optional([.groupBy])],
    examples: [
      "eventstats avg(bytes) AS mean, stdev(bytes) AS spread BY src", "eventstats allnum=true max(count)",
    ])

  /// `streamstats`
  static let streamstats = CommandSyntax(
    "streamstats", .streaming, "Adds to each row the statistics of the rows so far.",
    options: [
      Option("current", .boolean, "true"), Option("window", .integer, "0"), Option("time_window", .span),
      Option("global", .boolean, "true"), Option("allnum", .boolean, "false"),
      Option("reset_on_change", .boolean, "false"), Option("reset_before", .condition),
      Option("reset_after", .condition),
    ],
    arguments: [.optional([.list(.aggregation)]), .optional([.groupBy])],
    examples: [
      "streamstats current=f window=1 last(_time) AS next BY user",
      "streamstats time_window=10m global=false allnum=true dc(dest) AS dests BY src",
      "streamstats count reset_on_change=true BY session, state",
      "streamstats sum(bytes) AS total reset_before=(action==\"start\") reset_after=\"(total>1000)\"",
      "streamstats count reset_after=\"(match(action, \\\"^(start|stop)$\\\"))\"",
    ])

  private static let statsOptions = [
    Option("allnum", .boolean, "false"), Option("delim", .text, " "), Option("partitions", .integer, "1"),
    Option("dedup_splitvals", .boolean, "false"),
  ]

  private static let statsArguments: [Pattern] = [.optional([.list(.aggregation)]), .optional([.groupBy])]
}
