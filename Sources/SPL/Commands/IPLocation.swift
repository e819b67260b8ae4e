extension CommandSyntax {
  /// `iplocation`
  static let iplocation = CommandSyntax(
    "iplocation", .streaming, "Adds where an IP address is: city, region, country, latitude and longitude.",
    options: [Option("prefix", .text), Option("allfields", .boolean, "false"), Option("lang", .text)],
    arguments: [.field],
    examples: ["iplocation src", "iplocation prefix=src_ allfields=true lang=de src"])
}
