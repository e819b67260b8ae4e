extension Pattern {
  /// `BY field …` or `GROUPBY field …`, as the clause `by`.
  static let groupBy = Pattern.clause("by", [.word(["BY", "GROUPBY"]), .list(.field)])
  /// `WHERE` and what `search` asks for, up to the end, as the clause `where`.
  static let whereFilter = Pattern.clause("where", [.word(["WHERE"]), .filter(endingAt: [])])
  /// `WHERE` and what `search` asks for, up to `BY` or `GROUPBY`, as the clause `where`.
  static let whereBeforeBy = Pattern.clause(
    "where", [.word(["WHERE"]), .filter(endingAt: ["BY", "GROUPBY"])])
  /// `AS name`, as the clause `as`.
  static let asName = Pattern.clause("as", [.word(["AS"]), .field])
  /// The name of a data set, also `MODEL.SET` whose parts have quotes of their own.
  static let dataSetPath = Pattern.sequence([
    .name("data set"), .optional([.mark("."), .name("data set")]),
  ])
  /// `TYPE:NAME`, the name of a data set with its kind before it, as the clause `dataset`.
  static let namedDataSet = Pattern.clause(
    "dataset", [.word(dataSetTypes), .mark(":"), dataSetPath])
  /// The kinds of data sets.
  static let dataSetTypes = [
    "DATAMODEL", "FEDERATED", "INDEX", "INPUTLOOKUP", "LOOKUP", "SAVEDSEARCH", "SID",
  ]
}

extension [CommandSyntax.Option] {
  /// What a subsearch may be limited to.
  static let ofSubsearch: [CommandSyntax.Option] = [
    .init("extendtimerange", .boolean, "false"), .init("maxtime", .integer, "60"),
    .init("maxout", .integer, "50000"), .init("timeout", .integer, "60"),
  ]
  /// How `bin`, `chart` and `timechart` cut numbers and times.
  static let ofBins: [CommandSyntax.Option] = [
    .init("bins", .integer), .init("minspan", .span), .init("span", .span), .init("start", .number),
    .init("end", .number), .init("aligntime", .time),
  ]
  /// Which servers answer.
  static let ofServers: [CommandSyntax.Option] = [
    .init("splunk_server", .text), .init("splunk_server_group", .text),
  ]
}
