import Diagnostics
import Foundation
import Patterns
import SPL
import SPLEngine
import Synchronization

/// What add-ons say of log files: how they become events, events fields, and fields data sets.
public final class EventConfiguration: Sendable {
  let properties: Properties
  let transforms: ConfTable
  /// The same for when events come in.
  private let indexProperties: Properties
  private let indexTransforms: ConfTable
  /// What calculated fields and lookups run on.
  let environment: SearchEnvironment
  private let addOns: [AddOn]
  private let macros: MacroExpander
  /// The macros that the add-ons define.
  public let addOnMacros: [MacroDefinition]
  private let compiled = Mutex<[EventOrigin: SourceType]>([:])
  private let readings = Mutex<[DataSetName: [DataSetReading]]>([:])
  private let compiledTypes = Mutex<EventTypes?>(nil)
  private let readModels = Mutex<(models: [String: DataModel], faults: [Diagnostic])?>(nil)

  /// Puts the add-ons together; without any, every source type is read as plain JSON, XML or text. `macros` are those
  /// that searches of event types and data sets may call, beside those of the add-ons. Source types, event types and
  /// data models are made ready when a search first asks for them.
  public init(addOns: [AddOn] = [], macros: [MacroDefinition] = [], environment: SearchEnvironment) {
    self.addOns = addOns
    properties = Properties(ConfTable("props", of: addOns))
    transforms = ConfTable("transforms", of: addOns)
    // The order of add-ons matters only where two speak of one stanza.
    indexProperties =
      ConfTable.dependsOnUse("props", of: addOns)
      ? Properties(ConfTable("props", of: addOns, for: .index)) : properties
    indexTransforms =
      ConfTable.dependsOnUse("transforms", of: addOns)
      ? ConfTable("transforms", of: addOns, for: .index) : transforms
    self.environment = environment
    addOnMacros = AddOnMacros.definitions(ConfTable("macros", of: addOns))
    self.macros = MacroExpander(MacroTable(addOnMacros + macros), knownFilters: []) {
      Self.text(of: $0, in: environment)
    }
  }

  /// The text that an expression of eval makes of no event: the definition of a macro with `iseval`. Nil where it makes
  /// none.
  public static func text(of expression: String, in environment: SearchEnvironment) -> String? {
    let program = try? RowProgram("| eval text=\(expression)", in: environment)
    return (try? program?.apply(to: Table(count: 1)))?.value("text", at: 0).text
  }

  /// What of the add-ons could not be read: all of them are looked at as a whole for it, apart from what only a source
  /// type that is met shows.
  public var diagnostics: [Diagnostic] {
    let settings =
      properties.stanzas.flatMap { KnownSettings.faults(of: $0, isKnown: KnownSettings.contains) }
      + transforms.stanzas.values.flatMap {
        KnownSettings.faults(of: $0, isKnown: KnownSettings.transformsContain)
      }
    return settings.map(\.diagnostic) + eventTypes.faults.map(\.diagnostic) + allModels.faults
  }

  /// What of that searches have come upon so far.
  public var knownDiagnostics: [Diagnostic] {
    (compiledTypes.withLock { $0 }?.faults.map(\.diagnostic) ?? [])
      + (readModels.withLock { $0 }?.faults ?? [])
  }

  /// The event types with their tags.
  var eventTypes: EventTypes {
    compiledTypes.withLock { known in
      if let known { return known }
      let types = EventTypes(
        eventTypes: ConfTable("eventtypes", of: addOns), tags: ConfTable("tags", of: addOns),
        macros: macros, environment: environment)
      known = types
      return types
    }
  }

  /// The data models by name.
  var models: [String: DataModel] { allModels.models }

  private var allModels: (models: [String: DataModel], faults: [Diagnostic]) {
    readModels.withLock { known in
      if let known { return known }
      var models: [String: DataModel] = [:]
      var faults: [Diagnostic] = []
      for file in addOns.flatMap(\.models) {
        do throws(DataModel.Failure) {
          let model = try DataModel(json: file.bytes)
          if models[model.name] == nil { models[model.name] = model }
        } catch {
          faults.append(Diagnostic(.brokenModel, at: Location(file: file.path), error.message))
        }
      }
      known = (models, faults)
      return (models, faults)
    }
  }

  /// The names of the data models that there are, by code point.
  public var dataModels: [String] { models.keys.sorted(by: CodePoints.precede) }

  /// What the settings of a file's source type ask for and does not work here, each with its place.
  public func faults(of file: LogFile) -> [Diagnostic] {
    sourceType(origin(of: file)).faults.map(
      \.diagnostic)
  }

  /// Whether an add-on, or Splunk itself, says how the events of a file are read.
  public func isConfigured(_ file: LogFile) -> Bool {
    sourceType(origin(of: file)).isConfigured
  }

