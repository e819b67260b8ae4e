extension CommandSyntax {
  /// `map`
  static let map = CommandSyntax(
    "map", .dataset, "Runs a search once for each row.",
    options: [Option("search", .text), Option("maxsearches", .integer, "10")],
    takesAnyOption: true,
    arguments: [.optional([.any([.subsearch, .name("saved search")])])],
    examples: [
      "map search=\"search index=web user=$user$\" maxsearches=50", "map logins_of_user",
      "map maxsearches=5 [search index=web user=$user$ | stats count]",
    ])

  /// `foreach`
  static let foreach = CommandSyntax(
    "foreach", .streaming, "Runs commands for each of several fields, or for each value of a field.",
    options: [
      Option("mode", .choice(["multifield", "multivalue", "json_array", "auto_collections"]), "multifield"),
      Option("fieldstr", .text, "<<FIELD>>"), Option("matchstr", .text, "<<MATCHSTR>>"),
      Option("matchseg1", .text, "<<MATCHSEG1>>"), Option("matchseg2", .text, "<<MATCHSEG2>>"),
      Option("matchseg3", .text, "<<MATCHSEG3>>"), Option("itemstr", .text, "<<ITEM>>"),
      Option("iterstr", .text, "<<ITER>>"),
    ],
    arguments: [.list(.field), .subsearch],
    examples: [
      "foreach bytes_* [eval total=total + '<<FIELD>>']",
      "foreach src, dest [eval <<FIELD>>=lower('<<FIELD>>')]",
      "foreach in_*_out_* fieldstr=\"#name#\" matchstr=\"#all#\" matchseg1=\"#a#\" matchseg2=\"#end#\""
        + " [eval #name#=\"#end#\"]",
      "foreach mode=multivalue ports itemstr=\"<<PORT>>\" [eval sum=sum + <<PORT>>]",
      "foreach mode=json_array users iterstr=\"<<NUMBER>>\" [eval names=mvappend(names, <<ITEM>>)]",
    ])

  /// `format`
  static let format = CommandSyntax(
    "format", .transforming, "Turns rows into the text of a search for them.",
    options: [
      Option("mvsep", .text, "OR"), Option("maxresults", .integer, "0"), Option("emptystr", .text, "NOT( )"),
      Option("quote", .boolean, "false"),
    ],
    arguments: [
      .optional([
        .name("row prefix"), .name("column prefix"), .name("column separator"), .name("column end"),
        .name("row separator"), .name("row end"),
      ])
    ],
    examples: [
      "format", "format \"[\" \"[\" \"&&\" \"]\" \"||\" \"]\"",
      "format mvsep=\"mv\" maxresults=5 emptystr=\"NOT *\" \"(\" \"(\" \"OR\" \")\" \"OR\" \")\"",
    ])

  /// `return`
  static let `return` = CommandSyntax(
    "return", .transforming, "Gives fields of the first rows of a subsearch to the search around it.",
    arguments: [
      .optional([.integer]),
      .optional([
        .list(
          .any([
            .clause("value", [.mark("$"), .field]), .clause("alias", [.field, .mark("="), .field]), .field,
          ]))
      ]),
    ],
    examples: ["return src", "return 10 src, dest", "return $limit", "return 5 ip=src user $token"])
}
