#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds bytes in bytes.
public enum ByteSearch {
  /// The first line feed at or after an offset.
  @inline(__always)
  public static func newline(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    first(0x0A, in: bytes, from: start)
  }

  /// The first byte of this value at or after an offset.
  @inline(__always)
  public static func first(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// A text that is looked for without regard to the case of ASCII letters.
public struct FoldedNeedle: Sendable {
  private let lower: [UInt8]

  /// Takes the text; nil for one that is empty or not ASCII, whose case cannot be folded byte by byte.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    lower = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// Whether the text occurs. Thirty-two places are looked at together: only where the first and the last byte fit is
  /// the whole compared.
  public func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let last = bytes.count - lower.count
    guard last >= 0, let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    let firstByte = lower[0]
    let lastByte = lower[lower.count - 1]
    // Setting the bit that tells the cases apart lets some other bytes through, which the comparison sorts out.
    let fold = SIMD32<UInt8>(repeating: 0x20)
    let first = SIMD32<UInt8>(repeating: firstByte | 0x20)
    let final = SIMD32<UInt8>(repeating: lastByte | 0x20)
    var index = 0
    while index + 32 + lower.count - 1 <= bytes.count {
      let heads = raw.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self) | fold
      let tails = raw.loadUnaligned(fromByteOffset: index + lower.count - 1, as: SIMD32<UInt8>.self) | fold
      // Eight places to a word, each a byte of ones where both fit.
      let hits =
        unsafeBitCast(heads .== first, to: SIMD4<UInt64>.self)
        & unsafeBitCast(tails .== final, to: SIMD4<UInt64>.self)
      if hits.x | hits.y | hits.z | hits.w != 0 {
        for word in 0..<4 {
          var places = UInt64(littleEndian: hits[word])
          while places != 0 {
            let offset = places.trailingZeroBitCount / 8
            if matches(base + index + word * 8 + offset) { return true }
            places &= ~(0xFF << UInt64(offset * 8))
          }
        }
      }
      index += 32
    }
    while index <= last {
      if matches(base + index) { return true }
      index += 1
    }
    return false
  }

  private func matches(_ start: UnsafePointer<UInt8>) -> Bool {
    for offset in lower.indices {
      let byte = start[offset]
      guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == lower[offset] else { return false }
    }
    return true
  }
}
