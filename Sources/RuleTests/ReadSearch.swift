import SPL
import SPLEngine

/// A search that was read and is ready to run, and what it asks of its files.
public struct ReadSearch: Sendable {
  let text: ParsedText
  /// Whether it looks at the clock: its moment must then be known before it runs.
  let asksForNow: Bool
  /// Whether it begins with a command that reads metrics.
  let readsMetrics: Bool
  /// Whether it looks at events or metrics at all.
  public let readsEvents: Bool
  private let hasSearchesInside: Bool

  /// Reads a search whose macros are expanded.
  public init(_ bytes: [UInt8]) throws(SearchError) {
    text = try ParsedText(bytes)
    let words = String(decoding: bytes, as: UTF8.self).lowercased()
    asksForNow = ["now(", "time(", "earliest", "latest", "relative", "addinfo"].contains {
      words.contains($0)
    }
    let first = text.firstCommand
    readsMetrics = ["mstats", "mcatalog"].contains(first)
    hasSearchesInside = words.contains("[") || words.contains("map")
    let makesRows = ["gentimes", "inputcsv", "inputlookup", "makeresults"].contains(first)
    readsEvents = !makesRows || hasSearchesInside
  }

  /// Whether it reads its events more than once: in a search within, or because their newest must be known first.
  public func readsEventsAgain(_ time: SearchSetting.Times) -> Bool {
    hasSearchesInside || asksForNow || time.isGiven
  }
}
