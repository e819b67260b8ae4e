/// AND, OR, NOT and XOR with three outcomes: true, false, and null where a part is null and decides. A part is looked
/// at only for rows that the parts before it leave open.
enum Logic {
  static func not(_ inner: CompiledExpression) -> CompiledExpression {
    .map(.boolean, inner) { value in
      if case .boolean(let truth) = value { .boolean(!truth) } else { .null }
    }
  }

  static func all(_ terms: [CompiledExpression]) -> CompiledExpression { fold(terms, decisive: false) }

  static func any(_ terms: [CompiledExpression]) -> CompiledExpression { fold(terms, decisive: true) }

  static func exclusive(_ left: CompiledExpression, _ right: CompiledExpression) -> CompiledExpression {
    .map(.boolean, left, right) { left, right in
      guard case .boolean(let first) = left, case .boolean(let second) = right else { return .null }
      return .boolean(first != second)
    }
  }

  /// The outcome `decisive` of one term settles a row.
  private static func fold(_ terms: [CompiledExpression], decisive: Bool) -> CompiledExpression {
    CompiledExpression(.boolean, fields: terms.reduce(into: []) { $0.formUnion($1.fields) }) {
      table throws(SearchError) in
      var result = [Value](repeating: .boolean(!decisive), count: table.count)
      var open = Array(0..<table.count)
      for term in terms {
        let values = try term.values(table, rows: open)
        var left: [Int] = []
        left.reserveCapacity(open.count)
        for (index, row) in open.enumerated() {
          switch values[index] {
          case .boolean(let truth):
            if truth == decisive { result[row] = .boolean(decisive) } else { left.append(row) }
          default:
            result[row] = .null
            left.append(row)
          }
        }
        open = left
        if open.isEmpty { break }
      }
      return result
    }
  }
}
