/// Reads XML from left to right, in bytes that need not be well-formed: tags, their attributes, texts.
///
/// Nothing is validated. No entity is resolved but the five of XML and characters by number, so that no document can
/// grow or reach for another. Source: XML 1.0.
struct XMLScanner {
  /// A part of a document; ranges are those of the bytes.
  enum Token {
    /// A start tag: its name, and what stands behind that.
    case open(name: Range<Int>, attributes: Range<Int>, isEmpty: Bool)
    /// An end tag.
    case close(name: Range<Int>)
    /// Text between tags. CDATA is taken as it is.
    case text(Range<Int>, isLiteral: Bool)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// The next byte's offset.
  private(set) var index: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  /// The next part; nil at the end, and where a tag is not closed. Comments, processing instructions and document types
  /// are passed over.
  mutating func next() -> Token? {
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return .text(start..<index, isLiteral: false)
      }
      if starts("<!--") {
        guard skip(past: "-->") else { return nil }
      } else if starts("<![CDATA[") {
        let start = index + 9
        guard skip(past: "]]>") else { return nil }
        return .text(start..<max(start, index - 3), isLiteral: true)
      } else if starts("<?") {
        guard skip(past: "?>") else { return nil }
      } else if starts("<!") {
        guard skipDocumentType() else { return nil }
      } else {
        return tag()
      }
    }
    return nil
  }

  private mutating func tag() -> Token? {
    var start = index + 1
    let isClosing = start < bytes.count && bytes[start] == UInt8(ascii: "/")
    if isClosing { start += 1 }
    var nameEnd = start
    while nameEnd < bytes.count, Self.isName(bytes[nameEnd]) { nameEnd += 1 }
    guard nameEnd > start else {
      // A `<` that begins no tag is text.
      let from = index
      index += 1
      while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
      return .text(from..<index, isLiteral: false)
    }
    guard let end = tagEnd(from: nameEnd) else {
      index = bytes.count
      return nil
    }
    index = end + 1
    if isClosing { return .close(name: start..<nameEnd) }
    let isEmpty = end > nameEnd && bytes[end - 1] == UInt8(ascii: "/")
    return .open(name: start..<nameEnd, attributes: nameEnd..<(isEmpty ? end - 1 : end), isEmpty: isEmpty)
  }

  /// The offset of the `>` that ends a tag, quoted values passed over.
  private func tagEnd(from start: Int) -> Int? {
    var position = start
    var quote: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return position
      }
      position += 1
    }
    return nil
  }

  private func starts(_ mark: StaticString) -> Bool {
    let length = mark.utf8CodeUnitCount
    guard index + length <= bytes.count else { return false }
    for offset in 0..<length where bytes[index + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  private mutating func skip(past mark: StaticString) -> Bool {
    while index < bytes.count {
      if starts(mark) {
        index += mark.utf8CodeUnitCount
        return true
      }
      index += 1
    }
    return false
  }

  /// `<!DOCTYPE … [ … ]>`: what it declares is not looked at.
  private mutating func skipDocumentType() -> Bool {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0:
        index += 1
        return true
      default: break
      }
      index += 1
    }
    return false
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F, 0x3A, 0x2D, 0x2E, 0x80...: true
    default: false
    }
  }

  /// The attributes in a start tag: the ranges of name and value.
  func attributes(_ range: Range<Int>) -> [(name: Range<Int>, value: Range<Int>)] {
    var found: [(name: Range<Int>, value: Range<Int>)] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard Self.isName(bytes[position]) else {
        position += 1
        continue
      }
      let name = position
      while position < range.upperBound, Self.isName(bytes[position]) { position += 1 }
      let nameEnd = position
      while position < range.upperBound, bytes[position] <= 0x20 { position += 1 }
      guard position < range.upperBound, bytes[position] == UInt8(ascii: "=") else { continue }
      position += 1
      while position < range.upperBound, bytes[position] <= 0x20 { position += 1 }
      guard position < range.upperBound else { break }
      let quote = bytes[position]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      let start = position + 1
      position = start
      while position < range.upperBound, bytes[position] != quote { position += 1 }
      found.append((name..<nameEnd, start..<position))
      position += 1
    }
    return found
  }

  /// Whether two names are the same.
  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    guard left.count == right.count else { return false }
    var offset = left.count - 1
    // Names of one document differ at their ends more often than at their beginnings.
    while offset >= 0, bytes[left.lowerBound + offset] == bytes[right.lowerBound + offset] { offset -= 1 }
    return offset < 0
  }

  /// The characters of a text or attribute.
  func text(_ range: Range<Int>, isLiteral: Bool = false) -> String {
    let content = UnsafeBufferPointer(rebasing: bytes[range])
    return isLiteral ? String(decoding: content, as: UTF8.self) : XMLText.unescaped(content)
  }

  /// Whether a text is nothing but blanks.
  func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 <= 0x20 } }
}

/// Texts of XML.
enum XMLText {
  /// The text with its entities as characters; others than the five of XML and those by number stay as they stand.
  static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = entity(bytes, index + 1) {
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The same of a text.
  static func unescaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { unescaped($0) }
  }

  private static func entity(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
    var end = start
    // No entity that is known here is longer: `&#x0010FFFF;`.
    while end < bytes.count, end - start < 11, bytes[end] != UInt8(ascii: ";") { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { return nil }
    let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    let scalar: Unicode.Scalar? =
      switch name {
      case "amp": "&"
      case "lt": "<"
      case "gt": ">"
      case "quot": "\""
      case "apos": "'"
      default:
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
          UInt32(name.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
        } else if name.hasPrefix("#") {
          UInt32(name.dropFirst()).flatMap { Unicode.Scalar($0) }
        } else {
          nil
        }
      }
    return scalar.map { ($0, end + 1) }
  }
}
