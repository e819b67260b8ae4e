extension CommandSyntax {
  /// `snoweventstream`
  static let snoweventstream = CommandSyntax(
    "snoweventstream", .streaming,
    "Makes an event in ServiceNow of each row: of its fields account, node, resource, type and severity.",
    takesAnyOption: true,
    examples: ["snoweventstream", "snoweventstream account=prod"],
    source: "Splunk Add-on for ServiceNow, \"Use custom streaming search commands\"")
}
