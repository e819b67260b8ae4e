import Events
import Foundation
import SPLEngine

/// What a search runs on: log files, and what a catalog brings.
public struct SearchSetting: Sendable {
  /// The bounds of time as they are typed; nil where they are not given.
  public struct Times: Sendable {
    var earliest: String?
    var latest: String?
    var now: String?

    /// Whether one of them is given.
    var isGiven: Bool { earliest != nil || latest != nil || now != nil }

    /// Bounds as they are typed.
    public init(earliest: String? = nil, latest: String? = nil, now: String? = nil) {
      self.earliest = earliest
      self.latest = latest
      self.now = now
    }
  }

  /// What came of a search.
  public struct Outcome: Sendable {
    /// Its rows, or why there are none.
    public let result: Result<Table, SearchError>
    /// What happened on the way.
    public let report: SearchReport
  }

  private let files: [LogFile]
  private let knowledge: SearchKnowledge
  private let budget: Budget

  /// Runs on these files, read as the add-ons say.
  public init(files: [LogFile], knowledge: SearchKnowledge, budget: Budget = Budget()) {
    self.files = files
    self.knowledge = knowledge
    self.budget = budget
  }

  /// Runs a search whose macros are expanded.
  public func run(_ search: [UInt8], time: Times) throws(SearchError) -> Outcome {
    try run(ReadSearch(search), time: time)
  }

  /// Runs a search that was read; with `observes`, the outcome of each predicate is counted.
  public func run(_ search: ReadSearch, time: Times, observes: Bool = false) throws(SearchError) -> Outcome {
    let fallback = Self.modificationTime(of: files)
    var environment = SearchEnvironment(events: source(now: fallback), now: fallback)
    environment.lookups = knowledge.lookups
    environment.budget = budget
    environment.macros = knowledge.context.expander
    environment.geography = knowledge.geography
    environment.observesPredicates = observes
    if let text = time.now {
      environment.now = try Self.moment(text, now: Date().timeIntervalSince1970)
    } else if search.asksForNow || time.earliest != nil || time.latest != nil {
      environment.now = try newestEvent(environment, metrics: search.readsMetrics) ?? fallback
    }
    let events = source(now: environment.now)
    environment.events = events
    environment.metrics = MetricEvents(source(now: environment.now))
    if let text = time.earliest { environment.time.earliest = try Self.moment(text, now: environment.now) }
    if let text = time.latest { environment.time.latest = try Self.moment(text, now: environment.now) }
    let outcome = Search.outcome(of: search.text, in: environment)
    var report = outcome.report
    // What was odd about the files bears on what was found in them.
    for (path, file) in events.report.files.sorted(by: { $0.key < $1.key }) {
      report.notes += file.remarks.map { "\((path as NSString).lastPathComponent): \($0)" }
    }
    return Outcome(result: outcome.result.map(\.table), report: report)
  }

  /// The files with the number of events in each, whether their source types are configured and how times were found.
  public func loaded(names: [String]) throws(SearchError) -> [TestOutcome.LoadedData] {
    var result: [TestOutcome.LoadedData] = []
    for (file, name) in zip(files, names) {
      let events = LogEvents([file], configuration: knowledge.configuration, now: 0)
      var count = 0
      try events.read(EventRequest(fields: .some(["_time"]))) {
        $0
      } sink: { table in
        count += table.count
        return true
      }
      result.append(
        TestOutcome.LoadedData(
          name: name, sourceType: file.sourceType,
          isConfigured: knowledge.configuration.isConfigured(file), events: count,
          times: events.report.files[file.path]?.times ?? [:]))
    }
    return result
  }

  private func source(now: Double) -> LogEvents {
    LogEvents(files, configuration: knowledge.configuration, now: now)
  }

  /// The time of the newest event, or of the newest data point.
  private func newestEvent(_ environment: SearchEnvironment, metrics: Bool) throws(SearchError) -> Double? {
    var environment = environment
    environment.time = TimeRange()
    if metrics { environment.events = MetricEvents(source(now: environment.now)) }
    let result = try Search.run("| stats max(_time) AS newest", in: environment)
    return result.table.count > 0 ? result.table.value("newest", at: 0).double : nil
  }

  private static func moment(_ text: String, now: Double) throws(SearchError) -> Double {
    guard let moment = TimeText.seconds(text, now: now) else {
      throw SearchError(.argument, "'\(text)' is no time: -1d@d, now, 1700000000, 2026-11-22T13:00:00")
    }
    return moment
  }

  /// When the last of the files was changed: the time of events that have none.
  private static func modificationTime(of files: [LogFile]) -> Double {
    let times = files.compactMap { file in
      (try? FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]) as? Date
    }
    return (times.max() ?? Date()).timeIntervalSince1970.rounded(.down)
  }
}
