extension CommandSyntax {
  /// `pivot`
  static let pivot = CommandSyntax(
    "pivot", .generating, "Makes a table from a data set of a data model.",
    arguments: [
      .name("data model"), .name("data set"), .optional([.list(.any([pivotDuration, .aggregation]))]),
      .optional([.list(.any(pivotElements))]),
    ],
    examples: [
      "pivot Web Proxy count(Proxy) AS \"Requests\"",
      "pivot Web Proxy count(Proxy) AS \"Requests\" SPLITROW host AS Host FILTER status is 404 SORT 10 host",
      "pivot Web Proxy avg(bytes), SPLITCOL site, SPLITROW _time AS _time PERIOD day, SPLITCOL user",
      "pivot Web Proxy sum(bytes) AS Bytes SPLITROW size RANGE start=0 end=1000 max=10 size=100"
        + " SPLITROW is_ok TRUELABEL yes FALSELABEL \"not at all\"",
      "pivot Web Proxy dc(user) AS Users SPLITROW host FILTER status in (404, \"500\") FILTER size >= 10"
        + " FILTER user isNotNull LIMIT host BY TOP 10 dc(user) SORT 0 -host ROWSUMMARY 0 COLSUMMARY 1"
        + " NUMCOLS 20 SHOWOTHER true",
      "pivot Web Proxy duration(_time) AS Time SPLITROW host",
    ])

  /// What `duration` of times gives, which the stats functions do not have.
  private static let pivotDuration = Pattern.clause(
    "cell", [.mark("duration("), .field, .mark(")"), .optional([.word(["AS"]), .field])])

  private static let pivotElements: [Pattern] = [
    .clause("splitrow", [.word(["SPLITROW"]), .fieldAs, pivotGroups]),
    .clause("splitcol", [.word(["SPLITCOL"]), .field, pivotGroups]),
    .clause("filter", [.word(["FILTER"]), .field, pivotComparison]),
    .clause(
      "limit",
      [.word(["LIMIT"]), .field, .word(["BY"]), .word(["TOP", "BOTTOM"]), .integer, .aggregation]),
    .clause("sort", [.word(["SORT"]), .integer, .list(pivotKey)]),
    .clause(
      "setting", [.word(["ROWSUMMARY", "COLSUMMARY", "SHOWOTHER"]), .name("boolean")]),
    .clause("setting", [.word(["NUMCOLS"]), .integer]),
  ]

  /// How the values of a row or column are put together.
  private static let pivotGroups = Pattern.optional([
    .list(
      .any([
        .clause(
          "range",
          [
            .word(["RANGE"]),
            .list(
              .sequence([
                .any([.mark("start="), .mark("end="), .mark("max="), .mark("size=")]), .number,
              ])),
          ]),
        .clause("period", [.word(["PERIOD"]), .name("period")]),
        .clause("label", [.word(["TRUELABEL", "FALSELABEL"]), .name("label")]),
      ]))
  ])

  private static let pivotComparison = Pattern.any([
    .word(["ISNULL", "ISNOTNULL"]),
    .sequence([
      .word(["IN"]), .mark("("), .list(.any([.string, .name("value")])), .mark(")"),
    ]),
    .sequence([
      .any([
        .word(["IS", "ISNOT", "CONTAINS", "DOESNOTCONTAIN", "STARTSWITH", "ENDSWITH", "REGEX"]),
        .mark("!="), .mark("<="), .mark(">="), .mark("<"), .mark(">"), .mark("="),
      ]), .any([.string, .name("value")]),
    ]),
  ])

  private static let pivotKey = Pattern.clause(
    "key", [.optional([.any([.mark("-"), .mark("+")])]), .field])
}
