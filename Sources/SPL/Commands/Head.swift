extension CommandSyntax {
  /// `head`
  static let head = CommandSyntax(
    "head", .streaming,
    "Keeps the first rows: a number of them, or those up to where an expression is not true.",
    options: [Option("limit", .integer, "10"), Option("null", .boolean), Option("keeplast", .boolean)],
    arguments: [.optional([.any([.integer, .expression])])],
    examples: [
      "head", "head 5", "head limit=20", "head (count>10) null=true keeplast=t", "head limit=3 (1==1)",
    ])

  /// `tail`
  static let tail = CommandSyntax(
    "tail", .dataset, "Keeps the last rows, and turns their order round.",
    arguments: [.optional([.integer])],
    examples: ["tail", "tail 5"])

  /// `reverse`
  static let reverse = CommandSyntax(
    "reverse", .dataset, "Turns the order of the rows round.",
    examples: ["reverse"])

  /// `uniq`
  static let uniq = CommandSyntax(
    "uniq", .streaming, "Drops a row that is the same as the one before it.",
    examples: ["uniq"])
}
