extension CommandSyntax {
  /// `xyseries`
  static let xyseries = CommandSyntax(
    "xyseries", aliases: ["maketable"], .transforming,
    "Makes a table: one field gives its rows, one its columns, and the others the values.",
    options: [Option("grouped", .boolean, "false"), Option("sep", .text, ": "), Option("format", .text)],
    arguments: [.field, .comma, .field, .comma, .list(.field)],
    examples: [
      "xyseries _time host count", "xyseries grouped=t user, action, count, bytes sep=\"-\"",
      "xyseries format=\"$VAL$ of $AGG$\" user action count bytes",
    ])

  /// `untable`
  static let untable = CommandSyntax(
    "untable", .streaming, "Makes a row of each cell of a table: undoes `xyseries`.",
    arguments: [.field, .comma, .field, .comma, .field],
    examples: ["untable _time host count", "untable user, action, count"])

  /// `transpose`
  static let transpose = CommandSyntax(
    "transpose", .transforming, "Makes a column of each of the first rows.",
    options: [
      Option("column_name", .text, "column"), Option("header_field", .field),
      Option("include_empty", .boolean, "true"),
    ],
    arguments: [.optional([.integer])],
    examples: [
      "transpose", "transpose 20", "transpose 0 header_field=host column_name=\"What\" include_empty=false",
    ])

  /// `gauge`
  static let gauge = CommandSyntax(
    "gauge", .transforming, "Prepares a number and the limits of its ranges for a gauge.",
    arguments: [.list(.any([.number, .field]))],
    examples: ["gauge count", "gauge count 0 25 50 100", "gauge count, lowest, highest"])
}
