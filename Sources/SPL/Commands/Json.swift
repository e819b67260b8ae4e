extension CommandSyntax {
  /// `fromjson`
  static let fromjson = CommandSyntax(
    "fromjson", .streaming, "Makes a field of each key of a field's JSON object.",
    options: [Option("prefix", .text)],
    arguments: [.field],
    examples: ["fromjson Data", "fromjson payload prefix=payload_"])

  /// `tojson`
  static let tojson = CommandSyntax(
    "tojson", .streaming, "Makes a JSON object of an event's fields, with types where they are given.",
    options: [
      Option("default_type", .choice(["auto", "bool", "json", "none", "num", "str"]), "none"),
      Option("fill_null", .boolean, "false"), Option("include_internal", .boolean, "false"),
      Option("output_field", .field, "_raw"),
    ],
    arguments: [
      .optional([
        .list(.any([.call(["auto", "bool", "json", "none", "num", "str"], [.optional([.field])]), .field]))
      ])
    ],
    examples: [
      "tojson", "tojson str(user), num(count) bool(is_admin)",
      "tojson age height default_type=num output_field=out",
      "tojson include_internal=true fill_null=t auto(*)", "tojson json(payload) none(date_*)",
    ])

  /// `makejson`
  static let makejson = CommandSyntax(
    "makejson", .streaming, "Makes a JSON object of an event's fields, and puts it into a field.",
    options: [Option("output", .field)],
    arguments: [.optional([.list(.field)])],
    examples: ["makejson output=data", "makejson user, src_* output=data"])
}
