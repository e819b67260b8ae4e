import Patterns
import SPLEngine

/// Where one event ends and the next begins. Source: Admin Manual, "props.conf" (line breaking).
struct EventBreaker: Sendable {
  /// What separates events.
  enum Rule: Sendable {
    /// Every line is an event.
    case lines
    /// The first group that took part stands between events, and belongs to none; without any, an event begins where the
    /// expression does.
    case expression(RegularExpression)
    /// Every JSON value at the top is an event, however many lines it has.
    case json
    /// Every record of a table, whose quoted fields may hold line breaks.
    case records(quote: UInt8?)
  }

  var rule = Rule.lines
  /// Whether every line is an event, before lines are put together.
  var isByLine: Bool { if case .lines = rule { true } else { false } }
  /// Whether lines are put together again, and where a new event begins.
  var merging: LineMerging?
  /// The most bytes of a line, before lines are put together; 0 for no limit.
  var truncation = 0
  /// Whether a line was longer than that.
  private(set) var hasCut = false

  /// The most bytes that an event may have where nothing else limits it.
  static let mostBytes = 16 << 20

  /// Adds the events of a piece of a file to `events`, and gives how many bytes were used. The event at the end of a
  /// piece is left for the next, unless the piece is the last.
  mutating func split(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into events: inout [Range<Int>])
    throws(SearchError) -> Int
  {
    var pieces: [Range<Int>] = []
    let used: Int
    switch rule {
    case .lines: used = Self.lines(bytes, isLast: isLast, into: &pieces)
    case .expression(let expression):
      used = try Self.split(bytes, at: expression, isLast: isLast, into: &pieces)
    case .json: used = JSONBreaking.split(bytes, isLast: isLast, into: &pieces)
    case .records(let quote): used = Self.records(bytes, quote: quote, isLast: isLast, into: &pieces)
    }
    if truncation > 0, pieces.contains(where: { $0.count > truncation }) {
      hasCut = true
      pieces = pieces.map { truncated($0, in: bytes) }
    }
    guard let merging else {
      events += pieces
      return used
    }
    let merged = try merging.merge(pieces, in: bytes)
    guard !isLast, let last = merged.last else {
      events += merged
      return used
    }
    // More lines may belong to the last event.
    events += merged.dropLast()
    return last.lowerBound
  }

  /// The line without what is too much of it; no character is cut in two.
  private func truncated(_ line: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    guard line.count > truncation else { return line }
    var end = line.lowerBound + truncation
    while end > line.lowerBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return line.lowerBound..<end
  }

  private static func lines(
    _ bytes: UnsafeBufferPointer<UInt8>, from first: Int = 0, isLast: Bool, into events: inout [Range<Int>]
  ) -> Int {
    var start = first
    while let end = ByteSearch.newline(bytes, from: start) {
      let last = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      if last > start { events.append(start..<last) }
      start = end + 1
    }
    if isLast, start < bytes.count {
      let last = bytes[bytes.count - 1] == 0x0D ? bytes.count - 1 : bytes.count
      if last > start { events.append(start..<last) }
      start = bytes.count
    }
    return start
  }

  private static func records(
    _ bytes: UnsafeBufferPointer<UInt8>, quote: UInt8?, isLast: Bool, into events: inout [Range<Int>]
  ) -> Int {
    var start = 0
    var isQuoted = false
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == quote { isQuoted.toggle() }
      guard byte == 0x0A, !isQuoted else { continue }
      let end = index > start && bytes[index - 1] == 0x0D ? index - 1 : index
      if end > start { events.append(start..<end) }
      start = index + 1
    }
    // A quote that never closes hides no line of the last piece.
    if isLast, start < bytes.count { return lines(bytes, from: start, isLast: true, into: &events) }
    return start
  }

  private static func split(
    _ bytes: UnsafeBufferPointer<UInt8>, at expression: RegularExpression, isLast: Bool,
    into events: inout [Range<Int>]
  ) throws(SearchError) -> Int {
    var start = 0
    var position = 0
    while position <= bytes.count {
      let match: RegularExpression.Match?
      do {
        match = try expression.match(bytes, from: position)
      } catch {
        throw SearchError(.limit, "LINE_BREAKER took more steps than it may")
      }
      guard let match else { break }
      let begin = match.range.lowerBound
      let gap = match.groups.dropFirst().lazy.compactMap { $0 }.first ?? begin..<begin
      // What an expression finds at the end of a piece may go on in the next.
      if !isLast, match.range.upperBound == bytes.count { break }
      if gap.lowerBound > start { events.append(start..<gap.lowerBound) }
      start = max(start, gap.upperBound)
      position = max(position + 1, match.range.upperBound, gap.upperBound)
    }
    if isLast, start < bytes.count {
      var end = bytes.count
      while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      if end > start { events.append(start..<end) }
      start = bytes.count
    }
    return start
  }
}

