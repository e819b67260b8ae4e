import SPL

/// Names of fields with wildcards, as a list of arguments gives them.
struct FieldPatterns: Sendable {
  private let patterns: [String]

  init(_ patterns: [String]) {
    self.patterns = patterns
  }

  /// The names that fit, in the order of the patterns; those that fit one pattern in the order given. A wildcard does
  /// not reach fields whose names begin with `_`, unless it begins so itself.
  func matching(_ names: [String]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for pattern in patterns {
      let hasWildcard = pattern.utf8.contains(UInt8(ascii: "*"))
      for name in names {
        let fits =
          hasWildcard
          ? Wildcard.fits(pattern, name) && (!name.hasPrefix("_") || pattern.hasPrefix("_")) : name == pattern
        if fits, seen.insert(name).inserted { found.append(name) }
      }
    }
    return found
  }
}
