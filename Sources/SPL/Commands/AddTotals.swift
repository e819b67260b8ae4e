extension CommandSyntax {
  /// `addtotals`
  static let addtotals = CommandSyntax(
    "addtotals", .streaming, "Adds up the numbers of each row, and with `col` also those of each column.",
    options: [
      Option("row", .boolean, "true"), Option("col", .boolean, "false"), Option("fieldname", .field, "Total"),
      Option("labelfield", .field), Option("label", .text, "Total"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "addtotals", "addtotals fieldname=score is_*, has_*",
      "addtotals row=f col=t labelfield=host label=\"All hosts\"",
    ])

  /// `addcoltotals`
  static let addcoltotals = CommandSyntax(
    "addcoltotals", .transforming, "Adds a row with the sum of each column.",
    options: [Option("labelfield", .field), Option("label", .text, "Total")],
    arguments: [.optional([.list(.field)])],
    examples: ["addcoltotals", "addcoltotals labelfield=host label=All bytes, count"])

  /// `addinfo`
  static let addinfo = CommandSyntax(
    "addinfo", .streaming, "Adds fields with facts of the search: its time range, its start, its identifier.",
    examples: ["addinfo"])
}
