extension CommandSyntax {
  /// `diff`
  static let diff = CommandSyntax(
    "diff", .transforming, "Shows how two rows differ, line by line.",
    options: [
      Option("position1", .integer, "1"), Option("position2", .integer, "2"), Option("pos1", .integer, "1"),
      Option("pos2", .integer, "2"), Option("attribute", .field, "_raw"),
      Option("diffheader", .boolean, "false"),
      Option("header", .boolean, "false"), Option("context", .boolean, "false"),
      Option("maxlen", .integer, "100000"),
    ],
    examples: [
      "diff", "diff position1=9 position2=10 attribute=config",
      "diff pos1=1 pos2=3 diffheader=t context=t maxlen=0",
    ])

  /// `cofilter`
  static let cofilter = CommandSyntax(
    "cofilter", .transforming,
    "Counts how often values of a second field occur with the same value of a first one.",
    arguments: [.list(.field)],
    examples: ["cofilter user process", "cofilter user, dest"])

  /// `entitymerge`
  static let entitymerge = CommandSyntax(
    "entitymerge", .dataset, "Merges the rows that describe the same asset or the same identity.",
    takesAnyOption: true,
    arguments: [.optional([.list(.field)])],
    examples: ["entitymerge asset", "entitymerge"],
    source: "Enterprise Security, \"entitymerge\"")
}
