/// `stats`, `eventstats` and `streamstats`: aggregates over groups of rows.
/// Source: Search Reference, "stats", "eventstats", "streamstats".
public struct Stats: Sendable, Hashable {
  /// The fields after BY.
  public let by: [FieldName]
}

extension Parser {
  func stats(in body: Range<Int>) -> Stats {
    guard let keyword = keyword(["BY", "GROUPBY"], in: body) else { return Stats(by: []) }
    return Stats(by: fields(in: keyword.upperBound..<body.upperBound))
  }
}
