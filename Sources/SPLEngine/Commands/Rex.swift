import Patterns
import SPL

extension CommandImplementation {
  /// `rex`: takes fields out of a field with the named groups of a regular expression, or edits it like sed.
  /// Source: Search Reference, "rex".
  static let rex = CommandImplementation("rex") { call, compilation throws(SearchError) in
    var written: String?
    for argument in call.arguments {
      switch argument {
      case .string(let literal), .text(let literal): written = literal.text
      default: break
      }
    }
    guard let written else { throw compilation.argument("needs a regular expression") }
    let text = QuotedText.unescaped(written)
    let field = call.text("field") ?? "_raw"
    let meter = compilation.meter
    if call.option("mode") != nil {
      let script = try SedScript(text, compilation)
      return .streaming(
        RowCommand { table throws(SearchError) in
          guard var column = table[field] else { return table }
          for row in column.indices { column[row] = try script.edit(column[row], meter) }
          var table = table
          table[field] = column
          return table
        })
    }
    let pattern = try SearchRun.regex(text, for: "rex")
    guard !pattern.namedGroups.isEmpty else {
      throw compilation.argument("the regular expression has no named group: (?<name>…)")
    }
    let limit = call.integer("max_match") ?? 1
    guard limit >= 0 else { throw compilation.argument("max_match must not be negative") }
    let extraction = RexExtraction(
      field: field, pattern: pattern, limit: limit == 0 ? meter.budget.values : limit,
      offsetField: call.text("offset_field"), meter: meter)
    return .streaming(extraction)
  }
}

private struct RexExtraction: StreamingCommand {
  let field: String
  let pattern: RegularExpression
  let limit: Int
  let offsetField: String?
  let meter: Meter

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table[field] else { return table }
    var columns = FieldColumns(count: table.count)
    let slots = pattern.namedGroups.map { (number: $0.number, name: $0.name, slot: columns.slot($0.name)) }
    let offsetSlot = offsetField.map { columns.slot($0) }
    for (row, value) in column.enumerated() {
      // Several values are texts of their own, each with as many matches as one has.
      for text in value.texts {
        let matches =
          limit == 1
          ? try pattern.match(text, for: "rex").map { [$0] } ?? []
          : try pattern.allMatches(text, limit: limit, for: "rex")
        for match in matches {
          for (number, _, slot) in slots {
            if let range = match.groups[number] { columns.add(.text(text.bytes(range)), to: slot) }
          }
          guard let offsetSlot else { continue }
          let offsets = slots.compactMap { number, name, _ in
            match.groups[number].map { "\(name)=\($0.lowerBound)-\(max($0.lowerBound, $0.upperBound - 1))" }
          }
          if !offsets.isEmpty { columns.add(.text(offsets.joined(separator: "&")), to: offsetSlot) }
        }
      }
      try columns.end(row: row, meter)
    }
    var result = table
    columns.write(to: &result)
    return result
  }
}