  /// Where the events of a file come from. One whose source type is not said has that which its source's settings name.
  func origin(of file: LogFile) -> EventOrigin {
    var origin = EventOrigin(
      sourceType: file.sourceType, source: file.source, host: file.host, index: file.index)
    if origin.sourceType.isEmpty {
      let settings = properties.settings(sourceType: "", source: file.source, host: file.host)
      origin.sourceType = settings.text("sourcetype") ?? ""
    }
    return origin
  }

  /// How events of this origin are read.
  func sourceType(_ origin: EventOrigin) -> SourceType {
    if let known = compiled.withLock({ $0[origin] }) { return known }
    func settings(_ properties: Properties) -> ConfTable.Stanza {
      properties.settings(sourceType: origin.sourceType, source: origin.source, host: origin.host)
    }
    let hasStanza =
      properties.knows(sourceType: origin.sourceType, source: origin.source, host: origin.host)
    let compiler = SourceTypeCompiler(
      transforms: transforms, indexTransforms: indexTransforms, environment: environment)
    let result = compiler.compile(
      settings(properties), index: settings(indexProperties), hasStanza: hasStanza,
      standard: StandardSourceTypes.names.contains(origin.sourceType)
        ? StandardSourceTypes.settings(origin.sourceType) : nil)
    compiled.withLock { $0[origin] = result }
    return result
  }

  /// The data sets that a name stands for: one, or the roots of a model.
  func dataSets(_ name: DataSetName) throws(SearchError) -> [DataSetReading] {
    if let known = readings.withLock({ $0[name] }) { return known }
    guard let model = models[name.model] else {
      throw SearchError(.unsupported, "there is no data model '\(name.model)'")
    }
    // `Model.Root.Child` names the last.
    let wanted = name.dataSet.map { [$0.split(separator: ".").last.map(String.init) ?? $0] } ?? model.roots
    var result: [DataSetReading] = []
    for set in wanted {
      let lineage = model.lineage(of: set)
      guard !lineage.isEmpty else {
        throw SearchError(.unsupported, "the data model '\(name.model)' has no data set '\(set)'")
      }
      result.append(try DataSetReading(lineage, of: model, macros: macros, environment: environment))
    }
    readings.withLock { $0[name] = result }
    return result
  }
}

/// What an event says of where it comes from.
struct EventOrigin: Sendable, Hashable {
  var sourceType: String
  var source: String
  var host: String
  var index = "main"
}

extension SourceType.Fault {
  /// It as a diagnostic at its line.
  var diagnostic: Diagnostic {
    Diagnostic(
      isUnsupported ? .unsupportedSetting : .brokenSetting,
      at: Location(path: path, line: line, column: 1, width: setting.count, excerpt: setting),
      "\(setting): \(message)")
  }
}

/// Macros of add-ons. Source: Admin Manual, "macros.conf".
enum AddOnMacros {
  static func definitions(_ table: ConfTable) -> [MacroDefinition] {
    table.names.compactMap { name in
      guard let stanza = table.stanzas[name], let definition = stanza["definition"]?.value else { return nil }
      // A macro with arguments has their number behind its name: `name(2)`.
      let plain = name.prefix { $0 != "(" }
      let arguments = (stanza.text("args") ?? "").split(separator: ",").map { String($0).trimmingBlanks }
      return MacroDefinition(
        name: String(plain), arguments: arguments, definition: definition,
        isEval: stanza.boolean("iseval") ?? false)
    }
  }
}

/// The source types that every Splunk knows. Source: Getting Data In, "List of pretrained source types".
enum StandardSourceTypes {
  /// Their names.
  static let names: Set<String> = ["_json", "json_no_timestamp", "csv", "tsv", "psv", "w3c", "stash"]

  /// What is set for one of them.
  static func settings(_ name: String) -> [String: String] {
    switch name {
    case "_json": ["INDEXED_EXTRACTIONS": "json", "KV_MODE": "none"]
    case "json_no_timestamp":
      ["INDEXED_EXTRACTIONS": "json", "KV_MODE": "none", "DATETIME_CONFIG": "CURRENT"]
    case "csv": ["INDEXED_EXTRACTIONS": "csv", "KV_MODE": "none", "SHOULD_LINEMERGE": "false"]
    case "tsv": ["INDEXED_EXTRACTIONS": "tsv", "KV_MODE": "none", "SHOULD_LINEMERGE": "false"]
    case "psv": ["INDEXED_EXTRACTIONS": "psv", "KV_MODE": "none", "SHOULD_LINEMERGE": "false"]
    case "w3c": ["INDEXED_EXTRACTIONS": "w3c", "KV_MODE": "none", "SHOULD_LINEMERGE": "false"]
    default: [:]
    }
  }
}
