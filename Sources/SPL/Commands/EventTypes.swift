extension CommandSyntax {
  /// `typer`
  static let typer = CommandSyntax(
    "typer", .streaming, "Adds the event types that an event belongs to.",
    options: [Option("eventtypes", .text), Option("maxlen", .integer, "10000")],
    examples: ["typer", "typer eventtypes=\"logon*,logoff\" maxlen=500"])

  /// `typelearner`
  static let typelearner = CommandSyntax(
    "typelearner", .transforming, "Proposes event types; `findtypes` has taken its place.",
    options: [Option("maxlen", .integer, "15")],
    arguments: [.optional([.field])],
    examples: ["typelearner", "typelearner host maxlen=30"])

  /// `findtypes`
  static let findtypes = CommandSyntax(
    "findtypes", .transforming, "Proposes event types, from the words and the look of the events.",
    options: [Option("max", .integer, "10")],
    arguments: [.optional([.list(.word(["NOTCOVERED", "USERAW"]))])],
    examples: ["findtypes max=20", "findtypes max=50 notcovered useraw"])
}
