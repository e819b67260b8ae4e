/// How characters are written in a file. Source: Admin Manual, "props.conf" (CHARSET).
enum Charset: Sendable, Hashable {
  case utf8, utf16LittleEndian, utf16BigEndian, latin1, windows1252

  /// Takes the name that a setting has; nil for one that is not known.
  init?(_ name: String) {
    switch name.uppercased().replacing("_", with: "-") {
    case "UTF-8", "UTF8", "ASCII", "US-ASCII", "AUTO": self = .utf8
    case "UTF-16LE", "UCS-2LE", "UTF-16": self = .utf16LittleEndian
    case "UTF-16BE", "UCS-2BE": self = .utf16BigEndian
    case "ISO-8859-1", "LATIN-1", "LATIN1", "ISO8859-1": self = .latin1
    case "CP1252", "WINDOWS-1252", "MSCP1252": self = .windows1252
    default: return nil
    }
  }

  /// What a mark at the start of a file says, and how long it is.
  static func mark(_ bytes: UnsafeRawBufferPointer) -> (charset: Charset, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }
}

/// Turns bytes of a character set into UTF-8, piece by piece.
struct CharacterDecoder {
  let charset: Charset
  /// What is decoded and not yet taken.
  private var ready: [UInt8] = []
  private var taken = 0
  /// The first byte of a unit of two whose second has not come.
  private var half: UInt8?
  /// The first unit of a pair whose second has not come.
  private var lead: UInt16?

  init(_ charset: Charset) {
    self.charset = charset
  }

  /// Takes more bytes.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    if taken > 0 {
      ready.removeFirst(taken)
      taken = 0
    }
    ready.reserveCapacity(ready.count + bytes.count * 3 / 2)
    switch charset {
    case .utf8: ready += bytes
    case .latin1: for byte in bytes { append(UInt32(byte)) }
    case .windows1252:
      for byte in bytes {
        append(UInt32((0x80..<0xA0).contains(byte) ? Self.high[Int(byte) - 0x80] : UInt16(byte)))
      }
    case .utf16LittleEndian, .utf16BigEndian:
      for byte in bytes {
        guard let first = half else {
          half = byte
          continue
        }
        half = nil
        let isLittle = charset == .utf16LittleEndian
        add(isLittle ? UInt16(byte) << 8 | UInt16(first) : UInt16(first) << 8 | UInt16(byte))
      }
    }
  }

  /// Writes what is decoded, as much as there is room for, and gives its count.
  mutating func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, ready.count - taken)
    ready.withUnsafeBytes { ready in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: ready[taken..<taken + count]))
    }
    taken += count
    return count
  }

  /// Says that no more bytes come; true where that gave something more.
  mutating func finish() -> Bool {
    guard half != nil || lead != nil else { return taken < ready.count }
    half = nil
    lead = nil
    append(0xFFFD)
    return true
  }

  private mutating func add(_ unit: UInt16) {
    if let first = lead {
      lead = nil
      if (0xDC00..<0xE000).contains(unit) {
        return append(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
      }
      append(0xFFFD)
    }
    if (0xD800..<0xDC00).contains(unit) { lead = unit } else { append(UInt32(unit)) }
  }

  private mutating func append(_ code: UInt32) {
    if code < 0x80 { return ready.append(UInt8(truncatingIfNeeded: code)) }
    ready += UTF8.encode(Unicode.Scalar(code) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
  }

  /// The characters of 0x80 to 0x9F. Source: the Unicode Consortium's table CP1252.TXT; bytes without a character are
  /// the control characters of their number.
  private static let high: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
    0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
