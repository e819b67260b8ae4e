extension CommandSyntax {
  /// `concurrency`
  static let concurrency = CommandSyntax(
    "concurrency", .dataset, "Counts how many events were under way when each began.",
    options: [
      Option("duration", .field), Option("start", .field, "_time"), Option("output", .field, "concurrency"),
    ],
    examples: ["concurrency duration=seconds", "concurrency duration=seconds start=begin output=parallel"])
}
