extension CommandSyntax {
  /// `strcat`
  static let strcat = CommandSyntax(
    "strcat", .streaming, "Joins fields and quoted texts, and puts the result into the field named last.",
    options: [Option("allrequired", .boolean, "false")],
    arguments: [.list(.any([.string, .field]))],
    examples: ["strcat src \":\" port address", "strcat allrequired=t first \" \" last name"])
}
