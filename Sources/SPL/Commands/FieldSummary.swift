extension CommandSyntax {
  /// `fieldsummary`
  static let fieldsummary = CommandSyntax(
    "fieldsummary", .transforming, "Makes a row of statistics for each field, or for each of the named ones.",
    options: [Option("maxvals", .integer, "100")],
    arguments: [.optional([.list(.field)])],
    examples: ["fieldsummary", "fieldsummary maxvals=5 src, dest_*"])
}
