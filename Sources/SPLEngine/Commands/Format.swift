import SPL

extension CommandImplementation {
  /// `format`: one row with the text of a filter for the rows. Source: Search Reference, "format".
  static let format = CommandImplementation("format") { call, compilation throws(SearchError) in
    guard call.boolean("quote") != true else {
      throw compilation.unsupported("format: the option 'quote' does not run here")
    }
    guard let most = Int(call.option("maxresults") ?? "0"), most >= 0 else {
      throw compilation.argument("'maxresults' takes a number of rows")
    }
    var format = ResultFormat()
    if let text = call.option("mvsep") { format.multivalueSeparator = text }
    if let text = call.option("emptystr") { format.emptyText = QuotedText.unescaped("\"\(text)\"") }
    var texts: [String] = []
    for case .name(let name) in CommandCall.flat(call.arguments) {
      texts.append(QuotedText.unescaped(name.text))
    }
    if texts.count == 6 {
      (format.rowPrefix, format.columnPrefix, format.columnSeparator) = (texts[0], texts[1], texts[2])
      (format.columnEnd, format.rowSeparator, format.rowEnd) = (texts[3], texts[4], texts[5])
    } else if !texts.isEmpty {
      throw compilation.argument("it takes six texts, or none")
    }
    return .stateful(
      WholeTableCommand(compilation.meter) { [format] table throws(SearchError) in
        let text = format.text(of: most > 0 ? table.prefix(most) : table)
        try compilation.meter.check(textBytes: text.utf8.count)
        return Table(count: 1, [("search", [.text(text)])])
      })
  }
}
