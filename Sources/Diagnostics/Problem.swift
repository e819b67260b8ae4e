/// Something wrong in a text, before it is known which file the text came from.
///
/// Parsers give problems; whoever knows the file turns them into a ``Diagnostic``.
public struct Problem: Sendable, Hashable {
  /// What kind of problem it is.
  public var code: DiagnosticCode
  /// Where it is: UTF-8 byte offsets into the text that was parsed.
  public var range: Range<Int>
  /// What is wrong, in one line.
  public var summary: String
  /// Further facts, a line each.
  public var notes: [String]
  /// What to do about it.
  public var help: String?

  /// Makes a problem at `range`, UTF-8 byte offsets of the text that was parsed.
  public init(
    _ code: DiagnosticCode, at range: Range<Int>, _ summary: String, notes: [String] = [], help: String? = nil
  ) {
    self.code = code
    self.range = range
    self.summary = summary
    self.notes = notes
    self.help = help
  }
}
