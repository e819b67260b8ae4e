import SPL

/// Printing a tree and parsing it again gives the same tree.
public enum RoundTrip {
  /// What differs; nil where nothing does.
  public static func failure(of bytes: [UInt8]) -> String? {
    let first = ParsedSearch(bytes)
    let text = SPLPrinter.text(first.pipeline, of: bytes)
    let second = ParsedSearch(Array(text.utf8))
    let left = shape(first.pipeline)
    let right = shape(second.pipeline)
    guard left != right else { return nil }
    let common = zip(left, right).prefix { $0 == $1 }.count
    let from = max(0, common - 60)
    return "\(text)\n  \(left.dropFirst(from).prefix(160))\n  \(right.dropFirst(from).prefix(160))"
  }

  /// The tree as text, without positions.
  private static func shape(_ pipeline: Pipeline) -> String {
    "\(pipeline)".replacing(/Range\(\d+\.\.<\d+\)/, with: "").replacing(/range: ,?/, with: "")
  }
}
