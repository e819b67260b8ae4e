import SPL

extension CommandImplementation {
  /// `map`: runs a search once for each row, with the row's values in place of `$field$`.
  ///
  /// Inside quotation marks a value is put in with its quotes and backslashes escaped; outside of them it gets quotation
  /// marks unless it is one plain word. Source: Search Reference, "map".
  static let map = CommandImplementation("map") { call, compilation throws(SearchError) in
    guard let most = Int(call.option("maxsearches") ?? "10"), most >= 0 else {
      throw compilation.argument("'maxsearches' takes a number")
    }
    let template = try MapTemplate(call, compilation)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        if table.count > most {
          compilation.run.reporter.note(
            "'map' got \(table.count) rows, and ran a search for the first \(most) of them")
        }
        var result = Table()
        for row in 0..<min(most, table.count) {
          try compilation.meter.checkTime()
          let text = try template.filled(from: table, row, compilation)
          result.append(try compilation.results(of: compilation.parse(text)))
          try compilation.meter.check(rows: result.count)
        }
        return result
      })
  }
}

/// A search with places for the values of a row.
private struct MapTemplate: Sendable {
  private enum Piece {
    case text([UInt8])
    case field(String, isQuoted: Bool)
  }

  private var pieces: [Piece] = []

  init(_ call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    var text: String?
    if let option = call.option("search") { text = QuotedText.unescaped("\"\(option)\"") }
    if let subsearch = call.subsearches.first {
      let inner = compilation.bytes[subsearch.range.lowerBound + 1..<subsearch.range.upperBound - 1]
      text = "| " + String(decoding: inner, as: UTF8.self).trimmingBlanks.drop { $0 == "|" }
    }
    guard let text else {
      throw compilation.unsupported("map: saved searches are not known here; give it search=\"…\"")
    }
    read(Array(compilation.environment.expandingMacros(text).utf8))
  }

  private mutating func read(_ bytes: [UInt8]) {
    var literal: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        literal += bytes[index...index + 1]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "$"), let end = Self.nameEnd(bytes, index + 1) {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        literal = []
        pieces.append(.field(String(decoding: bytes[index + 1..<end], as: UTF8.self), isQuoted: isQuoted))
        index = end + 1
        continue
      }
      literal.append(byte)
      index += 1
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
  }

  /// The place of the `$` that ends the name of a field; nil where none begins.
  private static func nameEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var end = start
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    return end > start && end < bytes.count && bytes[end] == UInt8(ascii: "$") ? end : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte >= 0x80
      || "_.:{}@-".utf8.contains(byte)
  }

  func filled(from table: Table, _ row: Int, _ compilation: Compilation) throws(SearchError) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let bytes): text += String(decoding: bytes, as: UTF8.self)
      case .field(let field, let isQuoted):
        let value = field == "_serial_id" ? String(row + 1) : table.value(field, at: row).text
        guard let value else {
          throw compilation.argument("a row has no value of '\(field)' to put in place of $\(field)$")
        }
        text +=
          isQuoted ? ResultFormat.escaped(value) : Self.isWord(value) ? value : ResultFormat.quoted(value)
      }
      try compilation.meter.check(textBytes: text.utf8.count)
    }
    return text
  }

  private static func isWord(_ text: String) -> Bool {
    Number(text) != nil
      || !text.isEmpty
        && text.utf8.allSatisfy {
          $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x5F
        }
  }
}
