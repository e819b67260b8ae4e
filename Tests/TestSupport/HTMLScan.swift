/// A page cut into elements and text, the way a browser would, strictly: whatever does not balance is a problem.
///
/// It knows no raw text elements: a page that has a script or style element tells that by the element alone.
public struct HTMLScan: Sendable {
  /// An element's start tag.
  public struct Element: Sendable {
    /// The name, in lower case.
    public let name: String
    /// The attributes in order, values decoded.
    public let attributes: [(name: String, value: String)]
    /// Where its text lies in the page's text.
    fileprivate(set) var range: Range<Int>

    /// The value of an attribute.
    public func attribute(_ name: String) -> String? {
      attributes.first { $0.name == name }?.value
    }
  }

  /// The elements, in order of their start tags.
  public private(set) var elements: [Element] = []
  /// What no page of ours may have: tags that do not balance, a bare `<`, an attribute without quotes.
  public private(set) var problems: [String] = []
  private var bytes: [UInt8] = []

  /// Reads a page.
  public init(_ page: [UInt8]) {
    var scanner = Scanner(page)
    scanner.run()
    elements = scanner.elements
    problems = scanner.problems
    bytes = scanner.text
  }

  /// All text, decoded, elements left out.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The decoded text inside each element of a name.
  public func texts(of name: String) -> [String] {
    elements.filter { $0.name == name }.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  /// The decoded text inside an element.
  public func text(of element: Element) -> String {
    String(decoding: bytes[element.range], as: UTF8.self)
  }
}

private struct Scanner {
  let page: [UInt8]
  var index = 0
  var elements: [HTMLScan.Element] = []
  var problems: [String] = []
  var text: [UInt8] = []
  private var open: [Int] = []

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
  ]

  init(_ page: [UInt8]) {
    self.page = page
  }

  mutating func run() {
    while index < page.count {
      switch page[index] {
      case UInt8(ascii: "<"): tag()
      case UInt8(ascii: "&"): text += entity()
      default:
        text.append(page[index])
        index += 1
      }
    }
    for left in open { problems.append("<\(elements[left].name)> is never closed") }
  }

  private mutating func tag() {
    let start = index
    index += 1
    let isEnd = take(UInt8(ascii: "/"))
    if !isEnd, index < page.count, page[index] == UInt8(ascii: "!") {
      if !page[start...].starts(with: Array("<!DOCTYPE html>".utf8)) { problems.append("a declaration") }
      index = (page[index...].firstIndex(of: UInt8(ascii: ">")) ?? page.count - 1) + 1
      return
    }
    let name = word()
    guard !name.isEmpty else { return problems.append("a bare '<'") }
    var attributes: [(name: String, value: String)] = []
    while index < page.count, page[index] != UInt8(ascii: ">") {
      let before = index
      skipSpace()
      _ = take(UInt8(ascii: "/"))
      let attribute = word()
      if !attribute.isEmpty { attributes.append((attribute, value(of: attribute))) }
      if index == before {
        problems.append("a stray character in <\(name)>")
        index += 1
      }
    }
    index += 1
    if isEnd { close(name) } else { begin(name, attributes) }
  }

  private mutating func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
    elements.append(HTMLScan.Element(name: name, attributes: attributes, range: text.count..<text.count))
    if !Self.void.contains(name) { open.append(elements.count - 1) }
  }

  private mutating func close(_ name: String) {
    guard let last = open.last, elements[last].name == name else {
      return problems.append("</\(name)> closes nothing")
    }
    open.removeLast()
    elements[last].range = elements[last].range.lowerBound..<text.count
  }

  private mutating func value(of attribute: String) -> String {
    guard take(UInt8(ascii: "=")) else { return "" }
    guard take(UInt8(ascii: "\"")) else {
      problems.append("\(attribute) has no quotes")
      return word()
    }
    var value: [UInt8] = []
    while index < page.count, page[index] != UInt8(ascii: "\"") {
      if page[index] == UInt8(ascii: "&") {
        value += entity()
      } else {
        value.append(page[index])
        index += 1
      }
    }
    index += 1
    return String(decoding: value, as: UTF8.self)
  }

  /// Lower-case letters, digits, `-`, `_` and `:`, in any case.
  private mutating func word() -> String {
    let start = index
    while index < page.count {
      let lower = page[index] | 0x20
      let isPart =
        (0x61...0x7A).contains(lower) || (0x30...0x39).contains(page[index]) || page[index] == 0x2D
        || page[index] == 0x5F || page[index] == 0x3A
      if !isPart { break }
      index += 1
    }
    return String(decoding: page[start..<index], as: UTF8.self).lowercased()
  }

  private mutating func entity() -> [UInt8] {
    let end = page[index...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    let name = String(decoding: page[index + 1..<(end ?? index + 1)], as: UTF8.self)
    let named = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    var decoded = named[name]
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      decoded = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map(String.init)
    } else if name.hasPrefix("#") {
      decoded = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map(String.init)
    }
    guard let decoded, let end else {
      problems.append("a bare '&'")
      index += 1
      return [UInt8(ascii: "&")]
    }
    index = end + 1
    return Array(decoded.utf8)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < page.count, page[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < page.count, page[index] <= 0x20 { index += 1 }
  }
}
