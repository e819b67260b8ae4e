import Yams

/// Turns libyaml's marks (line and column, in code points) into byte offsets.
///
/// libyaml also ends a line at NEL, LS and PS, which editors do not: it needs a table of its own.
struct MarkMap {
  private let bytes: [UInt8]
  /// For each line, how many code points of the file stand before it.
  private var lineStarts = [0]
  /// The byte offset of each 64th code point: a place far in a long line is found without counting from its start.
  private var waypoints: [Int] = []

  private static let stride = 64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 {
        if count % Self.stride == 0 { waypoints.append(index) }
        count += 1
      }
      index += 1
      if Self.endsLine(bytes, at: index) { lineStarts.append(count) }
    }
  }

  /// Whether a line break ends right before `index`.
  private static func endsLine(_ bytes: [UInt8], at index: Int) -> Bool {
    switch bytes[index - 1] {
    case 0x0A: true
    case 0x0D: index == bytes.count || bytes[index] != 0x0A
    case 0x85: index >= 2 && bytes[index - 2] == 0xC2
    case 0xA8, 0xA9: index >= 3 && bytes[index - 2] == 0x80 && bytes[index - 3] == 0xE2
    default: false
    }
  }

  func offset(_ mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return bytes.count }
    let position = lineStarts[mark.line - 1] + mark.column - 1
    guard position >= 0, position / Self.stride < waypoints.count else { return bytes.count }
    var offset = waypoints[position / Self.stride]
    var left = position % Self.stride
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
