extension CommandSyntax {
  /// `rangemap`
  static let rangemap = CommandSyntax(
    "rangemap", .streaming,
    "Names the range that a number is in: each further option is a name and its range.",
    options: [Option("field", .field), Option("default", .text, "None")],
    takesAnyOption: true,
    examples: [
      "rangemap field=count low=0-9 medium=10-99 default=high", "rangemap field=change down=-100--1 up=1-100",
    ])
}
