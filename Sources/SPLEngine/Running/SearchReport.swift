import SPL
import Synchronization

/// What happened in a search: the rows in and out of each stage, and the outcome of each predicate.
public struct SearchReport: Sendable {
  /// A stage.
  public struct Stage: Sendable {
    /// Its command.
    public let name: String
    /// Where it stands in the expanded text.
    public let range: Range<Int>
    /// Rows that came in.
    public var rowsIn = 0
    /// Rows that went out.
    public var rowsOut = 0
    /// Seconds that it took, on all threads together.
    public var seconds = 0.0
    /// Its predicates, where they were observed.
    public var predicates: [Predicate] = []
  }

  /// A predicate or search term of `search` or `where`.
  public struct Predicate: Sendable, Hashable {
    /// Where it stands in the expanded text.
    public let range: Range<Int>
    /// The field that it looks at; nil for a search term or an expression of several.
    public let field: String?
    /// Rows that it was asked about.
    public var tested = 0
    /// Rows of which it was true.
    public var matched = 0
    /// Values that the field had in rows that did not fit, with how often: the first few in the order of their texts.
    public private(set) var otherValues: [String: Int] = [:]

    /// How many values are kept.
    static let mostValues = 100

    /// Counts a value that did not fit.
    ///
    /// Which are kept does not hang on the order in which threads come to count: the first ones in the order of their
    /// texts are among the first of any part, and are never lost on the way.
    mutating func count(_ value: String, times: Int = 1) {
      otherValues[value, default: 0] += times
      if otherValues.count >= 2 * Self.mostValues { dropValues() }
    }

    /// Keeps the first values.
    mutating func dropValues() {
      guard otherValues.count > Self.mostValues else { return }
      for value in otherValues.keys.sorted().dropFirst(Self.mostValues) { otherValues[value] = nil }
    }
  }

  /// The stages of the search, those of subsearches not among them.
  public internal(set) var stages: [Stage] = []
  /// What the reader of the result should know, in words: a limit that cut rows off, a part that was left out.
  public var notes: [String] = []
}

/// Keeps the report while threads write to it.
final class Reporter: Sendable {
  private let report: Mutex<SearchReport>
  /// Whether predicates are observed.
  let observesPredicates: Bool

  init(observesPredicates: Bool) {
    report = Mutex(SearchReport())
    self.observesPredicates = observesPredicates
  }

  var result: SearchReport { report.withLock { $0 } }

  func begin(_ stages: [SearchReport.Stage]) {
    report.withLock { $0.stages = stages }
  }

  /// Says how many rows a stage gives in the end, where what was counted were the rows that it read.
  func conclude(stage: Int, rowsOut: Int) {
    report.withLock {
      guard $0.stages.indices.contains(stage) else { return }
      $0.stages[stage].rowsOut = rowsOut
    }
  }

  func count(stage: Int, rowsIn: Int, rowsOut: Int, seconds: Double) {
    report.withLock {
      $0.stages[stage].rowsIn += rowsIn
      $0.stages[stage].rowsOut += rowsOut
      $0.stages[stage].seconds += seconds
    }
  }

  /// Puts a reading of all events before the first stage.
  func insertReading(_ stage: Stage) {
    report.withLock { $0.stages.insert(SearchReport.Stage(name: stage.name, range: stage.range), at: 0) }
  }

  /// Adds what the predicates of a stage did with a batch.
  func add(_ predicates: [SearchReport.Predicate], stage: Int) {
    report.withLock { report in
      var known = report.stages[stage].predicates
      for predicate in predicates {
        if let index = known.firstIndex(where: { $0.range == predicate.range }) {
          known[index].tested += predicate.tested
          known[index].matched += predicate.matched
          for (value, count) in predicate.otherValues { known[index].count(value, times: count) }
          known[index].dropValues()
        } else {
          known.append(predicate)
        }
      }
      report.stages[stage].predicates = known
    }
  }

  func note(_ text: String) {
    report.withLock { report in
      if !report.notes.contains(text) { report.notes.append(text) }
    }
  }
}
