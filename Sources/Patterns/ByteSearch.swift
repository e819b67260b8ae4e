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
