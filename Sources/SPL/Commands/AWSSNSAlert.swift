extension CommandSyntax {
  /// `awssnsalert`
  static let awssnsalert = CommandSyntax(
    "awssnsalert", .dataset,
    "Sends rows to a topic of AWS SNS: their message, subject, entity and correlation_id.",
    options: [
      Option("account", .text), Option("region", .text), Option("topic_name", .text),
      Option("publish_all", .boolean, "false"),
    ],
    examples: [
      "awssnsalert account=prod region=\"eu-west-1\" topic_name=\"alerts\"",
      "awssnsalert account=prod region=eu-west-1 topic_name=alerts publish_all=1",
    ],
    source: "Splunk Add-on for AWS, \"Configure SNS alerts\"")
}
