/// How a command is written, and what it does: one value per command, which parser, printer and reference share.
/// Source: Search Reference, the page of each command.
public final class CommandSyntax: Sendable {
  /// What a command does to the rows that reach it. Source: Search Reference, "Command types".
  public enum Kind: String, Sendable, CaseIterable {
    /// It makes rows, and begins a search.
    case generating
    /// It works on one row at a time.
    case streaming
    /// It makes a table of all rows.
    case transforming
    /// It needs all rows, and keeps rows of their kind.
    case dataset
    /// It says how the search runs, and leaves the rows alone.
    case orchestrating
  }

  /// An argument `NAME=VALUE`, which may stand wherever an argument of the command may.
  public struct Option: Sendable {
    /// The name, in lower case.
    public let name: String
    /// What its value must be.
    public let value: OptionValue
    /// What it is without it, as Splunk's page says; empty where the page names none.
    public let standard: String

    /// An option.
    public init(_ name: String, _ value: OptionValue, _ standard: String = "") {
      self.name = name
      self.value = value
      self.standard = standard
    }
  }

  /// What the value of an option must be.
  public enum OptionValue: Sendable {
    /// `true`, `false`, `t`, `f`, `1`, `0`, `yes`, `no`, in any case.
    case boolean
    /// A whole number, also a negative one.
    case integer
    /// A number.
    case number
    /// A span of time or of numbers: `1h`, `10`, `2log`, `1.5`.
    case span
    /// A point in time: `-1d@d`, `now`, `1500000000`, a date in quotes.
    case time
    /// One of these words, in any case.
    case choice([String])
    /// A field's name.
    case field
    /// Fields: a list in parentheses or in quotes, or one name.
    case fields
    /// What `search` asks for, in quotes or parentheses, or an expression as `eval(…)`.
    case filter
    /// An expression of `eval` in parentheses, which may stand in quotes.
    case condition
    /// Any word, or a text in quotes.
    case text
  }

  /// The canonical name: the one that a page shows.
  public let name: String
  /// Other names for the same command.
  public let aliases: [String]
  /// What it does to rows.
  public let kind: Kind
  /// What it is for: one sentence.
  public let summary: String
  /// Its options.
  public let options: [Option]
  /// Whether it takes options with names of the user's own, such as the arguments of a saved search.
  public let takesAnyOption: Bool
  /// Its other arguments, in order.
  public let arguments: [Pattern]
  /// The fixed words of its arguments: none of them is a field or a name there, unless it stands in quotes.
  let fixedWords: [String]
  /// Whether an option of it takes an expression.
  let takesExpressions: Bool
  /// Whole stages without their pipe that show how it is written; each parses.
  public let examples: [String]
  /// The title of its page in Splunk's Search Reference, or in the manual of the app that brings it.
  public let source: String

  /// The syntax of a command.
  public init(
    _ name: String, aliases: [String] = [], _ kind: Kind, _ summary: String, options: [Option] = [],
    takesAnyOption: Bool = false, arguments: [Pattern] = [], examples: [String],
    source: String? = nil
  ) {
    self.name = name
    self.aliases = aliases
    self.kind = kind
    self.summary = summary
    self.options = options
    self.takesAnyOption = takesAnyOption
    self.arguments = arguments
    fixedWords = Array(Set(arguments.flatMap(\.fixedWords))).sorted()
    takesExpressions = options.contains { option in
      switch option.value {
      case .filter, .condition: true
      default: false
      }
    }
    self.examples = examples
    self.source = source ?? "Search Reference, \"\(name)\""
  }
}
