extension CommandSyntax {
  /// `mcollect`
  static let mcollect = CommandSyntax(
    "mcollect", .dataset, "Writes rows into a metrics index, from the search head.",
    options: [
      Option("index", .text), Option("file", .text, "$random$_metrics.csv"),
      Option("split", .choice(["true", "false", "allnums", "t", "f", "1", "0", "yes", "no"]), "false"),
      Option("spool", .boolean, "true"), Option("prefix_field", .field), Option("host", .text),
      Option("source", .text), Option("sourcetype", .text, "mcollect_stash"), Option("marker", .text),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "mcollect index=my_metrics",
      "mcollect index=my_metrics split=allnums marker=\"report=load\" host, group",
      "mcollect index=my_metrics split=t prefix_field=kind spool=f file=$timestamp$ group",
      "mcollect index=my_metrics host=h source=s sourcetype=t",
    ])

  /// `meventcollect`
  static let meventcollect = CommandSyntax(
    "meventcollect", .streaming, "Writes events into a metrics index, from the indexers.",
    options: [
      Option("index", .text), Option("file", .text, "$random$_metrics.csv"),
      Option("split", .boolean, "false"),
      Option("spool", .boolean, "true"), Option("prefix_field", .field), Option("host", .text),
      Option("source", .text), Option("sourcetype", .text, "mcollect_stash"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "meventcollect index=my_metrics",
      "meventcollect index=my_metrics split=true prefix_field=kind name, group",
      "meventcollect index=my_metrics spool=f file=$random$ host=h source=s sourcetype=t",
    ])
}
