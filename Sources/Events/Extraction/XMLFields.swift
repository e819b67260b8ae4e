import SPLEngine

/// Fields of events that are XML: the text of each element by its path, each attribute as `path{@name}`.
/// Source: Knowledge Manager Manual, "Automatic key-value field extraction" (KV_MODE = xml).
enum XMLFields {
  /// How deep elements are read.
  private static let mostDepth = 100

  /// Extracts the fields of one event.
  static func extract(from text: UnsafeBufferPointer<UInt8>, row: Int, into columns: inout FieldColumns) {
    var scanner = XMLScanner(text)
    var path: [String] = []
    var content = ""
    while let token = scanner.next() {
      switch token {
      case .open(let name, let attributes, let isEmpty):
        content = ""
        guard path.count < mostDepth else { return }
        path.append(name)
        let joined = path.joined(separator: ".")
        for (key, value) in attributes where !key.hasPrefix("xmlns") {
          if let slot = columns.slot(of: "\(joined){@\(key)}") {
            columns.set(slot, at: row, .text(value), adds: true)
          }
        }
        if isEmpty { path.removeLast() }
      case .text(let text): content += text
      case .close:
        let value = content.trimmingBlanks
        if !value.isEmpty, let slot = columns.slot(of: path.joined(separator: ".")) {
          columns.set(slot, at: row, .text(value), adds: true)
        }
        content = ""
        if !path.isEmpty { path.removeLast() }
      }
    }
  }
}

/// Reads XML piece by piece. Only the five entities that every document has and numeric ones are read; no document
/// type is looked at, and nothing is expanded. Source: Extensible Markup Language 1.0, 4.1, 4.6.
struct XMLScanner {
  /// A piece.
  enum Token {
    case open(String, attributes: [(key: String, value: String)], isEmpty: Bool)
    case text(String)
    case close
  }

  private let text: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func next() -> Token? {
    while index < text.count {
      guard text[index] == UInt8(ascii: "<") else {
        let start = index
        while index < text.count, text[index] != UInt8(ascii: "<") { index += 1 }
        return .text(XMLText.decoded(UnsafeBufferPointer(rebasing: text[start..<index])))
      }
      guard index + 1 < text.count else { return nil }
      switch text[index + 1] {
      case UInt8(ascii: "/"):
        skip(past: ">")
        return .close
      case UInt8(ascii: "?"): skip(past: "?>")
      case UInt8(ascii: "!"):
        if starts(with: "<!--") {
          skip(past: "-->")
        } else if starts(with: "<![CDATA[") {
          let start = index + 9
          skip(past: "]]>")
          let end = max(start, min(index, text.count) - 3)
          return .text(String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self))
        } else {
          skip(past: ">")
        }
      default:
        if let token = element() { return token }
      }
    }
    return nil
  }

  private mutating func element() -> Token? {
    index += 1
    let name = self.name()
    var attributes: [(key: String, value: String)] = []
    while index < text.count {
      skipBlanks()
      guard index < text.count else { return nil }
      if text[index] == UInt8(ascii: ">") {
        index += 1
        return .open(name, attributes: attributes, isEmpty: false)
      }
      if text[index] == UInt8(ascii: "/") {
        index += 1
        skip(past: ">")
        return .open(name, attributes: attributes, isEmpty: true)
      }
      let key = self.name()
      skipBlanks()
      guard !key.isEmpty, index < text.count, text[index] == UInt8(ascii: "=") else {
        index += 1
        continue
      }
      index += 1
      skipBlanks()
      guard index < text.count, text[index] == UInt8(ascii: "\"") || text[index] == UInt8(ascii: "'") else {
        continue
      }
      let quote = text[index]
      index += 1
      let start = index
      while index < text.count, text[index] != quote { index += 1 }
      attributes.append((key, XMLText.decoded(UnsafeBufferPointer(rebasing: text[start..<index]))))
      index += 1
    }
    return nil
  }

  private mutating func name() -> String {
    let start = index
    while index < text.count, !" \t\r\n=/><\"'".utf8.contains(text[index]) { index += 1 }
    return String(decoding: UnsafeBufferPointer(rebasing: text[start..<index]), as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < text.count, text[index] <= 0x20 { index += 1 }
  }

  private func starts(with prefix: StaticString) -> Bool {
    index + prefix.utf8CodeUnitCount <= text.count
      && text[index..<index + prefix.utf8CodeUnitCount].elementsEqual(
        UnsafeBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
  }

  private mutating func skip(past end: StaticString) {
    let bytes = UnsafeBufferPointer(start: end.utf8Start, count: end.utf8CodeUnitCount)
    while index + bytes.count <= text.count {
      if text[index..<index + bytes.count].elementsEqual(bytes) {
        index += bytes.count
        return
      }
      index += 1
    }
    index = text.count
  }
}

/// Texts of XML.
enum XMLText {
  /// The text with its character references read; one that is not known stays as it is written.
  static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"),
        let end = bytes[index..<min(bytes.count, index + 12)].firstIndex(of: UInt8(ascii: ";")),
        let text = character(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[index + 1..<end]), as: UTF8.self))
      {
        result += Array(text.utf8)
        index = end + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func character(_ name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap { UnicodeScalar($0) }.map { String($0) }
    }
  }
}

extension String {
  /// The text without white space at both ends.
  var trimmingBlanks: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
