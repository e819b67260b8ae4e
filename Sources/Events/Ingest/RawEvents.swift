/// The raw texts of some events.
struct RawEvents {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let ranges: [Range<Int>]
  /// What keeps the bytes, where they are no part of a file's piece.
  private let owner: RawBytes?

  /// Events in bytes that outlive this value.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>]) {
    self.init(bytes, ranges, nil)
  }

  /// Events with texts of their own.
  init(_ texts: [[UInt8]]) {
    let owner = RawBytes(texts)
    var ranges: [Range<Int>] = []
    var start = 0
    for text in texts {
      ranges.append(start..<start + text.count)
      start += text.count
    }
    self.init(owner.bytes, ranges, owner)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>], _ owner: RawBytes?) {
    self.bytes = bytes
    self.ranges = ranges
    self.owner = owner
  }

  var count: Int { ranges.count }

  subscript(row: Int) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[ranges[row]]) }

  /// The text of an event; bytes that are no UTF-8 become U+FFFD.
  func text(_ row: Int) -> String { String(decoding: self[row], as: UTF8.self) }

  func selecting(_ rows: [Int]) -> RawEvents { RawEvents(bytes, rows.map { ranges[$0] }, owner) }
}

/// Bytes that stay where they are until nobody needs them.
private final class RawBytes {
  let bytes: UnsafeBufferPointer<UInt8>

  init(_ texts: [[UInt8]]) {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: max(1, texts.reduce(0) { $0 + $1.count }))
    var end = 0
    for text in texts {
      for byte in text {
        buffer[end] = byte
        end += 1
      }
    }
    bytes = UnsafeBufferPointer(rebasing: buffer[..<end])
  }

  deinit {
    bytes.deallocate()
  }
}
