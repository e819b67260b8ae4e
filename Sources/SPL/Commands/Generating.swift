extension CommandSyntax {
  /// `gentimes`
  static let gentimes = CommandSyntax(
    "gentimes", .generating, "Makes a row per span of time.",
    options: [Option("start", .text), Option("end", .text), Option("increment", .span, "1d")],
    examples: [
      "gentimes start=-7", "gentimes start=-30 end=-27 increment=1h",
      "gentimes start=10/01/2024 end=10/05/2024:12:00:00",
    ])

  /// `makeresults`
  static let makeresults = CommandSyntax(
    "makeresults", .generating, "Makes rows out of nothing, or of the text it is given.",
    options: [
      Option("count", .integer, "1"), Option("annotate", .boolean, "false"),
      Option("format", .choice(["csv", "json"])), Option("data", .text),
    ] + .ofServers,
    examples: [
      "makeresults", "makeresults count=5 annotate=true splunk_server=local",
      "makeresults format=csv data=\"host,port\nweb,80\nmail,25\"",
      "makeresults format=json data=\"[{\\\"host\\\": \\\"web\\\"}]\" splunk_server_group=indexers",
    ])
}
