import SPL

extension CommandImplementation {
  /// `xmlkv`: a field of each XML element that holds nothing but text; all values of a repeated one.
  /// Source: Search Reference, "xmlkv".
  static let xmlkv = CommandImplementation("xmlkv") { call, compilation throws(SearchError) in
    let field = call.ownFields.first ?? "_raw"
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var columns = FieldColumns(count: table.count)
        for (row, value) in column.enumerated() {
          for var text in value.texts {
            text.withUTF8 { bytes in
              for element in XMLDocument(bytes).elements
              where element.children.isEmpty && !element.text.isEmpty {
                columns.add(.text(element.text), to: columns.slot(element.name))
              }
            }
          }
          try columns.end(row: row, meter)
        }
        var result = table
        columns.write(to: &result)
        return result
      })
  }

  /// `xmlunescape`: turns the entities of XML in `_raw` into their characters.
  /// Source: Search Reference, "xmlunescape".
  static let xmlunescape = CommandImplementation("xmlunescape") { _, _ throws(SearchError) in
    .streaming(
      RowCommand { table in
        guard let column = table["_raw"] else { return table }
        var table = table
        table["_raw"] = column.map { value in Value(value.texts.map { .text(XMLText.unescaped($0)) }) }
        return table
      })
  }

  /// `xpath`: takes values out of XML with an XPath. As Splunk's, it finds nothing in XML with a prologue.
  /// Source: Search Reference, "xpath".
  static let xpath = CommandImplementation("xpath") { call, compilation throws(SearchError) in
    var written: String?
    for argument in call.arguments {
      switch argument {
      case .string(let literal), .name(let literal): written = literal.text
      default: break
      }
    }
    guard let written else { throw compilation.argument("needs an XPath") }
    let path = try XPath(QuotedText.unescaped(written))
    let field = call.text("field") ?? "_raw"
    let output = call.text("outfield") ?? "xpath"
    let standard = call.text("default").map { Value.text($0) }
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var columns = FieldColumns(count: table.count)
        let slot = columns.slot(output)
        for (row, value) in column.enumerated() {
          for var text in value.texts where !text.trimmingBlanks.hasPrefix("<?xml") {
            let found = text.withUTF8 { path.texts(in: XMLDocument($0)) }
            for text in found { columns.add(.text(text), to: slot) }
          }
          if let standard, !columns.has(slot) { columns.add(standard, to: slot) }
          try columns.end(row: row, meter)
        }
        var result = table
        columns.write(to: &result)
        return result
      })
  }
}