/// Puts lines together to events. Source: Admin Manual, "props.conf" (SHOULD_LINEMERGE, BREAK_ONLY_BEFORE,
/// MUST_BREAK_AFTER, MAX_EVENTS).
struct LineMerging: Sendable {
  /// A line that fits begins an event.
  var breakBefore: RegularExpression?
  /// A line with a date begins an event.
  var breaksBeforeDate = true
  /// Behind a line that fits, an event begins.
  var breakAfter: RegularExpression?
  /// A line that fits begins none, whatever else says so.
  var noBreakBefore: RegularExpression?
  /// Behind a line that fits, none begins before a line that `breakAfter` fits.
  var noBreakAfter: RegularExpression?
  /// How a date is found in a line.
  var dates = TimestampRule()
  /// The most lines of an event.
  var mostLines = 256

  func merge(_ lines: [Range<Int>], in bytes: UnsafeBufferPointer<UInt8>) throws(SearchError) -> [Range<Int>]
  {
    var events: [Range<Int>] = []
    var count = 0
    var endsHere = true
    var isHeld = false
    for line in lines {
      let text = UnsafeBufferPointer(rebasing: bytes[line])
      let begins = isHeld ? false : try self.begins(text)
      if endsHere || count >= mostLines || begins {
        events.append(line)
        count = 1
      } else if let last = events.popLast() {
        events.append(last.lowerBound..<line.upperBound)
        count += 1
      }
      endsHere = try fits(breakAfter, text)
      isHeld = endsHere ? false : isHeld ? true : try fits(noBreakAfter, text)
    }
    return events
  }

  private func begins(_ line: UnsafeBufferPointer<UInt8>) throws(SearchError) -> Bool {
    if try fits(noBreakBefore, line) { return false }
    if let breakBefore { return try fits(breakBefore, line) }
    return breaksBeforeDate && dates.finds(line)
  }

  private func fits(_ expression: RegularExpression?, _ line: UnsafeBufferPointer<UInt8>) throws(SearchError)
    -> Bool
  {
    guard let expression else { return false }
    do {
      return try expression.match(line) != nil
    } catch {
      throw SearchError(.limit, "an expression that breaks events took more steps than it may")
    }
  }
}

/// JSON values one after the other.
enum JSONBreaking {
  static func split(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool, into events: inout [Range<Int>]) -> Int
  {
    var used = 0
    var index = 0
    while index < bytes.count {
      // Between values: blanks, and the brackets and commas of a list around them.
      while index < bytes.count, bytes[index] != UInt8(ascii: "{") {
        if bytes[index] > 0x20, !"[],".utf8.contains(bytes[index]) { break }
        index += 1
      }
      guard index < bytes.count else { return bytes.count }
      if bytes[index] != UInt8(ascii: "{") {
        // No JSON: the line is an event as it is.
        guard let end = ByteSearch.newline(bytes, from: index) ?? (isLast ? bytes.count : nil) else {
          return index
        }
        events.append(index..<end)
        index = end
        used = end
        continue
      }
      guard let end = end(of: bytes, from: index) else {
        if isLast {
          events.append(index..<bytes.count)
          return bytes.count
        }
        return index
      }
      events.append(index..<end)
      index = end
      used = end
    }
    return max(used, index)
  }

  /// The end of the object that begins at `start`; nil where it does not end.
  private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }
}
