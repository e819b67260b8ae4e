/// Which fields of its events a search looks at.
public enum FieldDemand: Sendable, Hashable {
  /// All that there are.
  case all
  /// These; what else the events hold need not be read.
  case some(Set<String>)

  /// Whether a field is asked for.
  public func wants(_ field: String) -> Bool {
    switch self {
    case .all: true
    case .some(let fields): fields.contains(field)
    }
  }

  /// Both demands together.
  public func union(_ other: FieldDemand) -> FieldDemand {
    guard case .some(let left) = self, case .some(let right) = other else { return .all }
    return .some(left.union(right))
  }
}

/// A range of time: from `earliest`, up to but without `latest`; seconds since 1970.
public struct TimeRange: Sendable, Hashable {
  /// The first moment that belongs to it; nil for all time before.
  public var earliest: Double?
  /// The first moment that does not belong to it; nil for all time after.
  public var latest: Double?

  /// All time, unless bounds are given.
  public init(earliest: Double? = nil, latest: Double? = nil) {
    self.earliest = earliest
    self.latest = latest
  }

  /// Whether a moment belongs to it.
  public func contains(_ time: Double) -> Bool {
    if let earliest, time < earliest { return false }
    if let latest, time >= latest { return false }
    return true
  }

  /// Whether it has a bound.
  public var isBounded: Bool { earliest != nil || latest != nil }
}

/// What is asked of a source of events.
public struct EventRequest: Sendable {
  /// The data set of a data model whose events are asked for; nil for all events.
  public var dataSet: DataSetName?
  /// The fields that must be there as columns.
  public var fields: FieldDemand
  /// The events' time.
  public var time: TimeRange
  /// Texts that the raw event must hold, in any case: all of these.
  public var rawTexts: [String]
  /// Fields that must have these values, in any case, for an event to be kept: all of these.
  public var values: [FieldValue]
  /// Is told how many events were read and left out because the request rules them out; on any thread, for many events
  /// at once.
  public var passedOver: @Sendable (Int) -> Void = { _ in }

  /// A field that must have one of these texts as one of its values, in any case; the texts hold no wildcard.
  public struct FieldValue: Sendable, Hashable {
    /// The field.
    public let field: String
    /// The texts.
    public let texts: [String]
  }

  /// Asks for all events.
  public init(
    dataSet: DataSetName? = nil, fields: FieldDemand = .all, time: TimeRange = TimeRange(),
    rawTexts: [String] = [], values: [FieldValue] = []
  ) {
    self.dataSet = dataSet
    self.fields = fields
    self.time = time
    self.rawTexts = rawTexts
    self.values = values
  }
}

/// A data set in a data model.
public struct DataSetName: Sendable, Hashable {
  /// The data model.
  public let model: String
  /// The data set; nil for the model's root.
  public let dataSet: String?

  /// A data set.
  public init(model: String, dataSet: String?) {
    self.model = model
    self.dataSet = dataSet
  }
}

/// Where events come from.
///
/// A source may leave out events that the request rules out, and need not: the search looks at each event itself. It
/// may hand batches to `prepare` on several threads; `sink` gets what that gave in the order of the source, on one.
public protocol EventSource: Sendable {
  /// Reads events in batches. Stops early when `sink` says that no more are wanted.
  func read(
    _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError)
}

/// Rows in memory as a source of events.
public struct MemoryEvents: EventSource {
  /// The rows.
  public let table: Table

  /// Takes rows.
  public init(_ table: Table) {
    self.table = table
  }

  /// Hands over all rows at once.
  public func read(
    _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
    sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    guard request.dataSet == nil else {
      throw SearchError(.unsupported, "there are no data models")
    }
    _ = try sink(try prepare(table))
  }
}
