/// A hash that is the same in every run, unlike that of `Hasher`. Source: FNV-1a, 64 bits (draft-eastlake-fnv).
public enum StableHash {
  /// The hash of a text's UTF-8.
  public static func of(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
