/// The stanzas of one kind of configuration, of all add-ons together.
///
/// In an add-on `local` comes before `default`; of several add-ons the one that was named first, then by name.
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

  /// Puts the stanzas of one kind together. The first that sets something wins.
  public init(_ kind: String, of addOns: [AddOn]) {
    for addOn in addOns {
      for file in addOn.files[kind] ?? [] {
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
