import Dispatch
import Foundation
import SPLEngine

/// Reads a file piece by piece, works on the pieces on several threads, and hands over what comes of them in the order of
/// the file. While one thread reads, others work: a thread takes the next piece as soon as it is done with one.
final class ReadingLine: @unchecked Sendable {
  /// Fills a piece; one thread at a time. True where the file is at its end.
  private let fill: (LogEvents.Piece) throws(SearchError) -> Bool
  /// Makes rows of a piece; on several threads.
  private let work: @Sendable (LogEvents.Piece) throws(SearchError) -> Table
  /// Takes rows, one thread at a time; false where no more are wanted.
  private let sink: (Table) throws(SearchError) -> Bool
  private let filling = NSLock()
  private var isAtEnd: Bool
  private var count = 1

  /// Guards what follows.
  private let handing = NSCondition()
  private var waiting: [Int: Result<Table, SearchError>] = [:]
  private var next = 0
  private var isDone = false
  private var failure: SearchError?

  /// How many results may wait for one before them.
  private static let mostWaiting = 16

  /// `isAtEnd` says whether the first piece, which is filled, is the last.
  init(
    isAtEnd: Bool, fill: @escaping (LogEvents.Piece) throws(SearchError) -> Bool,
    work: @escaping @Sendable (LogEvents.Piece) throws(SearchError) -> Table,
    sink: @escaping (Table) throws(SearchError) -> Bool
  ) {
    self.isAtEnd = isAtEnd
    self.fill = fill
    self.work = work
    self.sink = sink
  }

  /// Works on all pieces, of which the first is filled. False where no more rows are wanted.
  func run(_ first: LogEvents.Piece, threads: Int) throws(SearchError) -> Bool {
    DispatchQueue.concurrentPerform(iterations: isAtEnd ? 1 : threads) { thread in
      let piece = thread == 0 ? first : LogEvents.Piece()
      var number = thread == 0 ? 0 : fillNext(piece)
      while let current = number {
        hand(current, Result { () throws(SearchError) in try work(piece) })
        number = fillNext(piece)
      }
    }
    if let failure { throw failure }
    return !isDone
  }

  /// Fills a piece with what comes next, and gives its number; nil at the end.
  private func fillNext(_ piece: LogEvents.Piece) -> Int? {
    filling.lock()
    defer { filling.unlock() }
    guard !isAtEnd, !isFinished else { return nil }
    do {
      isAtEnd = try fill(piece)
    } catch {
      isAtEnd = true
      // What was read before is handed over all the same.
      hand(count, .failure(error))
      return nil
    }
    count += 1
    return count - 1
  }

  private var isFinished: Bool {
    handing.lock()
    defer { handing.unlock() }
    return isDone || failure != nil
  }

  /// Hands over a result, and those behind it that waited for it.
  private func hand(_ number: Int, _ result: Result<Table, SearchError>) {
    handing.lock()
    defer { handing.unlock() }
    waiting[number] = result
    while failure == nil, !isDone, let result = waiting.removeValue(forKey: next) {
      next += 1
      do {
        isDone = try !sink(try result.get())
      } catch {
        failure = error
      }
    }
    handing.broadcast()
    while failure == nil, !isDone, waiting.count >= Self.mostWaiting { handing.wait() }
  }
}
