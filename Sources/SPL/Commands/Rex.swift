extension CommandSyntax {
  /// `rex`
  static let rex = CommandSyntax(
    "rex", .streaming,
    "Takes fields out of a field with the named groups of a regular expression, or edits it like sed.",
    options: [
      Option("field", .field, "_raw"), Option("mode", .choice(["sed"])), Option("max_match", .integer, "1"),
      Option("offset_field", .field),
    ],
    arguments: [.any([.string, .rest("regular expression")])],
    examples: [
      "rex \"user=(?<user>\\S+)\"", "rex field=url \"^https?://(?<domain>[^/]+)\" max_match=0",
      "rex field=process offset_field=at \"(?i)-enc\\S*\\s+(?<encoded>\\S+)\"",
      "rex field=card mode=sed \"s/(\\d{4}-){3}/****-/g\"", "rex field=id (?<number>\\d+)",
    ])

  /// `erex`
  static let erex = CommandSyntax(
    "erex", .streaming,
    "Learns a regular expression from examples, and takes a field out of another with it.",
    options: [
      Option("examples", .text), Option("counterexamples", .text), Option("fromfield", .field, "_raw"),
      Option("maxtrainers", .integer, "100"),
    ],
    arguments: [.optional([.field])],
    examples: [
      "erex port examples=\"8080, 443\"",
      "erex day fromfield=message examples=\"Mon,Tue\" counterexamples=\"Mo\" maxtrainers=50",
    ])
}
