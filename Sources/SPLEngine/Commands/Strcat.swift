import SPL

extension CommandImplementation {
  /// `strcat`: joins fields and quoted texts into the field that is named last. Source: Search Reference, "strcat".
  static let strcat = CommandImplementation("strcat") { call, compilation throws(SearchError) in
    var parts: [(text: String, isField: Bool)] = []
    for argument in call.arguments {
      switch argument {
      case .field(let field): parts.append((field.name, true))
      case .string(let literal): parts.append((QuotedText.unescaped(literal.text), false))
      default: break
      }
    }
    guard let target = parts.popLast()?.text, !parts.isEmpty else {
      throw compilation.argument("needs texts or fields, and a field to write to")
    }
    let needsAll = call.boolean("allrequired") ?? false
    let meter = compilation.meter
    return .streaming(
      RowCommand { [parts] table throws(SearchError) in
        var texts = [String?](repeating: "", count: table.count)
        for (part, isField) in parts {
          let column = isField ? table.column(part) : []
          for row in texts.indices {
            let piece = isField ? column[row].text ?? (needsAll ? nil : "") : part
            texts[row] = texts[row].flatMap { text in piece.map { text + $0 } }
            try meter.check(textBytes: texts[row]?.utf8.count ?? 0)
          }
        }
        var table = table
        let old = table.column(target)
        table[target] = zip(texts, old).map { text, old in text.map(Value.text) ?? old }
        return table
      })
  }
}
