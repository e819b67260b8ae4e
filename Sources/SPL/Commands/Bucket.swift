extension CommandSyntax {
  /// `bucket`, `bin`
  static let bucket = CommandSyntax(
    "bucket", aliases: ["bin", "discretize"], .streaming,
    "Puts numbers or times into ranges: each value becomes the start of its range.",
    options: [
      Option("bins", .integer, "100"), Option("span", .span), Option("minspan", .span),
      Option("start", .number),
      Option("end", .number), Option("aligntime", .text),
    ],
    arguments: [.fieldAs],
    examples: [
      "bucket _time span=5m", "bucket span=1h _time AS hour", "bucket bins=20 size AS range",
      "bucket span=2log5 bytes", "bucket start=0 end=100 score", "bucket _time span=12h aligntime=@d+3h",
      "bucket _time bins=100 minspan=1m",
    ],
    source: "Search Reference, \"bin\"")
}
