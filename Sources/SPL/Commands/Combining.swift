extension CommandSyntax {
  /// `multisearch`
  static let multisearch = CommandSyntax(
    "multisearch", .generating, "Runs several streaming searches at the same time and gives the rows of all.",
    arguments: [.list(.subsearch)],
    examples: ["multisearch [search index=web | eval kind=\"web\"] [search index=mail | eval kind=\"mail\"]"])

  /// `union`
  static let union = CommandSyntax(
    "union", .generating, "Gives the rows of several data sets.",
    options: .ofSubsearch,
    arguments: [.list(.any([.subsearch, .namedDataSet, .name("data set")]))],
    examples: [
      "union [search index=web] [search index=mail]",
      "union maxout=1000 maxtime=30 timeout=90 [search index=web]",
      "union datamodel:Web.Proxy lookup:users, [search index=mail]",
      "union datamodel:\"Web.Proxy\" savedsearch:\"Failed logins\" extendtimerange=true",
    ])

  /// `append`
  static let append = CommandSyntax(
    "append", .dataset, "Adds the rows of another search at the end.",
    options: .ofSubsearch,
    arguments: [.subsearch],
    examples: [
      "append [search index=mail | stats count]", "append [inputlookup users]",
      "append extendtimerange=true maxtime=120 maxout=1000 timeout=90 [search index=mail]",
    ])

  /// `appendcols`
  static let appendcols = CommandSyntax(
    "appendcols", .dataset, "Adds the fields of another search's rows, the first to the first and so on.",
    options: [Option("override", .boolean, "false")] + .ofSubsearch,
    arguments: [.subsearch],
    examples: [
      "appendcols [search index=mail | stats count AS mails]",
      "appendcols override=true maxout=10 [inputlookup users]",
    ])

  /// `appendpipe`
  static let appendpipe = CommandSyntax(
    "appendpipe", .dataset, "Runs more commands on the rows and adds what they give at the end.",
    options: [Option("run_in_preview", .boolean, "true")] + .ofSubsearch,
    arguments: [.subsearch],
    examples: [
      "appendpipe [stats sum(count) AS count BY host]", "appendpipe run_in_preview=false [where count>5]",
    ])

  /// `join`
  static let join = CommandSyntax(
    "join", .dataset, "Adds to each row the fields of another search's row that has the same values.",
    options: [
      Option("type", .choice(["inner", "outer", "left"]), "inner"), Option("usetime", .boolean, "false"),
      Option("earlier", .boolean, "true"), Option("overwrite", .boolean, "true"),
      Option("max", .integer, "1"),
      Option("return_multivalue", .boolean, "false"), Option("left", .text), Option("right", .text),
    ] + .ofSubsearch,
    arguments: [
      .any([
        .namedDataSet, .sequence([.field, .namedDataSet]),
        .sequence([.optional([.list(.field)]), .optional([joinCondition]), .subsearch]),
      ])
    ],
    examples: [
      "join [search index=mail]", "join user [search index=mail]",
      "join user, host max=0 [inputlookup users]",
      "join type=outer overwrite=f usetime=t earlier=false return_multivalue=t user session"
        + " [search index=mail]",
      "join left=L right=R where L.user=R.name L.host=R.host [inputlookup users]",
      "join user datamodel:\"Web.Proxy\"",
    ])

  /// `WHERE left.field=right.field …`
  private static let joinCondition = Pattern.clause(
    "where",
    [.word(["WHERE"]), .list(.sequence([.optional([.word(["AND"])]), .field, .mark("="), .field]))])

  /// `selfjoin`
  static let selfjoin = CommandSyntax(
    "selfjoin", .dataset, "Joins rows that have the same values.",
    options: [
      Option("overwrite", .boolean, "true"), Option("max", .integer, "1"),
      Option("keepsingle", .boolean, "false"),
    ],
    arguments: [.list(.field)],
    examples: ["selfjoin user", "selfjoin overwrite=f max=0 keepsingle=t user, host"])

  /// `set`
  static let set = CommandSyntax(
    "set", .generating, "Compares the rows of two searches: all, those of both, or those of only one.",
    options: .ofSubsearch,
    arguments: [
      .any([
        .sequence([setOperation, .list(.subsearch)]),
        .sequence([.subsearch, setOperation, .list(.subsearch)]),
      ])
    ],
    examples: [
      "set diff [search index=web | fields user] [search index=mail | fields user]",
      "set union [inputlookup users] [inputlookup admins]",
      "set [inputlookup users] intersect [inputlookup admins]",
    ])

  private static let setOperation = Pattern.word(["UNION", "DIFF", "INTERSECT"])
}
