/// Bytes of a file that are no UTF-8. Source: Admin Manual, "props.conf" (CHARSET): each is written as `\xFC`.
enum InvalidBytes {
  /// Events with such bytes written out; nil where none of them holds any.
  static func written(_ events: [Range<Int>], of bytes: UnsafeBufferPointer<UInt8>) -> [[UInt8]]? {
    guard events.contains(where: { written(UnsafeBufferPointer(rebasing: bytes[$0])) != nil }) else {
      return nil
    }
    return events.map { event in
      let text = UnsafeBufferPointer(rebasing: bytes[event])
      return written(text) ?? Array(text)
    }
  }

  /// The text with such bytes written out; nil where there are none.
  static func written(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var done = 0
    var index = 0
    while index < bytes.count {
      index = plainEnd(bytes, from: index)
      guard index < bytes.count else { break }
      let length = characterLength(bytes, index)
      if length > 0 {
        index += length
        continue
      }
      result += bytes[done..<index]
      result += escape(bytes[index])
      index += 1
      done = index
    }
    return done == 0 ? nil : result + bytes[done...]
  }

  /// Where ASCII ends.
  private static func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let raw = UnsafeRawPointer(base)
    var index = start
    while index + 64 <= bytes.count {
      var word: UInt64 = 0
      for offset in 0..<8 {
        word |= raw.loadUnaligned(fromByteOffset: index + 8 * offset, as: UInt64.self)
      }
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      index += 64
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }

  /// How many bytes the character at an offset has; 0 where there is none. Source: RFC 3629.
  private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let first = bytes[index]
    guard first >= 0x80 else { return 1 }
    let length = wantedLength(first)
    guard length > 0, index + length <= bytes.count, secondRange(first).contains(bytes[index + 1]) else {
      return 0
    }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }

  private static func wantedLength(_ first: UInt8) -> Int {
    switch first {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// What may stand behind the first byte: no longer form than needed, no surrogate, nothing beyond U+10FFFF.
  private static func secondRange(_ first: UInt8) -> ClosedRange<UInt8> {
    switch first {
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return Array("\\x".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
