import Diagnostics
import SPL

/// A catalog: its rules and all that they refer to.
public struct Catalog: Sendable {
  /// What `catalog.yml` says, or the defaults.
  public var settings: CatalogSettings
  /// The rules, retired ones included, by path.
  public var rules: [Rule]
  /// The macros, by name and number of arguments.
  public var macros: [Macro]
  /// The lookups, by name.
  public var lookups: [Lookup]
  /// The analytic stories, by name.
  public var stories: [Story]
  /// The data sources, by name.
  public var dataSources: [DataSource]

  /// A catalog with nothing in it.
  public static let empty = Catalog(
    settings: CatalogSettings(), rules: [], macros: [], lookups: [], stories: [], dataSources: [])

  /// The macros, and behind them those that every search head with the Common Information Model has, unless the
  /// catalog defines them itself.
  public var allMacros: [Macro] {
    let own = Set(macros.map(\.spl.name))
    return macros + Macro.commonInformationModel.filter { !own.contains($0.spl.name) }
  }
}

/// A search macro of the catalog.
public struct Macro: Sendable {
  /// The file it was read from; nil for one that the program brings.
  public let file: CatalogFile?
  /// The macro itself.
  public let spl: MacroDefinition
  /// The definition, for positions inside it.
  public let definition: SourcedText
  /// `description`
  public let description: String
  /// The keys that have no place of their own in the model.
  public internal(set) var otherKeys: [OtherKey] = []

  /// A macro that an add-on brings.
  public static func ofAddOn(_ definition: MacroDefinition) -> Macro {
    Macro(
      file: nil, spl: definition,
      definition: SourcedText(String(decoding: definition.definition, as: UTF8.self)), description: "")
  }

  /// The macros of the Common Information Model Add-on that rules lean on. Source: its `macros.conf`.
  static let commonInformationModel: [Macro] = [
    Macro(
      file: nil,
      spl: MacroDefinition(
        name: "drop_dm_object_name", arguments: ["dm_object_name"],
        definition: #"rename "$dm_object_name$.*" as *"#),
      definition: SourcedText(#"rename "$dm_object_name$.*" as *"#),
      description: "Takes a data set's name off the fields. Part of the Common Information Model Add-on.")
  ]
}

/// A lookup: a table of values.
public struct Lookup: Sendable {
  /// The file it was read from.
  public let file: CatalogFile
  /// `name`
  public let name: String
  /// `lookup_type`: `csv`, `kvstore`, `mlmodel`.
  public let type: String
  /// `description`
  public let description: String
  /// `fields`: the columns of a kvstore collection.
  public let fields: [String]
  /// How it is matched and what it gives, as written: key and value.
  public let settings: [String: String]
  /// Its CSV file; nil where there is none.
  public internal(set) var table: LookupTable?
  /// The keys that have no place of their own in the model.
  public internal(set) var otherKeys: [OtherKey] = []
}

/// An analytic story: rules that belong to one scenario.
public struct Story: Sendable {
  /// The file it was read from.
  public let file: CatalogFile
  /// `name`
  public let name: String
  /// `id`
  public let id: String
  /// `status`
  public let status: String
  /// `description`, Markdown.
  public let description: String
  /// `narrative`, Markdown.
  public let narrative: String
  /// `author`
  public let author: String
  /// When it was last changed.
  public let modified: CalendarDate?
  /// `references`
  public let references: [String]
  /// `category`
  public let categories: [String]
  /// `usecase`
  public let useCase: String
  /// `cve`
  public let cves: [String]
  /// Whether it stands under `removed/` or says that it is deprecated.
  public let isRetired: Bool
  /// The keys that have no place of their own in the model.
  public internal(set) var otherKeys: [OtherKey] = []
}

/// A data source: events of one kind.
public struct DataSource: Sendable {
  /// The file it was read from.
  public let file: CatalogFile
  /// `name`
  public let name: String
  /// `id`
  public let id: String
  /// `description`, Markdown.
  public let description: String
  /// `source`
  public let source: String
  /// `sourcetype`
  public let sourceType: String
  /// `separator`: the field that tells this kind from others of its source type.
  public let separator: String
  /// `separator_value`
  public let separatorValue: String
  /// `fields`
  public let fields: [String]
  /// `output_fields`
  public let outputFields: [String]
  /// `example_log`
  public let exampleLog: String
  /// `supported_TA`: the add-ons that read it.
  public let addOns: [AddOn]
  /// `references`
  public let references: [String]
  /// The keys that have no place of their own in the model.
  public internal(set) var otherKeys: [OtherKey] = []
}

/// An add-on that reads a data source.
public struct AddOn: Sendable, Hashable {
  /// `name`
  public let name: String
  /// `url`
  public let url: String
  /// `version`
  public let version: String
}
