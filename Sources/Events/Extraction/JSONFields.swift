import Patterns
import SPLEngine

/// Fields of events that are JSON objects, named by their path: `user.name`, `items{}.id`.
///
/// Only what is asked for is read: values of other keys are passed over. A null is the text `null`.
/// Source: Knowledge Manager Manual, "Automatic key-value field extraction" (KV_MODE = json); Search Reference, "spath".
struct JSONFields: Sendable {
  /// The paths that are asked for, as a tree of keys; nil where all are.
  private let tree: Node?

  /// How deep values are read; what lies deeper is passed over.
  private static let mostDepth = 100

  /// A key on the way to a path.
  private final class Node: Sendable {
    let children: [(key: [UInt8], node: Node)]
    /// The path that ends here.
    let path: String?

    init(children: [(key: [UInt8], node: Node)], path: String?) {
      self.children = children
      self.path = path
    }

    /// The tree of paths that are given as their keys; `{}` is the key of the values of a list.
    static func tree(_ paths: [(keys: ArraySlice<[UInt8]>, path: String)]) -> Node {
      var groups: [[UInt8]: [(keys: ArraySlice<[UInt8]>, path: String)]] = [:]
      var order: [[UInt8]] = []
      var own: String?
      for (keys, path) in paths {
        guard let first = keys.first else {
          own = path
          continue
        }
        if groups[first] == nil { order.append(first) }
        groups[first, default: []].append((keys.dropFirst(), path))
      }
      return Node(children: order.map { ($0, tree(groups[$0] ?? [])) }, path: own)
    }

    func child(_ key: UnsafeBufferPointer<UInt8>) -> Node? {
      for child in children where child.key.count == key.count && child.key.elementsEqual(key) {
        return child.node
      }
      return nil
    }
  }

  /// Reads the fields that are asked for.
  init(_ demand: FieldDemand) {
    guard case .some(let fields) = demand else {
      tree = nil
      return
    }
    // A key may hold dots itself: the path is tried as keys between its dots, and as one key.
    var paths: [(keys: ArraySlice<[UInt8]>, path: String)] = []
    for field in fields.sorted() {
      paths.append((Self.keys(of: field)[...], field))
      if field.utf8.contains(UInt8(ascii: ".")) { paths.append(([Array(field.utf8)], field)) }
    }
    tree = Node.tree(paths)
  }

  /// `a.b{}.c` as `a`, `b`, `{}`, `c`.
  private static func keys(of path: String) -> [[UInt8]] {
    path.split(separator: ".").flatMap { part -> [[UInt8]] in
      var name = part
      var lists = 0
      while name.hasSuffix("{}") {
        name = name.dropLast(2)
        lists += 1
      }
      return (name.isEmpty ? [] : [Array(name.utf8)]) + Array(repeating: Array("{}".utf8), count: lists)
    }
  }

