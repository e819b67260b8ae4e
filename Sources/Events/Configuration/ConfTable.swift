import SPL

/// The stanzas of one kind of configuration, of all add-ons together.
///
/// Add-ons of a folder that is named earlier come before those of a later one: a user's own before the product's. Those of
/// one folder follow Splunk: when events come in, every `local` comes before every `default`, and names are in ascending
/// order; in searches, they are in descending order, `local` before `default` in each.
/// Source: Admin Manual, "Configuration file precedence".
public struct ConfTable: Sendable {
  /// A setting with where it comes from.
  public struct Setting: Sendable, Hashable {
    /// The value.
    public let value: String
    /// The file.
    public let path: String
    /// The line in it.
    public let line: Int
    /// The add-on.
    public let addOn: String
  }

  /// A stanza: its settings by name.
  public typealias Stanza = [String: Setting]

  /// The stanzas by name.
  public private(set) var stanzas: [String: Stanza] = [:]
  /// The names in the order in which they are first met.
  public private(set) var names: [String] = []

  /// When settings are used.
  public enum Use: Sendable {
    /// When events come in.
    case index
    /// When events are searched.
    case search
  }

  private static func files(_ kind: String, of addOns: [AddOn], _ use: Use) -> [(AddOn, [AddOn.File])] {
    var groups: [[AddOn]] = []
    for addOn in addOns {
      if let last = groups.last?.last, last.parent == addOn.parent, !addOn.parent.isEmpty {
        groups[groups.count - 1].append(addOn)
      } else {
        groups.append([addOn])
      }
    }
    return groups.flatMap { group -> [(AddOn, [AddOn.File])] in
      let ascending = group.sorted { CodePoints.precede($0.name, $1.name) }
      guard case .index = use else { return ascending.reversed().map { ($0, $0.files[kind] ?? []) } }
      func files(_ isLocal: Bool) -> [(AddOn, [AddOn.File])] {
        ascending.map { ($0, ($0.files[kind] ?? []).filter { $0.isLocal == isLocal }) }
      }
      return files(true) + files(false)
    }
  }

  /// Whether two add-ons of one folder have a stanza of the same name: only then do the orders differ.
  static func dependsOnUse(_ kind: String, of addOns: [AddOn]) -> Bool {
    var seen: [String: Set<String>] = [:]
    for addOn in addOns {
      let own = Set((addOn.files[kind] ?? []).flatMap { $0.conf.stanzas.map(\.name) })
      guard seen[addOn.parent, default: []].isDisjoint(with: own) else { return true }
      seen[addOn.parent, default: []].formUnion(own)
    }
    return false
  }

  /// Puts the stanzas of one kind together. The first that sets something wins.
  public init(_ kind: String, of addOns: [AddOn], for use: Use = .search) {
    for (addOn, files) in Self.files(kind, of: addOns, use) {
      for file in files {
        // In one file the last line that sets something wins.
        var own: [String: Stanza] = [:]
        for stanza in file.conf.stanzas {
          if own[stanza.name] == nil {
            own[stanza.name] = [:]
            if stanzas[stanza.name] == nil { names.append(stanza.name) }
            stanzas[stanza.name, default: [:]].reserveCapacity(stanza.settings.count)
          }
          for setting in stanza.settings {
            own[stanza.name]?[setting.name] = Setting(
              value: setting.value, path: file.path, line: setting.line, addOn: addOn.name)
          }
        }
        for (name, settings) in own { stanzas[name, default: [:]].merge(settings) { first, _ in first } }
      }
    }
  }
}

extension ConfTable.Stanza {
  /// The value of a setting that is true or false; nil where it is not set.
  func boolean(_ name: String) -> Bool? {
    guard let value = self[name]?.value.lowercased(), !value.isEmpty else { return nil }
    return ["1", "true", "t", "yes", "y"].contains(value)
  }

  /// The value of a setting that is a whole number; nil where it is none.
  func integer(_ name: String) -> Int? { self[name].flatMap { Int($0.value) } }

  /// The value of a setting; nil where it is not set or empty.
  func text(_ name: String) -> String? {
    guard let value = self[name]?.value, !value.isEmpty else { return nil }
    return value
  }
}
