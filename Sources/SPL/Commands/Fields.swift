extension CommandSyntax {
  /// `fields`
  static let fields = CommandSyntax(
    "fields", .streaming, "Keeps the named fields, or with a minus drops them.",
    arguments: [.optional([.any([.mark("-"), .mark("+")])]), .list(.field)],
    examples: ["fields host, user, src_*", "fields + host user", "fields - _raw, date_*", "fields -punct"])
}
