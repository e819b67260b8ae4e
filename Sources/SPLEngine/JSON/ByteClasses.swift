/// Looks for the few bytes that mean something in JSON, eight at a time in one word.
enum ByteClasses {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Of eight bytes, the lowest bit that is set stands in the first that is this byte; 0 where none is. Bits above the
  /// first may be set where they should not.
  @inline(__always)
  private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & tops
  }

  /// The first `"` or `\\` at or after `start`.
  @inline(__always)
  static func quoteOrEscape(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    first(in: bytes, from: start) { places(of: 0x22, in: $0) | places(of: 0x5C, in: $0) }
  }

  /// The first `"`, `{`, `[`, `}` or `]` at or after `start`. Braces and brackets differ in one bit.
  @inline(__always)
  static func quoteOrBracket(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    first(in: bytes, from: start) { word in
      let folded = word | ones &* 0x20
      return places(of: 0x22, in: word) | places(of: 0x7B, in: folded) | places(of: 0x7D, in: folded)
    }
  }

  @inline(__always)
  private static func first(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ places: (UInt64) -> UInt64
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var index = start
    while index + 8 <= bytes.count {
      let found = places(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    // What is left is filled up with zeros, which are in no class.
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    var next = index
    while next < bytes.count {
      rest |= UInt64(base[next]) << shift
      shift += 8
      next += 1
    }
    let found = places(rest)
    return found != 0 ? index + found.trailingZeroBitCount / 8 : nil
  }
}
