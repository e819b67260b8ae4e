extension CommandSyntax {
  /// `mstats`
  static let mstats = CommandSyntax(
    "mstats", .generating, "Computes statistics from metric indexes.",
    options: [
      Option("chart", .boolean, "false"), Option("chart.limit", .text, "top10"),
      Option("chart.agg", .text, "sum"), Option("chart.usenull", .boolean, "true"),
      Option("chart.useother", .boolean, "true"), Option("chart.nullstr", .text, "NULL"),
      Option("chart.otherstr", .text, "OTHER"), Option("prestats", .boolean, "false"),
      Option("append", .boolean, "false"), Option("backfill", .boolean, "true"),
      Option("update_period", .integer, "0"), Option("fillnull_value", .text),
      Option("chunk_size", .integer, "10000000"), Option("span", .span, "auto"), Option("every", .span),
    ],
    arguments: [
      .list(.aggregation), .optional([.whereBeforeBy]), .optional([.groupBy]), .optional([.whereBeforeBy]),
    ],
    examples: [
      "mstats avg(cpu.load) AS load, max(cpu.load) WHERE index=metrics BY host span=5m",
      "mstats avg(_value) WHERE metric_name=cpu.load AND index=metrics GROUPBY host",
      "mstats chart=true chart.limit=top5 chart.agg=max chart.useother=f avg(disk.used) BY host",
      "mstats prestats=t append=t backfill=false rate_sum(net.bytes) WHERE index=metrics BY dest span=1m"
        + " every=1h",
      "mstats fillnull_value=none chunk_size=20000 count(cpu.*) WHERE index=metrics BY host",
    ])

  /// `mcatalog`
  static let mcatalog = CommandSyntax(
    "mcatalog", .generating, "Lists the metric names and the dimensions of metric indexes.",
    options: [
      Option("prestats", .boolean, "false"), Option("append", .boolean, "false"),
    ],
    arguments: [.list(.aggregation), .optional([.whereBeforeBy]), .optional([.groupBy])],
    examples: [
      "mcatalog values(metric_name)", "mcatalog values(host) AS hosts WHERE index=metrics BY metric_name",
      "mcatalog prestats=t append=t values(metric_name) values(_dims) WHERE index=* GROUPBY index",
    ])

  /// `mpreview`
  static let mpreview = CommandSyntax(
    "mpreview", aliases: ["msearch"], .generating, "Shows single data points of metric indexes.",
    options: [
      Option("filter", .text), Option("index", .text), Option("earliest", .time), Option("latest", .time),
      Option("chunk_size", .integer, "1000"), Option("target_per_timeseries", .integer, "5"),
    ] + .ofServers,
    examples: [
      "mpreview index=metrics", "mpreview index=metrics index=other filter=\"host=web* metric_name=cpu.*\"",
      "msearch index=metrics earliest=-1h latest=now chunk_size=100 target_per_timeseries=0"
        + " splunk_server=peer*",
    ])
}
