import Patterns

/// How events of one source type are read.
struct SourceType: Sendable {
  /// Whether an add-on, or Splunk itself, says how.
  var isConfigured: Bool
  /// How the file is cut into events.
  var breaker: EventBreaker
  /// Whether the breaker is chosen by a look at the file, because nothing says it.
  var looksAtFile: Bool
  /// Whether lines are put together where the first has a date.
  var mergesByDate = false
  var timestamps: TimestampRule
  /// How characters are written; nil for UTF-8, or what a mark at the start of the file says.
  var charset: Charset?
  /// Changes to the raw text, in order.
  var edits: [SedEdit]
  /// What is done to single events, in order.
  var ingest: [IngestStep]
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
enum IndexedExtraction: Sendable {
  /// Without the braces of lists in names, where that is asked for: `a.b` for `a{}.b`.
  case json(trimsBraces: Bool)
  case table(TableLayout)
  /// Tables whose head begins with `#Fields:`.
  case w3c(missing: RegularExpression?)
}
