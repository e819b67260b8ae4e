extension CommandSyntax {
  /// `tstats`
  static let tstats = CommandSyntax(
    "tstats", .generating, "Computes statistics from indexed fields or from the summary of a data model.",
    options: [
      Option("prestats", .boolean, "false"), Option("local", .boolean, "false"),
      Option("append", .boolean, "false"), Option("summariesonly", .boolean, "false"),
      Option("include_reduced_buckets", .boolean, "false"), Option("allow_old_summaries", .boolean, "false"),
      Option("use_summary_index_values", .boolean, "true"), Option("chunk_size", .integer, "10000000"),
      Option("fillnull_value", .text), Option("span", .span, "auto"),
    ],
    arguments: [
      .list(.aggregation),
      .optional([
        .clause("from", [.word(["FROM"]), .any([dataModelSource, jobSource, .name("namespace")])])
      ]),
      .optional([.whereBeforeBy]), .optional([tstatsBy]), .optional([.whereBeforeBy]),
    ],
    examples: [
      "tstats count WHERE index=web BY host, sourcetype",
      "tstats summariesonly=true fillnull_value=unknown count min(_time) AS first FROM datamodel=Web.Web"
        + " WHERE Web.status=404 Web.src!=10.0.0.0/8 BY Web.src Web.dest",
      "tstats `summaries` count from datamodel Endpoint.Processes groupby Processes.dest",
      "tstats prestats=t append=t count FROM web_times WHERE action=read BY _time span=1h",
      "tstats avg(load) FROM sid=1700000000.12 BY host",
      "tstats allow_old_summaries=true use_summary_index_values=f count FROM datamodel=Web BY Web.src",
      "tstats local=t include_reduced_buckets=t chunk_size=20000 avg(PREFIX(kbps=)) WHERE index=web"
        + " BY PREFIX(group=) source",
    ])

  private static let dataModelSource = Pattern.sequence([
    .word(["DATAMODEL"]), .optional([.any([.mark("="), .mark(":")])]), .dataSetPath,
  ])

  private static let jobSource = Pattern.sequence([.word(["SID"]), .mark("="), .name("search id")])

  private static let tstatsBy = Pattern.clause(
    "by",
    [
      .word(["BY", "GROUPBY"]),
      .list(.any([.sequence([.word(["PREFIX"]), .mark("("), .name("prefix"), .mark(")")]), .field])),
    ])

  /// `tscollect`
  static let tscollect = CommandSyntax(
    "tscollect", .transforming, "Writes rows into index files of their own, which tstats can read.",
    options: [
      Option("namespace", .text), Option("squashcase", .boolean, "false"),
      Option("keepresults", .boolean, "false"),
    ],
    examples: ["tscollect", "tscollect namespace=web_times squashcase=t keepresults=t"])
}
