/// The names of commands.
public enum CommandNames {
  /// The commands that have languages of their own, and no syntax in the table.
  private static let languages: Set<String> = ["search", "where", "regex"]

  /// The canonical name of a command given in any case: lower case, and `bucket` for `bin`.
  public static func canonical(_ name: String) -> String {
    let lower = name.lowercased()
    return CommandTable.syntax(of: lower)?.name ?? lower
  }

  /// Whether Splunk, or an app of Splunk's, has a command of this canonical name.
  public static func isKnown(_ name: String) -> Bool {
    languages.contains(name) || CommandTable.syntax(of: name) != nil
  }

  /// Every name by which a command can be called.
  static let all: [String] = CommandTable.all.flatMap { [$0.name] + $0.aliases } + languages
}
