import SPL

extension CommandImplementation {
  /// `multikv`: a row of each line of a table in `_raw`. The first line, or the one that `forceheader` names, has the
  /// columns' names. Source: Search Reference, "multikv".
  static let multikv = CommandImplementation("multikv") { call, compilation throws(SearchError) in
    if let stanza = call.text("conf") {
      throw compilation.unsupported("multikv by a stanza of multikv.conf: '\(stanza)'")
    }
    var fields: Set<String> = []
    var filters: [String] = []
    var isFilter = false
    for argument in call.arguments {
      switch argument {
      case .word(let word): isFilter = word.text.lowercased() == "filter"
      case .field(let field): if isFilter { filters.append(field.name) } else { fields.insert(field.name) }
      case .string(let literal): filters.append(QuotedText.unescaped(literal.text))
      default: break
      }
    }
    if let header = call.integer("forceheader"), header < 1 {
      throw compilation.argument("lines of forceheader count from 1")
    }
    return .streaming(
      TableText(
        fields: fields, filters: filters, header: call.integer("forceheader"),
        hasHeader: !(call.boolean("noheader") ?? false), isOneTable: call.boolean("multitable") == false,
        copies: call.boolean("copyattrs") ?? true, keepsEvent: call.boolean("rmorig") == false,
        meter: compilation.meter))
  }
}

private struct TableText: StreamingCommand {
  let fields: Set<String>
  let filters: [String]
  let header: Int?
  let hasHeader: Bool
  /// Whether lines behind an empty one belong to the same table.
  let isOneTable: Bool
  let copies: Bool
  let keepsEvent: Bool
  let meter: Meter

  /// A line with the number of the row it came from.
  private struct Line {
    let row: Int
    let text: Substring?
    let cells: [(field: String, value: Substring)]
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table["_raw"] else { return table.prefix(0) }
    var lines: [Line] = []
    for (row, value) in column.enumerated() {
      for text in value.texts { read(text, row, &lines) }
      if keepsEvent { lines.append(Line(row: row, text: nil, cells: [])) }
      try meter.check(rows: lines.count)
    }
    try meter.check(cells: lines.count * (table.fields.count + 1))
    var result = Table(count: lines.count)
    let selected = table.selecting(lines.map(\.row))
    for field in selected.fields {
      let values = selected.column(field)
      result[field] = zip(lines, values).map { line, value in copies || line.text == nil ? value : .null }
    }
    result["_raw"] = zip(lines, selected.column("_raw")).map { line, value in
      line.text.map { .text(String($0)) } ?? value
    }
    var columns = FieldColumns(count: lines.count)
    for (number, line) in lines.enumerated() {
      for (field, value) in line.cells { columns.add(.text(String(value)), to: columns.slot(field)) }
      try columns.end(row: number, meter)
    }
    columns.write(to: &result)
    return result
  }

  private func read(_ text: String, _ row: Int, _ lines: inout [Line]) {
    var columns: [(field: String, start: Int)]?
    let all = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for line in all.dropFirst((header ?? 1) - 1) {
      let words = line.words
      if words.isEmpty {
        // Behind an empty line another table may begin, with a header of its own.
        if !isOneTable, hasHeader { columns = nil }
        continue
      }
      guard hasHeader else {
        let cells = words.enumerated().map { ("Column_\($0.offset + 1)", $0.element.text) }
        add(line, cells, row, &lines)
        continue
      }
      guard let columns else {
        columns = words.map { (String($0.text), $0.start) }
        continue
      }
      add(line, Self.cells(words, columns), row, &lines)
    }
  }

  private func add(
    _ line: Substring, _ cells: [(field: String, value: Substring)], _ row: Int, _ lines: inout [Line]
  ) {
    guard filters.isEmpty || filters.contains(where: { line.contains($0) }) else { return }
    let kept = fields.isEmpty ? cells : cells.filter { fields.contains($0.field) }
    lines.append(Line(row: row, text: line, cells: kept))
  }

  /// Words go to the columns one by one where there are as many; else each to the column above it.
  private static func cells(
    _ words: [(text: Substring, start: Int, end: Int)], _ columns: [(field: String, start: Int)]
  ) -> [(field: String, value: Substring)] {
    if words.count == columns.count { return zip(columns, words).map { ($0.field, $1.text) } }
    var cells: [(field: String, value: Substring)] = []
    var column = 0
    for word in words {
      while column + 1 < columns.count, columns[column + 1].start < word.end { column += 1 }
      if let last = cells.last, last.field == columns[column].field {
        let joined = last.value.base[last.value.startIndex..<word.text.endIndex]
        cells[cells.count - 1].value = joined
      } else {
        cells.append((columns[column].field, word.text))
      }
    }
    return cells
  }
}

extension Substring {
  /// The words, with the columns in which they begin and end.
  fileprivate var words: [(text: Substring, start: Int, end: Int)] {
    var words: [(text: Substring, start: Int, end: Int)] = []
    var start: (index: Index, column: Int)?
    var column = 0
    for index in indices {
      if self[index].isWhitespace {
        if let word = start { words.append((self[word.index..<index], word.column, column)) }
        start = nil
      } else if start == nil {
        start = (index, column)
      }
      column += 1
    }
    if let word = start { words.append((self[word.index...], word.column, column)) }
    return words
  }
}
