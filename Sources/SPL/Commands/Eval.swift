extension CommandSyntax {
  /// `eval`
  static let eval = CommandSyntax(
    "eval", .streaming, "Calculates expressions and puts each result into a field.",
    arguments: [.list(.assignment)],
    examples: [
      "eval size=len(CommandLine)", "eval total=a+b, share=round(100*a/total, 1)",
      "eval risk=if(like(process, \"%enc%\"), \"high\", \"low\")",
      "eval \"Full name\" = first.\" \".'last name'",
    ])
}
