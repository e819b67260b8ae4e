/// A search: stages joined by pipes.
public struct Pipeline: Sendable, Hashable {
  /// The stages, in order; never empty unless the text is.
  public let stages: [Stage]
}

/// One command of a pipeline.
public struct Stage: Sendable, Hashable {
  /// Where it stands: UTF-8 byte offsets, from its pipe to its last character that is no white space.
  public let range: Range<Int>
  /// The command's name: lower case, canonical; `search` where there is none and where a macro stands instead.
  public let name: String
  /// What the command does, as far as it is understood.
  public let command: Command

  /// A stage.
  public init(range: Range<Int>, name: String, command: Command) {
    self.range = range
    self.name = name
    self.command = command
  }
}

/// A command with its arguments.
public indirect enum Command: Sendable, Hashable {
  /// `search`, and the first stage without a command.
  case search(SearchExpression)
  /// `where`; nil where the expression could not be read.
  case `where`(EvalExpression?)
  /// `regex`
  case regex(Regex)
  /// Any other command whose syntax is known
  case call(CommandCall)
  /// A command whose syntax is not known: its text is in the stage's range.
  case generic
}
