import Foundation

/// Finds a text in bytes, by case or with ASCII letters of either case.
///
/// It looks for the byte of the text that is rarest in logs, and compares the rest only there.
public struct ByteFinder: Sendable, Hashable {
  /// What is looked for; in lower case where case does not count.
  public let needle: [UInt8]
  private let ignoresCase: Bool
  /// Where the rarest byte stands in the text, and its two cases.
  private let anchor: Int
  private let lower: UInt8
  private let upper: UInt8

  /// Takes a text; where case does not count, other letters than those of ASCII must be folded by the caller.
  public init(_ text: [UInt8], ignoringCase: Bool) {
    let needle = ignoringCase ? text.map(Self.folded) : text
    self.needle = needle
    ignoresCase = ignoringCase
    anchor = needle.indices.min { Self.frequency(needle[$0]) < Self.frequency(needle[$1]) } ?? 0
    let byte = needle.isEmpty ? 0 : needle[anchor]
    lower = byte
    upper = ignoringCase && byte >= 0x61 && byte <= 0x7A ? byte & ~0x20 : byte
  }

  /// Whether the text stands anywhere.
  public func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    first(in: bytes) != nil
  }

  /// The first place at or after `start` where the text stands.
  public func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    let last = bytes.count - needle.count
    guard start <= last, let base = bytes.baseAddress else { return start <= last ? start : nil }
    if needle.isEmpty { return start }
    let end = last + anchor + 1
    var nextLower = Self.index(of: lower, base, start + anchor, end)
    var nextUpper = upper == lower ? end : Self.index(of: upper, base, start + anchor, end)
    while true {
      let found = min(nextLower, nextUpper)
      guard found < end else { return nil }
      if stands(at: found - anchor, in: base) { return found - anchor }
      if found == nextLower { nextLower = Self.index(of: lower, base, found + 1, end) }
      if found == nextUpper { nextUpper = Self.index(of: upper, base, found + 1, end) }
    }
  }

  /// Whether the text stands at this place, which leaves room for it.
  private func stands(at start: Int, in base: UnsafePointer<UInt8>) -> Bool {
    needle.withUnsafeBufferPointer { needle in
      var offset = 0
      while offset < needle.count {
        let byte = base[start + offset]
        guard (ignoresCase ? Self.folded(byte) : byte) == needle[offset] else { return false }
        offset += 1
      }
      return true
    }
  }

  /// Where a byte is next; `end` where it is not.
  private static func index(of byte: UInt8, _ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    guard start < end, let found = memchr(base + start, Int32(byte), end - start) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// An ASCII letter in lower case, any other byte as it is.
  public static func folded(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  /// How often a byte is met in logs, roughly: from the letters of English and the signs of common formats.
  private static func frequency(_ byte: UInt8) -> Int {
    if let rank = common[byte] { return rank }
    switch byte {
    case 0x30...0x39: return 60
    case 0x41...0x5A, 0x61...0x7A: return 30
    case 0x80...: return 5
    default: return 10
    }
  }

  private static let common: [UInt8: Int] = Dictionary(
    uniqueKeysWithValues: " etaoinsr\"lcdum0:1,/=.-".utf8.enumerated().map { ($1, 100 - $0) })
}
