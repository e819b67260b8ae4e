extension CommandSyntax {
  /// `timewrap`
  static let timewrap = CommandSyntax(
    "timewrap", .dataset, "Lays the periods of a timechart over one another: a column each.",
    options: [
      Option("align", .choice(["now", "end"]), "end"),
      Option("series", .choice(["relative", "exact", "short"]), "relative"), Option("time_format", .text),
    ],
    arguments: [.name("period")],
    examples: [
      "timewrap 1week", "timewrap day align=now series=short",
      "timewrap 2w series=exact time_format=\"week of %Y-%m-%d\"",
    ])
}
