import Foundation
import Synchronization

/// How much a search may take. What is hit is named in an error.
public struct Budget: Sendable {
  /// Rows that one stage may hold at once.
  public var rows = 2_000_000
  /// Bytes of values that stages may hold at once, and that one value may have grown to.
  public var bytes = 1 << 30
  /// Bytes that one computed text may have.
  public var textBytes = 16 << 20
  /// Values that one computed list may have.
  public var values = 1_000_000
  /// Seconds from the start of the search.
  public var seconds = 120.0
  /// Rows that a subsearch in a filter hands over. Source: limits.conf, [subsearch] maxout.
  public var subsearchRows = 10_000
  /// Rows that the subsearch of `join`, `append` and their kin hands over. Source: limits.conf, [join]
  /// subsearch_maxout; Search Reference, "append" (maxout).
  public var joinRows = 50_000
  /// How deep searches may stand in searches.
  public var depth = 16

  /// The standard budget.
  public init() {}
}

/// Watches over the budget of a running search, its subsearches included.
public final class Meter: Sendable {
  /// What may be taken.
  public let budget: Budget
  private let start = ContinuousClock.now
  private let limit: Duration

  /// Starts the clock.
  public init(_ budget: Budget) {
    self.budget = budget
    limit = .seconds(budget.seconds)
  }

  /// Fails when the time is over.
  public func checkTime() throws(SearchError) {
    guard ContinuousClock.now - start < limit else {
      throw SearchError(.limit, "the search took longer than \(Int(budget.seconds)) seconds")
    }
  }

  /// Fails when a stage holds more rows than it may.
  public func check(rows: Int) throws(SearchError) {
    guard rows <= budget.rows else {
      throw SearchError(.limit, "a stage would hold more than \(budget.rows) rows")
    }
  }

  /// Fails when a table of this many cells, rows times fields, is to be made.
  public func check(cells: Int) throws(SearchError) {
    guard cells <= budget.bytes / MemoryLayout<Value>.stride else {
      throw SearchError(.limit, "a table would take more than \(budget.bytes) bytes")
    }
  }

  /// Fails when a list of this many values is to be made.
  public func check(values: Int) throws(SearchError) {
    guard values <= budget.values else {
      throw SearchError(.limit, "a multivalue field would have more than \(budget.values) values")
    }
  }

  /// Fails when a text of this many bytes is to be made.
  public func check(textBytes: Int) throws(SearchError) {
    guard textBytes <= budget.textBytes else {
      throw SearchError(.limit, "a value would have more than \(budget.textBytes) bytes")
    }
  }

  /// Fails when a stage holds values of more bytes than it may.
  public func check(bytes: Int) throws(SearchError) {
    guard bytes <= budget.bytes else {
      throw SearchError(.limit, "a stage would hold more than \(budget.bytes) bytes")
    }
  }
}
