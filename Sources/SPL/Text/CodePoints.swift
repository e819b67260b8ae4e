/// The order of texts by code point: the same on every machine, and the one in which results are sorted.
public enum CodePoints {
  /// Whether the left text comes before the right one.
  public static func precede(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
