extension CommandSyntax {
  /// `transaction`
  static let transaction = CommandSyntax(
    "transaction", aliases: ["transam"], .dataset, "Groups events that belong together into one.",
    options: [
      Option("name", .text), Option("fields", .fields), Option("maxspan", .span, "-1"),
      Option("maxpause", .span, "-1"), Option("maxevents", .integer, "1000"), Option("startswith", .filter),
      Option("endswith", .filter), Option("connected", .boolean, "true"),
      Option("unifyends", .boolean, "false"),
      Option("keeporphans", .boolean, "false"), Option("maxopentxn", .integer),
      Option("maxopenevents", .integer), Option("keepevicted", .boolean, "false"),
      Option("mvlist", .fields, "false"), Option("delim", .text, " "), Option("nullstr", .text, "NULL"),
      Option("mvraw", .boolean, "false"),
    ],
    arguments: [.optional([.list(.field)])],
    examples: [
      "transaction user", "transaction user, host maxspan=30s maxpause=5s maxevents=100",
      "transaction session startswith=\"user login\" endswith=\"logout\" keeporphans=true keepevicted=t",
      "transaction user startswith=(action=start code=7) endswith=eval(bytes > 1000) connected=f unifyends=t",
      "transaction fields=\"user,host\" mvlist=\"src,dest\" delim=\";\" nullstr=none mvraw=true",
      "transaction name=purchase mvlist=true maxopentxn=100 maxopenevents=5000 maxspan=-1",
    ])
}
