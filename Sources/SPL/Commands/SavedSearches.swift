extension CommandSyntax {
  /// `savedsearch`
  static let savedsearch = CommandSyntax(
    "savedsearch", .generating, "Runs a saved search.",
    options: [Option("nosubstitution", .boolean, "false")],
    takesAnyOption: true,
    arguments: [.name("saved search")],
    examples: ["savedsearch logins", "savedsearch \"Failed logins\" host=web index=main nosubstitution=f"])

  /// `loadjob`
  static let loadjob = CommandSyntax(
    "loadjob", .generating, "Loads the events or the rows of a search that has run.",
    options: [
      Option("savedsearch", .text), Option("events", .boolean, "false"),
      Option("job_delegate", .text, "scheduler"), Option("artifact_offset", .integer, "0"),
      Option("ignore_running", .boolean, "true"), Option("wait_until_finished", .boolean, "false"),
      Option("wait_timeout", .integer, "60"),
    ],
    arguments: [.optional([.name("search id")])],
    examples: [
      "loadjob 1700000000.12 events=t",
      "loadjob savedsearch=\"admin:search:Failed logins\" artifact_offset=1",
      "loadjob savedsearch=\"nobody:search:Hosts\" ignore_running=f job_delegate=admin wait_until_finished=t"
        + " wait_timeout=90",
    ])
}
