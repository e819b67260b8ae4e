import Foundation
import Patterns
import SPLEngine
import Synchronization

/// What add-ons say of log files: how they become events, and events fields.
public final class EventConfiguration: Sendable {
  let properties: Properties
  let transforms: ConfTable
  /// What calculated fields and lookups run on.
  let environment: SearchEnvironment
  private let compiled = Mutex<[Origin: SourceType]>([:])

  /// What an event says of where it comes from.
  struct Origin: Sendable, Hashable {
    let sourceType: String
    let source: String
    let host: String
  }

  /// Puts the add-ons together; without any, every source type is read as plain JSON, XML or text.
  public init(addOns: [AddOn] = [], environment: SearchEnvironment) {
    properties = Properties(ConfTable("props", of: addOns))
    transforms = ConfTable("transforms", of: addOns)
    self.environment = environment
  }

  /// How events of this origin are read. A source type that is renamed is read as the one it is renamed to.
  func sourceType(_ origin: Origin) -> SourceType {
    if let known = compiled.withLock({ $0[origin] }) { return known }
    let compiler = SourceTypeCompiler(transforms: transforms, environment: environment)
    let settings = properties.settings(
      sourceType: origin.sourceType, source: origin.source, host: origin.host)
    let isKnown = properties.knows(sourceType: origin.sourceType, source: origin.source, host: origin.host)
    let result = compiler.compile(
      settings, isConfigured: isKnown || StandardSourceTypes.names.contains(origin.sourceType),
      standard: StandardSourceTypes.settings(origin.sourceType))
    compiled.withLock { $0[origin] = result }
    return result
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

/// How events of one source type are read.
struct SourceType: Sendable {
  /// Whether an add-on, or Splunk itself, says how.
  var isConfigured: Bool
  /// How the file is cut into events.
  var breaker: EventBreaker
  /// Whether the breaker was chosen by a look at the file, because nothing says it.
  var looksAtFile: Bool
  var timestamps: TimestampRule
  /// Changes to the raw text, `s` and `y` of sed, in order.
  var edits: [SedEdit]
  /// Fields that are made when the event comes in: by its columns or keys.
  var indexed: IndexedExtraction?
  /// The steps of field extraction at search time, in order.
  var steps: [FieldPlan.Step]
  /// What could not be used, in words.
  var faults: [Fault]

  /// A setting that cannot be used.
  struct Fault: Sendable, Hashable {
    let setting: String
    let path: String
    let line: Int
    let message: String
  }
}

/// Fields that are made when an event comes in.
enum IndexedExtraction: Sendable, Hashable {
  case json
  /// A table with this separator; the first line names the fields unless they are given.
  case table(separator: UInt8, fields: [String])
  /// Tables whose head begins with `#Fields:`.
  case w3c
}

/// A change to the raw text. Source: Admin Manual, "props.conf" (SEDCMD).
struct SedEdit: Sendable {
  let expression: RegularExpression
  /// The replacement: texts and groups.
  let replacement: [RegexExtraction.Part]
  let isGlobal: Bool
}
