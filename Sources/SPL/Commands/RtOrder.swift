extension CommandSyntax {
  /// `rtorder`
  static let rtorder = CommandSyntax(
    "rtorder", .streaming, "Brings the events of a search in real time into the order of their times.",
    options: [
      Option("discard", .boolean, "false"), Option("buffer_span", .span, "10s"),
      Option("max_buffer_size", .integer, "50000"),
    ],
    examples: ["rtorder", "rtorder discard=t buffer_span=5m max_buffer_size=1000"])
}
