extension CommandSyntax {
  /// `anomalies`
  static let anomalies = CommandSyntax(
    "anomalies", .dataset, "Scores how unexpected a field's value is after the events before it.",
    options: [
      Option("threshold", .number, "0.01"), Option("labelonly", .boolean, "false"),
      Option("normalize", .boolean, "true"), Option("maxvalues", .integer, "100"),
      Option("field", .field, "_raw"), Option("denylist", .text),
      Option("denylistthreshold", .number, "0.05"),
      Option("blacklist", .text), Option("blacklistthreshold", .number, "0.05"),
    ],
    arguments: [.optional([.by])],
    examples: [
      "anomalies", "anomalies field=uri threshold=0.05 maxvalues=50 labelonly=t normalize=f by source, host",
      "anomalies denylist=known_events denylistthreshold=0.1", "anomalies blacklist=known_events",
    ])

  /// `anomalousvalue`
  static let anomalousvalue = CommandSyntax(
    "anomalousvalue", .dataset, "Finds values that are rare, or far from the mean.",
    options: [
      Option("action", .choice(["annotate", "filter", "summary"]), "filter"),
      Option("pthresh", .number, "0.01"),
      Option("minsupcount", .integer, "100"), Option("maxanofreq", .number, "0.05"),
      Option("minsupfreq", .number, "0.05"), Option("minnormfreq", .number, "0.01"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "anomalousvalue", "anomalousvalue action=summary pthresh=0.02 bytes, duration",
      "anomalousvalue minsupcount=10 maxanofreq=0.1 minsupfreq=0.2 minnormfreq=0.05 action=annotate",
    ])

  /// `anomalydetection`
  static let anomalydetection = CommandSyntax(
    "anomalydetection", .dataset, "Finds events whose values are improbable together.",
    options: [
      Option("method", .choice(["histogram", "zscore", "iqr"]), "histogram"),
      Option("action", .choice(["filter", "annotate", "summary", "remove", "rm", "transform", "tf"])),
      Option("pthresh", .number), Option("cutoff", .boolean, "true"), Option("minsupcount", .integer, "100"),
      Option("maxanofreq", .number, "0.05"), Option("minsupfreq", .number, "0.05"),
      Option("minnormfreq", .number, "0.01"), Option("param", .number, "2.5"),
      Option("uselower", .boolean, "false"), Option("mark", .boolean, "false"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "anomalydetection", "anomalydetection \"count\" user action=annotate",
      "anomalydetection pthresh=0.001 cutoff=false bytes, duration",
      "anomalydetection method=iqr action=tf param=4 uselower=true mark=true",
      "anomalydetection method=zscore action=summary minsupcount=50 maxanofreq=0.1",
    ])

  /// `outlier`
  static let outlier = CommandSyntax(
    "outlier", aliases: ["outlierfilter"], .dataset,
    "Removes or cuts numbers that are far from the others.",
    options: [
      Option("action", .choice(["remove", "rm", "transform", "tf"]), "transform"),
      Option("param", .number, "2.5"), Option("uselower", .boolean, "false"),
      Option("mark", .boolean, "false"),
      Option("type", .choice(["iqr"]), "iqr"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "outlier", "outlier action=RM count, bytes",
      "outlier action=transform param=3 uselower=t mark=t type=iqr",
    ])
}
