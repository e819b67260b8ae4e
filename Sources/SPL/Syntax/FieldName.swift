/// A field's name in a search.
public struct FieldName: Sendable, Hashable {
  /// The name without its quotes.
  public let name: String
  /// Where it stands, quotes included: UTF-8 byte offsets of the parsed text.
  public let range: Range<Int>

  /// Makes a name that stands at `range`.
  public init(_ name: String, at range: Range<Int>) {
    self.name = name
    self.range = range
  }
}
