/// Text put together from pieces, each of which knows where it came from.
public struct TracedText: Sendable, Hashable {
  /// Where a byte of the text came from.
  public enum Origin: Sendable, Hashable {
    /// From the search itself, at this byte offset.
    case search(Int)
    /// From a macro's definition: the macro's index in its table, the byte offset in the definition, and where the
    /// outermost call stands in the search.
    case macro(Int, offset: Int, call: Range<Int>)

    fileprivate func advanced(by distance: Int) -> Origin {
      switch self {
      case .search(let offset): .search(offset + distance)
      case .macro(let macro, let offset, let call): .macro(macro, offset: offset + distance, call: call)
      }
    }
  }

  private struct Run: Sendable, Hashable {
    let start: Int
    let origin: Origin
  }

  /// The text, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var runs: [Run] = []

  init() {}

  init(_ bytes: [UInt8], from origin: Origin) {
    self.bytes = bytes
    runs = [Run(start: 0, origin: origin)]
  }

  /// Where the byte at `offset` came from; one behind the last byte follows the last piece.
  public func origin(of offset: Int) -> Origin {
    guard let run = run(at: offset) else { return .search(offset) }
    return runs[run].origin.advanced(by: offset - runs[run].start)
  }

  mutating func append(_ other: TracedText, _ range: Range<Int>) {
    guard !range.isEmpty, var run = other.run(at: range.lowerBound) else { return }
    var start = range.lowerBound
    while start < range.upperBound {
      let next = run + 1 < other.runs.count ? other.runs[run + 1].start : other.bytes.count
      let end = min(next, range.upperBound)
      let origin = other.runs[run].origin.advanced(by: start - other.runs[run].start)
      runs.append(Run(start: bytes.count, origin: origin))
      bytes.append(contentsOf: other.bytes[start..<end])
      start = end
      run += 1
    }
  }

  /// Appends text that the program puts in by itself; it counts as standing where `origin` is.
  mutating func append(_ text: StaticString, from origin: Origin) {
    runs.append(Run(start: bytes.count, origin: origin))
    for index in 0..<text.utf8CodeUnitCount { bytes.append(text.utf8Start[index]) }
  }

  private func run(at offset: Int) -> Int? {
    guard !runs.isEmpty else { return nil }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].start <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
