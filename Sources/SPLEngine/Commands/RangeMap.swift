import SPL

extension CommandImplementation {
  /// `rangemap`: puts the names of the ranges in which a number lies into the field `range`.
  /// Source: Search Reference, "rangemap".
  static let rangemap = CommandImplementation("rangemap") { call, compilation throws(SearchError) in
    guard let field = call.text("field") else { throw compilation.argument("needs field=") }
    let standard = call.text("default") ?? "None"
    var ranges: [(name: Value, range: ClosedRange<Double>)] = []
    for case .option(let option) in call.arguments {
      let name = option.name.text
      guard name.lowercased() != "field", name.lowercased() != "default" else { continue }
      guard let text = call.text(name.lowercased()), let range = closedRange(text) else {
        throw compilation.argument("'\(name)' is no range, as in low=1-10 or down=-5--1")
      }
      ranges.append((.text(name), range))
    }
    guard !ranges.isEmpty else { throw compilation.argument("needs a range, as in low=0-9") }
    return .streaming(
      RowCommand { [ranges] table in
        var table = table
        table["range"] = table.column(field).map { value in
          let numbers = value.values.compactMap(\.double)
          let names = ranges.filter { _, range in numbers.contains { range.contains($0) } }.map(\.name)
          return names.isEmpty ? .text(standard) : Value(names)
        }
        return table
      })
  }

  /// `1-10`, `-5--1`, `3.9-4.3`
  private static func closedRange(_ text: String) -> ClosedRange<Double>? {
    guard let dash = text.dropFirst().firstIndex(of: "-"),
      let start = Number(String(text[..<dash])), let end = Number(String(text[text.index(after: dash)...])),
      start.value <= end.value
    else { return nil }
    return start.value...end.value
  }
}
