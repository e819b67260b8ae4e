extension CommandSyntax {
  /// `overlap`
  static let overlap = CommandSyntax(
    "overlap", .dataset, "Finds events of a summary index that overlap in time, and gaps between them.",
    examples: ["overlap"])

  /// `audit`
  static let audit = CommandSyntax(
    "audit", .dataset, "Shows the audit trail, and checks it for gaps and changes.",
    examples: ["audit"])
}
