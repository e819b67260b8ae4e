import SPL

extension CommandImplementation {
  /// `extract`, `kv`: takes pairs of names and values out of `_raw`. A field that is there already stays, or with
  /// `mv_add` gets the further values. Source: Search Reference, "extract"; Admin Manual, "transforms.conf".
  static let extract = CommandImplementation("extract") { call, compilation throws(SearchError) in
    for case .name(let stanza) in call.arguments {
      throw compilation.unsupported("extract by stanzas of transforms.conf: '\(stanza.text)'")
    }
    var pairs = KeyValuePairs()
    pairs.pairDelimiters = call.text("pairdelim").map(delimiters)
    if let delimiter = call.text("kvdelim") {
      pairs.valueDelimiters = delimiters(delimiter)
      // Without an equals sign nothing tells where a pair ends but blanks, commas and semicolons.
      if pairs.pairDelimiters == nil, delimiter != "=" { pairs.pairDelimiters = Set(" \t\n\r,;".utf8) }
    }
    pairs.limit = call.integer("limit") ?? 50
    pairs.cleansNames = call.boolean("clean_keys") ?? true
    pairs.keepsEmptyValues = call.boolean("keep_empty_vals") ?? false
    return .streaming(
      PairExtraction(
        pairs: pairs, addsValues: call.boolean("mv_add") ?? false,
        longest: call.integer("maxchars") ?? 10_240, meter: compilation.meter))
  }

  /// The characters of an option, with `\n`, `\t` and `\r` as one each.
  private static func delimiters(_ text: String) -> Set<UInt8> {
    var bytes: Set<UInt8> = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.first,
        let index = Array("ntr".utf8).firstIndex(of: escaped)
      else {
        bytes.insert(byte)
        continue
      }
      rest.removeFirst()
      bytes.insert([0x0A, 0x09, 0x0D][index])
    }
    return bytes
  }
}

private struct PairExtraction: StreamingCommand {
  let pairs: KeyValuePairs
  let addsValues: Bool
  let longest: Int
  let meter: Meter

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table["_raw"] else { return table }
    var columns = FieldColumns(count: table.count)
    for (row, value) in column.enumerated() {
      for text in value.texts {
        var start = text.utf8.count > longest ? String(text.prefix(longest)) : text
        let outcome = start.withUTF8 { bytes in
          Result { () throws(SearchError) in
            try pairs.read(bytes) { name, value in
              let slot = columns.slot(name)
              if addsValues || !columns.has(slot) { columns.add(.text(value), to: slot) }
            }
          }
        }
        try outcome.get()
      }
      try columns.end(row: row, meter)
    }
    var result = table
    columns.write(to: &result, keepingOld: true)
    return result
  }
}
