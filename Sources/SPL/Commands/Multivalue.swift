extension CommandSyntax {
  /// `makemv`
  static let makemv = CommandSyntax(
    "makemv", .streaming, "Splits the text of a field into many values.",
    options: [
      Option("delim", .text, "a blank"), Option("tokenizer", .text), Option("allowempty", .boolean, "false"),
      Option("setsv", .boolean, "false"),
    ],
    arguments: [.field],
    examples: [
      "makemv recipients", "makemv delim=\",\" allowempty=t recipients",
      "makemv tokenizer=\"([^;]+);?\" setsv=true path",
    ])

  /// `mvexpand`
  static let mvexpand = CommandSyntax(
    "mvexpand", .streaming, "Makes a row of each value of a field.",
    options: [Option("limit", .integer, "0")],
    arguments: [.field],
    examples: ["mvexpand recipients", "mvexpand items{}.name limit=100"])

  /// `nomv`
  static let nomv = CommandSyntax(
    "nomv", .streaming, "Joins the values of a field into one.",
    arguments: [.field],
    examples: ["nomv recipients"])

  /// `mvcombine`
  static let mvcombine = CommandSyntax(
    "mvcombine", .transforming, "Joins rows that differ in one field only into a row with all its values.",
    options: [Option("delim", .text, "a blank")],
    arguments: [.field],
    examples: ["mvcombine host", "mvcombine delim=\",\" host"])
}
