extension CommandSyntax {
  /// `spath`
  static let spath = CommandSyntax(
    "spath", .streaming, "Takes fields out of JSON or XML: all of them, or what is at a path.",
    options: [Option("input", .field, "_raw"), Option("output", .field), Option("path", .text)],
    arguments: [.optional([.name("path")])],
    examples: [
      "spath", "spath input=message", "spath output=user path=userIdentity.arn",
      "spath input=policy output=actions path=Statement{}.Action", "spath \"items{0}.name\"",
      "spath output=title books.book{@title}",
    ])
}
