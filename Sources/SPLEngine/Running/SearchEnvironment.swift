import Foundation
import SPL

/// What a search runs on.
public struct SearchEnvironment: Sendable {
  /// Where events come from.
  public var events: any EventSource
  /// Where metric data points come from: rows with a column `metric_name:NAME` for each metric.
  public var metrics: (any EventSource)?
  /// Where lookups come from.
  public var lookups: any LookupSource = MemoryLookups()
  /// What expands macros in searches that a search puts together while it runs, as `map` does; nil leaves them.
  public var macros: MacroExpander?
  /// Where addresses are; nil where no database is configured.
  public var geography: (any GeographySource)?
  /// What `now()` gives: seconds since 1970.
  public var now: Double
  /// The zone of dates without one.
  public var timeZone = TimeZone.gmt
  /// The range of time that the search looks at, unless it says so itself.
  public var time = TimeRange()
  /// How much the search may take.
  public var budget = Budget()
  /// Whether the outcome of each predicate is counted, and values that it met are kept.
  public var observesPredicates = false

  /// Runs on these events.
  public init(events: any EventSource, now: Double) {
    self.events = events
    self.now = now
  }
  /// A text with its macros put in.
  func expandingMacros(_ text: String) -> String {
    guard let macros else { return text }
    return String(decoding: macros.expand(Array(text.utf8)).text.bytes, as: UTF8.self)
  }
}
