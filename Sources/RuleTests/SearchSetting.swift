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
  private let lookups: any LookupSource

  /// Runs on these files.
  public init(files: [LogFile], lookups: any LookupSource) {
    self.files = files
    self.lookups = lookups
  }

  /// Runs a search whose macros are expanded.
  public func run(_ search: [UInt8], time: Times) throws(SearchError) -> Outcome {
    let parsed = try ParsedText(search)
    let fallback = Self.modificationTime(of: files)
    var environment = SearchEnvironment(events: source(now: fallback), now: fallback)
    environment.lookups = lookups
    if let text = time.now {
      environment.now = try Self.moment(text, now: Date().timeIntervalSince1970)
    } else if Self.asksForNow(search) || time.earliest != nil || time.latest != nil,
      !files.contains(where: { $0.path == "-" })
    {
      environment.now = try newestEvent(environment) ?? fallback
    }
    environment.events = source(now: environment.now)
    if let text = time.earliest { environment.time.earliest = try Self.moment(text, now: environment.now) }
    if let text = time.latest { environment.time.latest = try Self.moment(text, now: environment.now) }
    let outcome = Search.outcome(of: parsed, in: environment)
    return Outcome(result: outcome.result.map(\.table), report: outcome.report)
  }

  private func source(now: Double) -> LogEvents {
    var environment = SearchEnvironment(events: MemoryEvents(Table()), now: now)
    environment.lookups = lookups
    return LogEvents(files, configuration: EventConfiguration(environment: environment), now: now)
  }

  /// Whether a search looks at the clock: its moment must then be known before it runs.
  private static func asksForNow(_ search: [UInt8]) -> Bool {
    let text = String(decoding: search, as: UTF8.self).lowercased()
    return ["now(", "time(", "earliest", "latest", "relative", "addinfo"].contains { text.contains($0) }
  }

  private func newestEvent(_ environment: SearchEnvironment) throws(SearchError) -> Double? {
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
