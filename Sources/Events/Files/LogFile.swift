/// A log file, and what its events are said to be.
public struct LogFile: Sendable, Hashable {
  /// The file's path; `-` for standard input.
  public var path: String
  /// The source type of its events.
  public var sourceType: String
  /// Their source; the path unless given.
  public var source: String
  /// Their host.
  public var host: String
  /// Their index.
  public var index: String

  /// A log file.
  public init(
    path: String, sourceType: String, source: String? = nil, host: String = "localhost",
    index: String = "main"
  ) {
    self.path = path
    self.sourceType = sourceType
    self.source = source ?? path
    self.host = host
    self.index = index
  }
}
