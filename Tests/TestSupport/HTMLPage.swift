/// A page read strictly: every element closed in order, every attribute quoted, every id once.
public struct HTMLPage: Sendable {
  /// The `href` values, as an HTML parser gives them.
  public private(set) var links: [String] = []
  /// The `id` values.
  public private(set) var ids: Set<String> = []
  /// The elements, by name.
  public private(set) var elements: [String: Int] = [:]
  /// What is wrong, with the byte offset.
  public private(set) var faults: [String] = []

  private static let void: Set<String> = ["br", "hr", "img", "input", "link", "meta", "wbr", "source"]
  private let bytes: [UInt8]
  private var index = 0
  private var open: [String] = []

  /// Reads a page.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if !bytes.starts(with: "<!DOCTYPE html>".utf8) { fault("there is no doctype") }
    read()
    if !open.isEmpty { fault("never closed: \(open.joined(separator: ", "))") }
  }

  private mutating func fault(_ text: String) {
    if faults.count < 10 { faults.append("at \(index): \(text)") }
  }

  private mutating func read() {
    while let next = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
    {
      index = next
      if bytes[index] == UInt8(ascii: "&") {
        reference()
      } else if bytes[index...].starts(with: "<!--".utf8) || bytes[index...].starts(with: "<!DOCTYPE".utf8) {
        index = (bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
      } else if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/") {
        closeTag()
      } else {
        openTag()
      }
    }
  }

  private mutating func reference() {
    let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    if end == nil { fault("an ampersand that begins no reference") }
    index += 1
  }

  private mutating func name() -> String {
    let start = index
    while index < bytes.count, isNamePart(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
  }

  private mutating func closeTag() {
    index += 2
    let tag = name()
    if open.popLast() != tag { fault("</\(tag)> closes what is not open") }
    if index < bytes.count, bytes[index] != UInt8(ascii: ">") { fault("</\(tag) is not ended") }
    index += 1
  }

  private mutating func openTag() {
    index += 1
    let tag = name()
    if tag.isEmpty { return fault("a '<' that begins no tag") }
    elements[tag, default: 0] += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] <= 0x20 {
        index += 1
      } else {
        attribute(of: tag)
      }
    }
    index += 1
    if !Self.void.contains(tag) { open.append(tag) }
  }

  private mutating func attribute(of tag: String) {
    let name = name()
    guard !name.isEmpty else {
      fault("no attribute in <\(tag)")
      index += 1
      return
    }
    if name.hasPrefix("on") || name == "style" { fault("attribute \(name) in <\(tag)") }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return }
    index += 1
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\""),
      let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\""))
    else { return fault("\(name) of <\(tag) is not quoted") }
    let value = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    index = end + 1
    if name == "href" { links.append(value.replacing("&amp;", with: "&").replacing("&#x27;", with: "'")) }
    if name == "id", !ids.insert(value).inserted { fault("id \(value) stands twice") }
  }
}
