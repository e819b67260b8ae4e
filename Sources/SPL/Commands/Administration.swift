extension CommandSyntax {
  /// `rest`
  static let rest = CommandSyntax(
    "rest", .generating, "Reads entries from Splunk's own REST interface.",
    options: [
      Option("count", .integer, "0"), Option("strict", .boolean, "false"), Option("timeout", .integer, "60"),
    ] + .ofServers,
    takesAnyOption: true,
    arguments: [.name("path")],
    examples: [
      "rest /services/server/info",
      "rest splunk_server=local count=0 timeout=30 /servicesNS/-/-/saved/searches",
      "rest /services/search/jobs f=label search=\"isSaved=1\" splunk_server_group=indexers strict=true",
    ])

  /// `metadata`
  static let metadata = CommandSyntax(
    "metadata", .generating, "Lists the hosts, the sources or the source types of indexes.",
    options: [
      Option("type", .choice(["hosts", "sources", "sourcetypes"])), Option("index", .text),
      Option("datatype", .choice(["metric", "event"]), "event"),
    ] + .ofServers,
    examples: [
      "metadata type=hosts", "metadata type=sourcetypes index=web index=mail splunk_server=peer*",
      "metadata type=sources index=* datatype=metric splunk_server_group=indexers",
    ])

  /// `metasearch`
  static let metasearch = CommandSyntax(
    "metasearch", .generating,
    "Finds events, of which it gives only host, source, source type, index and time.",
    arguments: [.optional([.filter(endingAt: [])])],
    examples: [
      "metasearch index=web host=web01 404", "metasearch index=* sourcetype=access_* NOT host=test*",
    ])

  /// `dbinspect`
  static let dbinspect = CommandSyntax(
    "dbinspect", .generating, "Describes the buckets of indexes.",
    options: [
      Option("index", .text), Option("span", .span), Option("timeformat", .text),
      Option("corruptonly", .boolean, "false"), Option("cached", .boolean),
      Option("bucketstate", .choice(["all", "good", "corrupt"]), "all"),
    ],
    examples: [
      "dbinspect index=web", "dbinspect index=_* index=web span=1d", "dbinspect corruptonly=true cached=f",
      "dbinspect index=web timeformat=\"%s\" bucketstate=good",
    ])

  /// `eventcount`
  static let eventcount = CommandSyntax(
    "eventcount", .generating, "Counts the events of indexes.",
    options: [
      Option("index", .text), Option("summarize", .boolean, "true"), Option("report_size", .boolean, "false"),
      Option("list_vix", .boolean, "true"), Option("list_federated_remote", .boolean, "false"),
    ],
    examples: ["eventcount", "eventcount index=* index=_* summarize=false report_size=true list_vix=f"])

  /// `history`
  static let history = CommandSyntax(
    "history", .generating, "Lists the searches that the user has run.",
    options: [Option("events", .boolean, "false")],
    examples: ["history", "history events=true"])

  /// `typeahead`
  static let typeahead = CommandSyntax(
    "typeahead", .generating, "Lists the terms that begin with a text.",
    options: [
      Option("prefix", .text), Option("count", .integer), Option("max_time", .integer),
      Option("index", .text),
      Option("starttimeu", .number), Option("endtimeu", .number), Option("collapse", .boolean, "true"),
    ],
    examples: [
      "typeahead prefix=source count=10",
      "typeahead prefix=\"index=web host=\" count=5 max_time=3 collapse=f",
      "typeahead prefix=web count=5 index=web starttimeu=1700000000 endtimeu=1700003600",
    ])

  /// `crawl`
  static let crawl = CommandSyntax(
    "crawl", .generating, "Looks for files or hosts that could be indexed.",
    takesAnyOption: true,
    arguments: [.optional([.word(["FILES", "NETWORK"])])],
    examples: ["crawl", "crawl files root=\"/var/log\"", "crawl network"])

  /// `localop`
  static let localop = CommandSyntax(
    "localop", .orchestrating, "Makes the commands after it run on the search head.", examples: ["localop"])

  /// `noop`
  static let noop = CommandSyntax(
    "noop", .orchestrating, "Does nothing to the rows; its options change how the search runs.",
    options: [Option("search_optimization", .boolean, "true"), Option("sample_ratio", .integer)],
    takesAnyOption: true,
    examples: [
      "noop", "noop search_optimization=false", "noop search_optimization.predicate_merge=f log_debug=*",
    ])

  /// `redistribute`
  static let redistribute = CommandSyntax(
    "redistribute", .orchestrating, "Spreads the rows over several servers that work on them side by side.",
    options: [Option("num_of_reducers", .integer)],
    arguments: [.optional([.by])],
    examples: ["redistribute", "redistribute num_of_reducers=4 BY src, dest"])

  /// `require`
  static let require = CommandSyntax(
    "require", .orchestrating, "Lets the search fail where no row reaches it.", examples: ["require"])
}
