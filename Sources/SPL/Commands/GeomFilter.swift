extension CommandSyntax {
  /// `geomfilter`
  static let geomfilter = CommandSyntax(
    "geomfilter", .streaming, "Cuts the areas of a map to those in a window.",
    options: [
      Option("min_x", .number, "-180"), Option("min_y", .number, "-90"), Option("max_x", .number, "180"),
      Option("max_y", .number, "90"),
    ],
    examples: ["geomfilter", "geomfilter min_x=-90 min_y=-45.5 max_x=90 max_y=45.5"])
}
