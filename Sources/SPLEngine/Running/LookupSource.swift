/// A lookup: a table, and how rows are matched with it. Source: Admin Manual, "transforms.conf" (lookup tables).
public struct LookupDefinition: Sendable {
  /// How a field of the table is compared with a row's value.
  public enum MatchType: Sendable, Hashable {
    /// The same text.
    case exact
    /// The table's value holds `*`.
    case wildcard
    /// The table's value is a network.
    case cidr
  }

  /// The rows.
  public var table: Table
  /// How fields are compared that are not compared exactly.
  public var matchTypes: [String: MatchType] = [:]
  /// Whether letters must be of the same case.
  public var isCaseSensitive = true
  /// The most rows of the table that one row gets, in the table's order.
  public var maximumMatches = 100
  /// The fewest rows; where fewer match, `standard` fills up.
  public var minimumMatches = 0
  /// What fields get where too few rows match.
  public var standard: String?
  /// A setting that changes what a row gets, and that is not followed: the lookup cannot be used.
  public var unsupportedSetting: String?

  /// A table that is matched exactly.
  public init(_ table: Table) {
    self.table = table
  }
}

/// Where lookups come from.
public protocol LookupSource: Sendable {
  /// The lookup of this name: that of a definition, or of a file; nil where there is none.
  func lookup(_ name: String) throws(SearchError) -> LookupDefinition?
}

/// Lookups in memory.
public struct MemoryLookups: LookupSource {
  /// The lookups by name.
  public var lookups: [String: LookupDefinition]

  /// Takes lookups.
  public init(_ lookups: [String: LookupDefinition] = [:]) {
    self.lookups = lookups
  }

  /// The lookup of this name.
  public func lookup(_ name: String) -> LookupDefinition? { lookups[name] }
}

/// Where an address is: what `iplocation` asks.
public protocol GeographySource: Sendable {
  /// City, Country, Region, lat, lon and more of an address; nil where it is not known.
  func location(of address: String) -> [String: String]?
}

extension LookupDefinition {
  /// Settings of which each makes rows get something else than the table says.
  private static let unsupported = [
    "external_cmd", "external_type", "filter", "max_offset_secs", "min_offset_secs", "time_field",
  ]

  /// A table with the settings of a stanza of transforms.conf: `match_type`, `max_matches`, `min_matches`,
  /// `default_match`, `case_sensitive_match`. With one that asks for a script, a time or a filter, it cannot be used.
  public init(_ table: Table, settings: [String: String]) {
    self.init(table)
    for part in (settings["match_type"] ?? "").split(separator: ",") {
      let pieces = part.split { "() ".contains($0) }
      guard pieces.count == 2 else { continue }
      switch pieces[0].uppercased() {
      case "WILDCARD": matchTypes[String(pieces[1])] = .wildcard
      case "CIDR": matchTypes[String(pieces[1])] = .cidr
      default: break
      }
    }
    if let text = settings["max_matches"], let number = Int(text) { maximumMatches = number }
    if let text = settings["min_matches"], let number = Int(text) { minimumMatches = number }
    if let text = settings["case_sensitive_match"] {
      isCaseSensitive = !["false", "0", "f", "no"].contains(text.lowercased())
    }
    standard = settings["default_match"]
    unsupportedSetting = Self.unsupported.first { name in
      guard let value = settings[name], !value.isEmpty else { return false }
      return name != "external_type" || value.lowercased() != "kvstore"
    }
  }
}
