/// Why a search gives no result. A search that fails never gives an empty one instead.
public struct SearchError: Error, Sendable, Hashable {
  /// What kind of failure it is.
  public enum Kind: String, Sendable {
    /// The search could not be read.
    case syntax
    /// It needs what this engine does not have: a command, a function, a model, a server.
    case unsupported
    /// An argument is none that the command or function takes.
    case argument
    /// It took more rows, bytes, steps or time than it may.
    case limit
    /// The data could not be read.
    case data
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What is wrong, in one line; a command, function or limit by its name.
  public let message: String
  /// Where in the search: UTF-8 byte offsets of the expanded text; nil where no place is to blame.
  public var range: Range<Int>?

  /// A failure.
  public init(_ kind: Kind, _ message: String, at range: Range<Int>? = nil) {
    self.kind = kind
    self.message = message
    self.range = range
  }

  /// The same with a place, where it had none.
  func at(_ range: Range<Int>) -> SearchError {
    var error = self
    error.range = error.range ?? range
    return error
  }
}
