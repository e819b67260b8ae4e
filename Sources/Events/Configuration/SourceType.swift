import Patterns

/// How events of one source type are read.
struct SourceType: Sendable {
  /// Whether an add-on, or Splunk itself, says how.
  var isConfigured: Bool
  /// How the file is cut into events.
  var breaker: EventBreaker
  /// Whether the breaker is chosen by a look at the file, because nothing says it.
  var looksAtFile: Bool
  var timestamps: TimestampRule
  /// How characters are written; nil for UTF-8, or what a mark at the start of the file says.
  var charset: Charset?
  /// Changes to the raw text, in order.
  var edits: [SedEdit]
  /// What sets the host, source or source type of single events, or drops them.
  var routes: [EventRoute]
  /// Fields that are made when the event comes in: by its columns or keys.
  var indexed: IndexedExtraction?
  /// The source type under which events are searched for, where that is another.
  var rename: String?
  /// The steps of field extraction at search time, in order.
  var steps: [FieldPlan.Step]
  /// What could not be used.
  var faults: [Fault]

  /// A setting that cannot be used.
  struct Fault: Sendable, Hashable {
    let setting: String
    let path: String
    let line: Int
    let message: String
    /// Whether the setting is not supported, as opposed to broken.
    var isUnsupported = false
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

/// What sets the host, source or source type of events that fit an expression. Source: Admin Manual,
/// "transforms.conf" (DEST_KEY).
struct EventRoute: Sendable {
  /// What is set.
  enum Target: Sendable, Hashable {
    case sourceType, source, host
    /// The event is dropped.
    case nothing
    /// The event is kept, whatever was said before.
    case indexed
  }

  /// What is looked at.
  enum Key: Sendable, Hashable {
    case raw, sourceType, source, host
  }

  let key: Key
  let expression: RegularExpression
  let target: Target
  let value: [RegexExtraction.Part]
}