  /// Extracts the fields of one event; false where it is no JSON object or list.
  func extract(from text: UnsafeBufferPointer<UInt8>, row: Int, into columns: inout FieldColumns) -> Bool {
    var reader = Reader(text: text, row: row)
    swap(&columns, &reader.columns)
    reader.skipBlanks()
    guard let first = reader.peek, first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      swap(&columns, &reader.columns)
      return false
    }
    _ = tree.map { reader.read($0, depth: 0) } ?? reader.readAll(depth: 0)
    swap(&columns, &reader.columns)
    return true
  }

  private struct Reader {
    let text: UnsafeBufferPointer<UInt8>
    let row: Int
    var columns: FieldColumns
    var index = 0
    /// The path of the value that is read.
    var path: [UInt8] = []

    init(text: UnsafeBufferPointer<UInt8>, row: Int) {
      self.text = text
      self.row = row
      columns = FieldColumns(count: 0, demand: .all)
    }

    var peek: UInt8? { index < text.count ? text[index] : nil }

    @inline(__always)
    mutating func skipBlanks() {
      while index < text.count, text[index] <= 0x20 { index += 1 }
    }

    @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
      skipBlanks()
      guard index < text.count, text[index] == byte else { return false }
      index += 1
      return true
    }

    // MARK: What is asked for

    /// Reads a value below which paths are asked for; false where the text ends or is broken.
    mutating func read(_ node: Node, depth: Int) -> Bool {
      skipBlanks()
      guard let first = peek else { return false }
      switch first {
      case UInt8(ascii: "{"):
        guard depth < JSONFields.mostDepth, !node.children.isEmpty else { return skipValue() }
        index += 1
        if take(UInt8(ascii: "}")) { return true }
        repeat {
          skipBlanks()
          guard let key = stringRange(), take(UInt8(ascii: ":")) else { return false }
          let bytes = UnsafeBufferPointer(rebasing: text[key])
          if let child = node.child(bytes) {
            guard read(child, depth: depth + 1) else { return false }
          } else {
            guard skipValue() else { return false }
          }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
      case UInt8(ascii: "["):
        let braces: StaticString = "{}"
        let key = UnsafeBufferPointer(start: braces.utf8Start, count: 2)
        guard depth < JSONFields.mostDepth, let child = node.child(key) else { return skipValue() }
        index += 1
        if take(UInt8(ascii: "]")) { return true }
        repeat {
          guard read(child, depth: depth + 1) else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
      default:
        guard let path = node.path else { return skipValue() }
        guard let value = scalar() else { return false }
        if let slot = columns.slot(of: path) { columns.set(slot, at: row, .text(value), adds: true) }
        return true
      }
    }

    // MARK: All

    mutating func readAll(depth: Int) -> Bool {
      skipBlanks()
      guard let first = peek else { return false }
      let length = path.count
      switch first {
      case UInt8(ascii: "{"):
        guard depth < JSONFields.mostDepth else { return skipValue() }
        index += 1
        if take(UInt8(ascii: "}")) { return true }
        repeat {
          skipBlanks()
          guard let key = stringRange(), take(UInt8(ascii: ":")) else { return false }
          if length > 0 { path.append(UInt8(ascii: ".")) }
          path += hasEscape(key) ? Array(string(key).utf8) : Array(text[key])
          let isRead = readAll(depth: depth + 1)
          path.removeLast(path.count - length)
          guard isRead else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
      case UInt8(ascii: "["):
        guard depth < JSONFields.mostDepth else { return skipValue() }
        index += 1
        if take(UInt8(ascii: "]")) { return true }
        path += [UInt8(ascii: "{"), UInt8(ascii: "}")]
        defer { path.removeLast(path.count - length) }
        repeat {
          guard readAll(depth: depth + 1) else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
      default:
        guard let value = scalar() else { return false }
        let slot = path.withUnsafeBufferPointer { columns.slot(of: $0) }
        if let slot { columns.set(slot, at: row, .text(value), adds: true) }
        return true
      }
    }

    // MARK: Values

    /// A text, number, truth value or null as text.
    mutating func scalar() -> String? {
      if peek == UInt8(ascii: "\"") { return stringRange().map { string($0) } }
      let start = index
      while index < text.count, !isEnd(text[index]) { index += 1 }
      guard index > start else { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: text[start..<index]), as: UTF8.self)
    }

    private func isEnd(_ byte: UInt8) -> Bool {
      byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
        || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "{")
        || byte == UInt8(ascii: "[")
    }

    /// What stands between the quotes at this place.
    mutating func stringRange() -> Range<Int>? {
      guard peek == UInt8(ascii: "\"") else { return nil }
      let start = index + 1
      var from = start
      while let quote = ByteSearch.first(UInt8(ascii: "\""), in: text, from: from) {
        var slashes = 0
        while quote - slashes > start, text[quote - slashes - 1] == UInt8(ascii: "\\") { slashes += 1 }
        if slashes % 2 == 0 {
          index = quote + 1
          return start..<quote
        }
        from = quote + 1
      }
      return nil
    }

    private func hasEscape(_ range: Range<Int>) -> Bool {
      range.contains { text[$0] == UInt8(ascii: "\\") }
    }

    private func string(_ range: Range<Int>) -> String {
      hasEscape(range)
        ? JSONString.unescaped(text[range])
        : String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)
    }

    /// Passes over a value; false where it does not end.
    mutating func skipValue() -> Bool {
      skipBlanks()
      guard let first = peek else { return false }
      if first == UInt8(ascii: "\"") { return stringRange() != nil }
      guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return scalar() != nil }
      var depth = 0
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "\""):
          guard stringRange() != nil else { return false }
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 {
            index += 1
            return true
          }
        default: break
        }
        index += 1
      }
      return false
    }
  }
}

/// Texts of JSON. Source: RFC 8259, 7.
enum JSONString {
  /// The text that stands between the quotes; a broken escape stays as it is written, half a surrogate becomes U+FFFD.
  static func unescaped(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let escape = bytes[index + 1]
      index += 2
      switch escape {
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(escape)
      case UInt8(ascii: "u"):
        guard let unit = unit(bytes, index) else {
          result += [UInt8(ascii: "\\"), escape]
          continue
        }
        index += 4
        var scalar = UInt32(unit)
        if (0xD800..<0xDC00).contains(unit), index + 1 < bytes.endIndex, bytes[index] == UInt8(ascii: "\\"),
          bytes[index + 1] == UInt8(ascii: "u"), let low = self.unit(bytes, index + 2),
          (0xDC00..<0xE000).contains(low)
        {
          scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
          index += 6
        }
        result += Array(String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf8)
      default: result += [UInt8(ascii: "\\"), escape]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func unit(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ index: Int) -> UInt16? {
    guard index + 4 <= bytes.endIndex else { return nil }
    var value: UInt16 = 0
    for byte in bytes[index..<index + 4] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x37
      case 0x61...0x66: digit = byte - 0x57
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
