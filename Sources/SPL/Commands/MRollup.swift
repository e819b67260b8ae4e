extension CommandSyntax {
  /// `mrollup`, which the searches of metric rollup policies run. Splunk's manuals do not list its options.
  static let mrollup = CommandSyntax(
    "mrollup", .dataset, "Writes metrics in larger steps into another index.",
    takesAnyOption: true,
    examples: ["mrollup", "mrollup source=metrics span=1h"],
    source: "Metrics, \"Manage metric rollup policies with configuration files\"")
}
