extension CommandSyntax {
  /// `inputcsv`
  static let inputcsv = CommandSyntax(
    "inputcsv", .generating, "Reads the rows of a CSV file on the search head.",
    options: [
      Option("dispatch", .boolean, "false"), Option("append", .boolean, "false"),
      Option("strict", .boolean, "false"), Option("start", .integer, "0"),
      Option("max", .integer, "1000000000"), Option("events", .boolean, "false"),
      Option("keeptempdir", .boolean, "false"),
    ],
    arguments: [.name("file"), .optional([.whereFilter])],
    examples: [
      "inputcsv events.csv", "inputcsv dispatch=t append=t strict=f start=10 max=500 events=true events.csv",
      "inputcsv events.csv WHERE status>399 OR action=blocked",
    ])

  /// `outputcsv`
  static let outputcsv = CommandSyntax(
    "outputcsv", .dataset, "Writes all rows into a CSV file on the search head.",
    options: [
      Option("append", .boolean, "false"), Option("create_empty", .boolean, "false"),
      Option("override_if_empty", .boolean, "true"), Option("dispatch", .boolean, "false"),
      Option("usexml", .boolean), Option("singlefile", .boolean, "true"),
    ],
    arguments: [.optional([.name("file")])],
    examples: [
      "outputcsv", "outputcsv append=t create_empty=f singlefile=true events.csv",
      "outputcsv dispatch=t override_if_empty=false events",
    ])

  /// `outputtext`
  static let outputtext = CommandSyntax(
    "outputtext", .dataset, "Copies the raw text of each event into the field _xml.",
    options: [Option("usexml", .boolean, "true")],
    examples: ["outputtext", "outputtext usexml=false"])

  /// `collect`
  static let collect = CommandSyntax(
    "collect", aliases: ["stash", "summaryindex", "sumindex"], .dataset,
    "Writes all rows into a summary index.",
    options: [
      Option("index", .text), Option("addtime", .boolean, "true"), Option("addinfo", .boolean, "true"),
      Option("file", .text), Option("host", .text), Option("marker", .text),
      Option("output_format", .choice(["raw", "hec"]), "raw"), Option("run_in_preview", .boolean, "false"),
      Option("spool", .boolean, "true"), Option("source", .text), Option("sourcetype", .text, "stash"),
      Option("testmode", .boolean, "false"), Option("timeformat", .text), Option("uselb", .boolean, "true"),
    ],
    examples: [
      "collect index=summary",
      "collect index=summary source=\"nightly run\" marker=\"kind=daily\" testmode=true",
      "collect index=summary output_format=hec spool=f addtime=false file=$random$.stash",
      "collect index=summary host=web sourcetype=stash addinfo=f run_in_preview=t uselb=f timeformat=\"%s\"",
    ])

  /// `dump`
  static let dump = CommandSyntax(
    "dump", .streaming, "Writes events into files in the folder of the search job.",
    options: [
      Option("basefilename", .text), Option("rollsize", .number, "64"), Option("compress", .integer, "2"),
      Option("format", .choice(["raw", "csv", "tsv", "json", "xml"]), "raw"), Option("fields", .fields),
    ],
    examples: [
      "dump basefilename=export",
      "dump basefilename=export rollsize=8 compress=0 format=csv fields=\"src,dest\"",
    ])

  /// `delete`
  static let delete = CommandSyntax(
    "delete", .transforming, "Hides the events from all later searches.", examples: ["delete"])
}
