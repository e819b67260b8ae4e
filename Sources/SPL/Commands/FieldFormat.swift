extension CommandSyntax {
  /// `fieldformat`
  static let fieldformat = CommandSyntax(
    "fieldformat", .streaming, "Says how a field is shown, and leaves its value alone.",
    arguments: [.assignment],
    examples: [
      "fieldformat firstTime=strftime(firstTime, \"%F %T\")",
      "fieldformat \"Total bytes\" = tostring('Total bytes', \"commas\")",
    ])
}
