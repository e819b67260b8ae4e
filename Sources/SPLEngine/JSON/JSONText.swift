/// Texts of JSON: escapes, numbers, and whether a text is JSON at all. Source: RFC 8259.
enum JSONText {
  /// How deep values may stand in one another; what is deeper is not looked at.
  static let deepest = 128

  /// The characters between the quotes of a string. Half of a surrogate pair becomes U+FFFD, an unknown escape the
  /// character itself.
  static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x5C, index < bytes.count else {
        result.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "u"): append(character(bytes, &index), to: &result)
      default: result.append(escape)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The character of the four digits at `index`, and of the second half of a pair behind them.
  private static func character(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Unicode.Scalar {
    guard let first = unit(bytes, index) else { return "\u{FFFD}" }
    index += 4
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C,
      bytes[index + 1] == UInt8(ascii: "u"), let second = unit(bytes, index + 2),
      (0xDC00..<0xE000).contains(second)
    else { return "\u{FFFD}" }
    index += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: return nil
      }
    }
    return value
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// A text as a string of JSON, with its quotes.
  static func quoted(_ text: String) -> String {
    var result: [UInt8] = [0x22]
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: result += [0x5C, byte]
      case 0x0A: result += [0x5C, UInt8(ascii: "n")]
      case 0x0D: result += [0x5C, UInt8(ascii: "r")]
      case 0x09: result += [0x5C, UInt8(ascii: "t")]
      case 0x08: result += [0x5C, UInt8(ascii: "b")]
      case 0x0C: result += [0x5C, UInt8(ascii: "f")]
      case 0..<0x20:
        result += "\\u00".utf8
        result.append(contentsOf: [byte >> 4, byte & 15].map { $0 < 10 ? $0 + 0x30 : $0 + 0x57 })
      default: result.append(byte)
      }
    }
    return String(decoding: result + [0x22], as: UTF8.self)
  }

  /// Whether these bytes are a number of JSON.
  static func isNumber(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var index = bytes.startIndex
    let end = bytes.endIndex
    func isDigit(_ index: Int) -> Bool { index < end && bytes[index] >= 0x30 && bytes[index] <= 0x39 }
    if index < end, bytes[index] == 0x2D { index += 1 }
    guard isDigit(index) else { return false }
    if bytes[index] == 0x30 { index += 1 } else { while isDigit(index) { index += 1 } }
    if index < end, bytes[index] == 0x2E {
      index += 1
      guard isDigit(index) else { return false }
      while isDigit(index) { index += 1 }
    }
    if index < end, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < end, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      guard isDigit(index) else { return false }
      while isDigit(index) { index += 1 }
    }
    return index == end
  }

  /// Whether these bytes are `true`, `false` or `null`.
  static func isWord(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.count <= 5
      && (bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8)
        || bytes.elementsEqual("null".utf8))
  }

  /// Whether the whole text is one value of JSON.
  static func isValid(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var cursor = JSONCursor(bytes)
      return isValid(&cursor, depth: 0) && cursor.peek() == nil
    }
  }

  private static func isValid(_ cursor: inout JSONCursor, depth: Int) -> Bool {
    guard depth < deepest else { return false }
    let result = Result { () throws(SearchError) in
      switch cursor.peek() {
      case 0x7B?:
        try cursor.members { cursor, key in
          isPlain(cursor.bytes[key.range]) && isValid(&cursor, depth: depth + 1)
        }
      case 0x5B?: try cursor.elements { cursor, _ in isValid(&cursor, depth: depth + 1) }
      case 0x22?: cursor.string().map { isPlain(cursor.bytes[$0.range]) } ?? false
      default: cursor.bare() != nil
      }
    }
    return (try? result.get()) ?? false
  }

  /// Whether a string holds no control characters, which must be escaped.
  private static func isPlain(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 }
  }
}
