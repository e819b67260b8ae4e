import Patterns
import SPL

extension CommandImplementation {
  /// `makemv`: splits the text of a field into several values. Source: Search Reference, "makemv".
  static let makemv = CommandImplementation("makemv") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    let meter = compilation.meter
    if let tokenizer = call.text("tokenizer") {
      let pattern = try SearchRun.regex(tokenizer, for: "makemv")
      guard pattern.groupCount > 0 else { throw compilation.argument("the tokenizer needs a group") }
      return .streaming(
        RowCommand { table throws(SearchError) in
          try table.splitting(field, meter) { text throws(SearchError) in
            try pattern.allMatches(text, limit: meter.budget.values, for: "makemv").compactMap { match in
              match.groups[1].map { .text(text.bytes($0)) }
            }
          }
        })
    }
    let delimiter = Array((call.text("delim") ?? " ").utf8)
    guard !delimiter.isEmpty else { throw compilation.argument("the separator must not be empty") }
    let allowsEmpty = call.boolean("allowempty") ?? false
    return .streaming(
      RowCommand { table throws(SearchError) in
        try table.splitting(field, meter) { text in
          text.pieces(separatedBy: delimiter).filter { allowsEmpty || !$0.isEmpty }.map(Value.text)
        }
      })
  }

  /// `nomv`: joins the values of a field into one text, with line breaks, or what `mvcombine` said.
  /// Source: Search Reference, "nomv".
  static let nomv = CommandImplementation("nomv") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard var column = table[field] else { return table }
        let separator = table.separators[field] ?? "\n"
        for row in column.indices {
          guard case .list(let values) = column[row] else { continue }
          let text = values.compactMap(\.text).joined(separator: separator)
          try meter.check(textBytes: text.utf8.count)
          column[row] = .text(text)
        }
        var table = table
        table[field] = column
        return table
      })
  }

  /// `mvexpand`: a row of each value of a field. A row without the field stays. Source: Search Reference, "mvexpand".
  static let mvexpand = CommandImplementation("mvexpand") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    let limit = call.integer("limit") ?? 0
    guard limit >= 0 else { throw compilation.argument("the limit must not be negative") }
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var rows: [Int] = []
        var values: [Value] = []
        for (row, value) in column.enumerated() {
          let expanded = limit > 0 ? Array(value.values.prefix(limit)) : value.values
          rows.append(contentsOf: repeatElement(row, count: max(1, expanded.count)))
          values += value.isNull ? [.null] : expanded
          try meter.check(rows: rows.count)
        }
        guard rows.count > table.count || limit > 0 else { return table }
        try meter.check(cells: rows.count * table.fields.count)
        var result = table.selecting(rows)
        result[field] = values
        return result
      })
  }

  /// `mvcombine`: joins rows that differ in one field only into a row with all its values, where the first of them
  /// stood. Source: Search Reference, "mvcombine".
  static let mvcombine = CommandImplementation("mvcombine") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    let separator = call.text("delim") ?? " "
    let meter = compilation.meter
    return .stateful(
      WholeTableCommand(meter) { table throws(SearchError) in
        guard let column = table[field] else { return table }
        let others = table.fields.filter { $0 != field }.map { table.column($0) }
        var groups: [[Value]: Int] = [:]
        var first: [Int] = []
        var values: [[Value]] = []
        for row in column.indices {
          let key = others.map { $0[row].comparedAsText }
          if let group = groups[key], !column[row].isNull {
            values[group] += column[row].values
            try meter.check(values: values[group].count)
          } else {
            if !column[row].isNull { groups[key] = first.count }
            first.append(row)
            values.append(column[row].values)
          }
        }
        var result = table.selecting(first)
        result[field] = values.map { Value($0) }
        result.separators[field] = separator
        return result
      })
  }
}

extension Table {
  /// The table with each value of a field split into several.
  fileprivate func splitting(
    _ field: String, _ meter: Meter, _ split: (String) throws(SearchError) -> [Value]
  ) throws(SearchError) -> Table {
    guard var column = self[field] else { return self }
    for row in column.indices {
      var values: [Value] = []
      for text in column[row].texts { values += try split(text) }
      try meter.check(values: values.count)
      column[row] = Value(values)
    }
    var table = self
    table[field] = column
    return table
  }
}

extension String {
  /// The text of a range of its UTF-8 bytes.
  func bytes(_ range: Range<Int>) -> String {
    var text = self
    return text.withUTF8 { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  /// The pieces between separators, empty ones included.
  func pieces(separatedBy separator: [UInt8]) -> [String] {
    var text = self
    return text.withUTF8 { bytes in
      var pieces: [String] = []
      var start = 0
      var index = 0
      while index + separator.count <= bytes.count {
        if bytes[index] == separator[0],
          bytes[index..<index + separator.count].elementsEqual(separator)
        {
          pieces.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self))
          index += separator.count
          start = index
        } else {
          index += 1
        }
      }
      pieces.append(String(decoding: UnsafeBufferPointer(rebasing: bytes[start...]), as: UTF8.self))
      return pieces
    }
  }
}
