/// An add-on: a folder of configuration, as Splunk's add-ons have it.
/// Source: Admin Manual, "App architecture and object ownership"; "Configuration file precedence".
public struct AddOn: Sendable {
  /// A configuration file of the add-on.
  public struct File: Sendable {
    /// The path under which it was read.
    public let path: String
    /// What it says.
    public let conf: ConfFile

    /// Whether it stands in `local/`.
    var isLocal: Bool { path.split(separator: "/").dropLast().last == "local" }

    /// A file that was read.
    public init(path: String, conf: ConfFile) {
      self.path = path
      self.conf = conf
    }
  }

  /// The folder's name.
  public let name: String
  /// The folder in which that folder stands.
  public let parent: String
  /// The files of each kind (`props`, `transforms`, …): `local` before `default`, as far as they are there.
  public let files: [String: [File]]
  /// The data models: path and bytes of each JSON file.
  public let models: [(path: String, bytes: [UInt8])]
  /// The folders in which lookup files stand.
  public let lookupFolders: [String]

  /// The kinds of configuration that are read.
  public static let kinds = ["props", "transforms", "eventtypes", "tags", "macros", "collections"]

  /// An add-on.
  public init(
    name: String, parent: String = "", files: [String: [File]], models: [(path: String, bytes: [UInt8])] = [],
    lookupFolders: [String] = []
  ) {
    self.name = name
    self.parent = parent
    self.files = files
    self.models = models
    self.lookupFolders = lookupFolders
  }

  /// The stanzas of `props.conf`: source types, and `source::` and `host::` patterns, by code point.
  public var stanzas: [String] {
    Set((files["props"] ?? []).flatMap { $0.conf.stanzas.map(\.name) }).subtracting(["default"])
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// How many event types it defines.
  public var eventTypeCount: Int {
    Set((files["eventtypes"] ?? []).flatMap { $0.conf.stanzas.map(\.name) }).count
  }
}
