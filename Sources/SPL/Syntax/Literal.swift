/// A value as it is written in a search.
public struct Literal: Sendable, Hashable {
  /// The value as written, with its quotes.
  public let text: String
  /// Where it stands: UTF-8 byte offsets of the parsed text.
  public let range: Range<Int>

  /// Makes a value that stands at `range`.
  public init(_ text: String, at range: Range<Int>) {
    self.text = text
    self.range = range
  }
}
