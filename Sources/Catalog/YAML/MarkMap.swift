import Yams

/// Turns libyaml's marks (line and column, in code points) into byte offsets.
///
/// libyaml also ends a line at NEL, LS and PS, which editors do not: it needs a table of its own.
struct MarkMap {
  private let bytes: [UInt8]
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A {
        starts.append(index)
      } else if byte == 0x0D {
        if index < bytes.count, bytes[index] == 0x0A { index += 1 }
        starts.append(index)
      } else if byte == 0xC2, index < bytes.count, bytes[index] == 0x85 {
        index += 1
        starts.append(index)
      } else if byte == 0xE2, index + 1 < bytes.count, bytes[index] == 0x80, bytes[index + 1] | 1 == 0xA9 {
        index += 2
        starts.append(index)
      }
    }
    lineStarts = starts
  }

  func offset(_ mark: Mark) -> Int {
    guard mark.line >= 1, mark.line <= lineStarts.count else { return bytes.count }
    var offset = lineStarts[mark.line - 1]
    var left = mark.column - 1
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
