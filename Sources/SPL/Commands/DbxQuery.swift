extension CommandSyntax {
  /// `dbxquery`
  static let dbxquery = CommandSyntax(
    "dbxquery", .generating, "Reads rows from a database, with a query in SQL or a stored procedure.",
    options: [
      Option("connection", .text), Option("query", .text), Option("procedure", .text),
      Option("params", .text), Option("fetchsize", .integer), Option("maxrows", .integer),
      Option("timeout", .integer), Option("shortnames", .boolean),
    ],
    examples: [
      "dbxquery connection=assets query=\"SELECT name, owner FROM hosts\"",
      "dbxquery connection=assets maxrows=100 timeout=30 fetchsize=50 shortnames=true"
        + " procedure=\"{call hosts_of(?, ?)}\" params=\"web,eu\"",
    ],
    source:
      "Splunk DB Connect, \"Execute SQL statements and stored procedures with the dbxquery command\"")
}
