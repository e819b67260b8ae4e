import SPL

extension CommandImplementation {
  /// `spath`: takes fields out of JSON or XML: what is at a path, or all fields in the first 5,000 characters.
  /// Source: Search Reference, "spath"; Admin Manual, "limits.conf", [spath].
  static let spath = CommandImplementation("spath") { call, compilation throws(SearchError) in
    let input = call.text("input") ?? "_raw"
    var path = call.text("path")
    for case .name(let literal) in call.arguments { path = QuotedText.unescaped(literal.text) }
    guard let path, !path.isEmpty else {
      guard call.option("output") == nil else { throw compilation.argument("output= needs a path") }
      return .streaming(SpathAll(input: input, meter: compilation.meter))
    }
    guard let steps = DocumentPath(path) else {
      throw compilation.argument("'\(path)' is no path: a.b{}.c, items{0}.name, book{@year}")
    }
    return .streaming(
      SpathPath(input: input, path: steps, output: call.text("output") ?? path, meter: compilation.meter))
  }
}

/// How a document is written.
private enum DocumentKind {
  case json, xml

  /// By the first character that is no blank; nil for what is neither.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch bytes.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json
    case UInt8(ascii: "<"): self = .xml
    default: return nil
    }
  }
}

extension DocumentPath {
  /// What stands at the path in a document of either kind.
  func values(document bytes: UnsafeBufferPointer<UInt8>) -> [Value] {
    switch DocumentKind(bytes) {
    case .json: values(json: bytes)
    case .xml: values(xml: bytes)
    case nil: []
    }
  }
}

private struct SpathPath: StreamingCommand {
  let input: String
  let path: DocumentPath
  let output: String
  let meter: Meter

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table[input] else { return table }
    var columns = FieldColumns(count: table.count)
    let slot = columns.slot(output)
    for (row, value) in column.enumerated() {
      for var text in value.texts {
        for value in text.withUTF8({ path.values(document: $0) }) { columns.add(value, to: slot) }
      }
      try columns.end(row: row, meter)
    }
    var result = table
    columns.write(to: &result)
    return result
  }
}

private struct SpathAll: StreamingCommand {
  /// How much of a document is read.
  private static let characters = 5000

  let input: String
  let meter: Meter

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table[input] else { return table }
    let tree = FieldTree()
    var columns = FieldColumns(count: table.count)
    for (row, value) in column.enumerated() {
      for var text in value.texts {
        text.withUTF8 { bytes in
          let start = UnsafeBufferPointer(rebasing: bytes[..<Self.end(bytes)])
          switch DocumentKind(start) {
          case .json: JSONFields(tree: tree).read(start) { slot, value in columns.add(value, to: slot) }
          case .xml: XMLFields(tree: tree).read(start) { slot, value in columns.add(value, to: slot) }
          case nil: break
          }
        }
      }
      guard !tree.isFull else {
        throw SearchError(.limit, "spath: the events hold more names of fields than can be told apart")
      }
      try columns.end(row: row, meter)
    }
    var result = table
    columns.write(to: &result, names: tree.fields)
    return result
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard bytes.count > characters else { return bytes.count }
    var left = characters
    var index = 0
    while index < bytes.count {
      if bytes[index] & 0xC0 != 0x80 {
        if left == 0 { return index }
        left -= 1
      }
      index += 1
    }
    return bytes.count
  }
}
