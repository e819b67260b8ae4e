import SPL

/// Whether a command runs here.
public enum CommandStatus: String, Sendable, CaseIterable {
  /// It runs.
  case runs
  /// It could run, but does not yet.
  case notYet = "not yet"
  /// It needs what only a Splunk server, one of its apps or another service has.
  case needsServer = "unsupported (needs a server)"

  /// The status of a command, by its canonical name.
  public static func of(_ command: String) -> CommandStatus {
    if languages.contains(command) || CommandImplementations.runs(command) { return .runs }
    return needingServer.contains(command) ? .needsServer : .notYet
  }

  /// Commands with a language of their own, which stand in no table of commands.
  private static let languages: Set<String> = ["regex", "search", "where"]

  /// Commands that change a server, ask one, run a script or a model, or send something elsewhere.
  private static let needingServer: Set<String> = [
    "apply", "audit", "awssnsalert", "bucketdir", "collect", "crawl", "dbinspect", "dbxquery",
    "delete", "deletemodel", "dump", "entitymerge", "findtypes", "fit", "folderize", "geom", "history",
    "inputintelligence", "listmodels", "loadjob", "mcollect", "meventcollect", "mrollup", "outputtext",
    "relevancy", "rest", "runshellscript", "savedsearch", "score", "script", "searchtxn", "sendalert",
    "sendemail", "snoweventstream", "summary", "tscollect", "typeahead", "typelearner", "walklex",
    "xsdisplayconcept",
  ]
}
