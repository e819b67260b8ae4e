extension CommandSyntax {
  /// `scrub`
  static let scrub = CommandSyntax(
    "scrub", .streaming, "Puts made-up names and addresses of the same length in place of real ones.",
    options: [
      Option("public-terms", .text), Option("private-terms", .text), Option("name-terms", .text),
      Option("dictionary", .text), Option("timeconfig", .text), Option("namespace", .text),
    ],
    examples: [
      "scrub", "scrub public-terms=public.txt private-terms=private.txt name-terms=names.txt",
      "scrub dictionary=words.txt timeconfig=time.ini namespace=search",
    ])
}
