extension CommandSyntax {
  /// `fillnull`
  static let fillnull = CommandSyntax(
    "fillnull", .streaming, "Puts a value into fields that have none: into all, or into the named ones.",
    options: [Option("value", .text, "0")],
    arguments: [.optional([.list(.field)])],
    examples: ["fillnull", "fillnull value=unknown user, dest", "fillnull user value=\"not known\""])

  /// `filldown`
  static let filldown = CommandSyntax(
    "filldown", .streaming, "Puts the last value above into fields that have none.",
    arguments: [.optional([.list(.field)])],
    examples: ["filldown", "filldown host, score*"])
}
