extension CommandSyntax {
  /// `makecontinuous`
  static let makecontinuous = CommandSyntax(
    "makecontinuous", .dataset, "Adds the rows that are missing for a number or a time to go on evenly.",
    options: [
      Option("bins", .integer), Option("span", .span), Option("start", .number), Option("end", .number),
    ],
    arguments: [.optional([.field])],
    examples: [
      "makecontinuous", "makecontinuous _time span=10m", "makecontinuous span=1h _time",
      "makecontinuous size bins=3 start=0 end=10",
    ])
}
