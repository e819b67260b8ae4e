/// A text with a path, and the way from byte offsets to lines and columns.
public struct SourceText: Sendable {
  /// The path as it is shown to the user.
  public let path: String
  /// The text, UTF-8.
  public let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [Int]

  /// Holds `bytes` under `path`. Lines end at LF, CRLF or CR, as in YAML.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\n") {
        starts.append(index)
      } else if byte == UInt8(ascii: "\r") {
        if index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
        starts.append(index)
      }
    }
    lineStarts = starts
  }

  /// The 1-based line that holds `offset`.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a 1-based line, without its line end; empty where there is no such line.
  public func lineRange(_ line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return start..<end
  }

  /// The byte offset of a 1-based line and column, the column counted in code points.
  public func offset(line: Int, column: Int) -> Int {
    let range = lineRange(line)
    var offset = range.lowerBound
    var left = column - 1
    while left > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// How many bytes of a line are shown on either side of a place.
  private static let excerptReach = 400

  /// Where a range of bytes lies, with the line, or the piece of a long line, to show for it.
  public func location(of range: Range<Int>) -> Location {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let line = line(at: start)
    let lineRange = lineRange(line)
    let place = min(start, lineRange.upperBound)
    let end = min(max(range.upperBound, start), lineRange.upperBound)
    let excerpt =
      boundary(
        max(lineRange.lowerBound, place - Self.excerptReach))..<boundary(
        min(lineRange.upperBound, place + Self.excerptReach))
    let cutBefore = Self.codePoints(bytes[lineRange.lowerBound..<excerpt.lowerBound])
    let column = cutBefore + Self.codePoints(bytes[excerpt.lowerBound..<place]) + 1
    let width = place < end ? Self.codePoints(bytes[place..<end]) : 1
    return Location(
      path: path, line: line, column: column, width: max(width, 1),
      excerpt: String(decoding: bytes[excerpt], as: UTF8.self), cutBefore: cutBefore,
      isCutAfter: excerpt.upperBound < lineRange.upperBound)
  }

  /// The nearest offset, at or before this one, at which a character begins.
  private func boundary(_ offset: Int) -> Int {
    var offset = offset
    while offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
    return offset
  }

  private static func codePoints(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(into: 0) { count, byte in
      if byte & 0xC0 != 0x80 { count += 1 }
    }
  }
}
