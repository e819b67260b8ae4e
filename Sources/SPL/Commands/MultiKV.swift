extension CommandSyntax {
  /// `multikv`
  static let multikv = CommandSyntax(
    "multikv", .streaming, "Makes an event of each line of a table in an event's text.",
    options: [
      Option("conf", .text), Option("copyattrs", .boolean, "true"), Option("forceheader", .integer),
      Option("multitable", .boolean, "true"), Option("noheader", .boolean, "false"),
      Option("rmorig", .boolean, "true"),
    ],
    arguments: [.optional([.list(.any([.word(["FIELDS", "FILTER"]), .string, .field]))])],
    examples: [
      "multikv", "multikv noheader=true multitable=f",
      "multikv fields PID, COMMAND filter splunkd \"java -jar\"",
      "multikv conf=netstat forceheader=2 copyattrs=f rmorig=f filter LISTEN fields Port",
    ])

  /// `kvform`
  static let kvform = CommandSyntax(
    "kvform", .streaming,
    "Takes fields out of events with a form, a file that shows where their values stand.",
    options: [Option("form", .text), Option("field", .field, "sourcetype")],
    examples: ["kvform", "kvform field=eventtype", "kvform form=invoice"])

  /// `nokv`
  static let nokv = CommandSyntax(
    "nokv", .orchestrating, "Turns off that fields are taken out of events on their own.",
    examples: ["nokv"],
    source: "searchbnf.conf, \"nokv-command\"")
}
