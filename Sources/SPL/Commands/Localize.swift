extension CommandSyntax {
  /// `localize`
  static let localize = CommandSyntax(
    "localize", .transforming, "Makes a row of each stretch of time in which events follow closely.",
    options: [
      Option("maxpause", .span, "1m"), Option("timeafter", .span, "30s"), Option("timebefore", .span, "30s"),
    ],
    examples: ["localize", "localize maxpause=5m timeafter=1m timebefore=10"])
}
