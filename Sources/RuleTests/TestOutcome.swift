import Events
import SPLEngine

/// What a test of a rule came to.
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  /// The search found what it should.
  case passed
  /// The search ran, and did not find what it should.
  case failed
  /// Data of the test is not there.
  case dataMissing = "data_missing"
  /// The search needs what does not run here: a command, a function, a model.
  case unsupported
  /// The test is not to be run: the rule is experimental, or is tested by hand.
  case skipped
  /// The test could not be carried out: a limit, data that cannot be read, a broken search.
  case error

  /// The verdict in words.
  public var words: String {
    switch self {
    case .dataMissing: "data missing"
    case .passed, .failed, .unsupported, .skipped, .error: rawValue
    }
  }
}

/// The outcome of one test, with what shows it.
public struct TestOutcome: Sendable {
  /// The rule's name.
  public let rule: String
  /// The rule's file, relative to the catalog.
  public let path: String
  /// The test's name.
  public let test: String
  /// What it came to.
  public let verdict: Verdict
  /// Why, in a sentence.
  public let reason: String
  /// What shows it.
  public let evidence: Evidence

  /// What shows a verdict.
  public struct Evidence: Sendable {
    /// The data that was loaded.
    public var data: [LoadedData] = []
    /// Rows in and out of each stage: the funnel. Empty where the search did not run.
    public var stages: [SearchReport.Stage] = []
    /// The number of the stage after which no row was left, from 0; nil where the search gave rows or did not run.
    public var emptyStage: Int?
    /// Predicates of that stage that no row fitted, with the values that the field had instead.
    public var unmet: [SearchReport.Predicate] = []
    /// How many rows the search gave.
    public var resultCount = 0
    /// The first rows.
    public var results = Table()
    /// What the search should know of its result: limits that cut rows off, parts that were left out.
    public var notes: [String] = []
    /// The search with its macros expanded, which the stages' ranges are of.
    public var search: [UInt8] = []
    /// How long it took, in seconds.
    public var seconds = 0.0
  }

  /// A log file that a test loaded.
  public struct LoadedData: Sendable, Hashable {
    /// What the test calls it.
    public let name: String
    /// The source type.
    public let sourceType: String
    /// Whether an add-on says how to read this source type.
    public let isConfigured: Bool
    /// How many events it holds.
    public let events: Int
    /// How many of them got their time in which way.
    public let times: [TimestampWay: Int]

    /// The ways in which times were found, the most frequent first, with numbers where there are several.
    public var timesInWords: String {
      let sorted = times.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      return sorted.map { sorted.count == 1 ? $0.key.rawValue : "\($0.key.rawValue) (\($0.value))" }
        .joined(separator: ", ")
    }
  }
}
