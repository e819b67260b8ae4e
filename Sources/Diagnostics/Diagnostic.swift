/// One thing that is wrong or worth knowing, and the file, line and column where it is.
public struct Diagnostic: Sendable, Hashable {
  /// What kind of problem it is.
  public var code: DiagnosticCode
  /// Where it is.
  public var location: Location
  /// What is wrong, in one line.
  public var summary: String
  /// Further facts, a line each.
  public var notes: [String]
  /// What to do about it.
  public var help: String?

  /// How much it weighs: the code decides.
  public var severity: Severity { code.severity }

  /// The summary, the notes and the help, a line each.
  var wholeText: String {
    ([summary] + notes.map { "note: \($0)" } + (help.map { ["help: \($0)"] } ?? [])).joined(separator: "\n")
  }

  /// Makes a diagnostic.
  public init(
    _ code: DiagnosticCode, at location: Location, _ summary: String, notes: [String] = [],
    help: String? = nil
  ) {
    self.code = code
    self.location = location
    self.summary = summary
    self.notes = notes
    self.help = help
  }
}

extension Diagnostic: Comparable {
  /// Orders by file, line, column, code and text, so that the same input gives the same list.
  public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    (left.location.path, left.location.line, left.location.column, left.code.rawValue, left.summary)
      < (right.location.path, right.location.line, right.location.column, right.code.rawValue, right.summary)
  }
}
