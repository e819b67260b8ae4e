extension CommandSyntax {
  /// `associate`
  static let associate = CommandSyntax(
    "associate", .transforming, "Finds fields whose values tell much of those of other fields.",
    options: [
      Option("supcnt", .integer, "100"), Option("supfreq", .number, "0.1"), Option("improv", .number, "0.5"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: ["associate", "associate supcnt=3 supfreq=0.2 improv=0.3 user, action"])

  /// `arules`
  static let arules = CommandSyntax(
    "arules", .streaming, "Finds values of fields that occur together.",
    options: [Option("sup", .integer, "3"), Option("conf", .number, "0.5")],
    arguments: [.list(.field)],
    examples: ["arules user host", "arules sup=5 conf=.6 user, host, action"])

  /// `correlate`
  static let correlate = CommandSyntax(
    "correlate", .transforming, "Makes a table of how often each two fields occur in the same event.",
    options: [Option("type", .choice(["cocur"]), "cocur"), Option("_metainclude", .boolean, "false")],
    examples: ["correlate", "correlate type=cocur _metainclude=f"])

  /// `contingency`
  static let contingency = CommandSyntax(
    "contingency", aliases: ["counttable", "ctable"], .transforming,
    "Makes a table of how often the values of two fields occur together.",
    options: [
      Option("maxrows", .integer, "0"), Option("maxcols", .integer, "0"),
      Option("mincolcover", .number, "1.0"),
      Option("minrowcover", .number, "1.0"), Option("usetotal", .boolean, "true"),
      Option("totalstr", .text, "TOTAL"),
    ],
    arguments: [.field, .comma, .field],
    examples: [
      "contingency user action", "contingency maxrows=5 maxcols=5 usetotal=F user, action",
      "contingency user action mincolcover=0.9 minrowcover=0.8 totalstr=Sum",
    ])

  /// `analyzefields`, `af`
  static let analyzefields = CommandSyntax(
    "analyzefields", aliases: ["af"], .transforming, "Finds how well numbers predict the value of a field.",
    options: [Option("classfield", .field)],
    examples: ["analyzefields classfield=is_blocked"])
}
