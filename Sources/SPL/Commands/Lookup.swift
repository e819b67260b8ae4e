extension CommandSyntax {
  /// `lookup`
  static let lookup = CommandSyntax(
    "lookup", .streaming, "Adds to each row the fields of a lookup table's row that fits it.",
    options: [
      Option("local", .boolean, "false"), Option("update", .boolean, "false"),
      Option("event_time_field", .field),
    ],
    arguments: [
      .name("lookup"), .list(.fieldAs),
      .optional([.list(.clause("output", [.word(["OUTPUT", "OUTPUTNEW"]), .list(.fieldAs)]))]),
    ],
    examples: [
      "lookup users name", "lookup users.csv name AS user, domain OUTPUT mail AS address, phone",
      "lookup local=true update=t event_time_field=_time hosts ip AS src OUTPUTNEW owner",
    ])

  /// `inputlookup`
  static let inputlookup = CommandSyntax(
    "inputlookup", .generating, "Reads the rows of a lookup table.",
    options: [
      Option("append", .boolean, "false"), Option("strict", .boolean, "false"),
      Option("start", .integer, "0"), Option("max", .integer, "1000000000"),
    ],
    arguments: [.name("lookup"), .optional([.whereFilter])],
    examples: [
      "inputlookup users.csv", "inputlookup append=t strict=true start=100 max=50 users",
      "inputlookup users append=t", "inputlookup users WHERE active=true (role=admin OR role=owner)",
    ])

  /// `outputlookup`
  static let outputlookup = CommandSyntax(
    "outputlookup", .dataset, "Writes all rows into a lookup table.",
    options: [
      Option("append", .boolean, "false"), Option("create_empty", .boolean, "true"),
      Option("override_if_empty", .boolean, "true"), Option("max", .integer),
      Option("key_field", .field), Option("allow_updates", .boolean), Option("createinapp", .boolean, "true"),
      Option("create_context", .choice(["app", "user", "system"]), "app"),
      Option("output_format", .choice(["splunk_sv_csv", "splunk_mv_csv"]), "splunk_sv_csv"),
    ],
    arguments: [.name("lookup")],
    examples: [
      "outputlookup users.csv", "outputlookup append=true key_field=_key allow_updates=true users",
      "outputlookup users create_empty=false override_if_empty=f max=1000",
      "outputlookup createinapp=true create_context=user output_format=splunk_mv_csv users.csv",
    ])
}
