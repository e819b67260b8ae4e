import ArgumentParser

/// The one command, `detection-catalog`.
@main
struct DetectionCatalog: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "detection-catalog",
    abstract:
      "Read a catalog of Splunk detection rules, take its searches apart, publish it as a static site.",
    discussion: """
      Exit status: 0 when all is well, 1 when the catalog has errors (warnings and notes do not count), \
      2 when the work cannot be done at all, 64 when the command line is wrong.
      Colours are used on a terminal unless NO_COLOR is set.
      """,
    version: version,
    subcommands: [Build.self, Check.self, Show.self, Search.self, Test.self, Apps.self, Attack.self])
}

extension ExitCode {
  /// The catalog has errors.
  static let catalogHasErrors = ExitCode(1)
  /// The work cannot be done: a folder is missing, an output folder must not be used, a rule is not there.
  static let cannotProceed = ExitCode(2)
}
