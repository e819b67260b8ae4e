import SPL

extension CommandImplementation {
  /// `set`: all rows of two searches, those of both, or those of one only. Rows are the same where all their fields are.
  /// Source: Search Reference, "set".
  static let set = CommandImplementation("set") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    guard call.subsearches.count == 2 else { throw compilation.argument("it takes two searches") }
    var tables: [Table] = []
    for search in call.subsearches {
      tables.append(
        try compilation.limited(
          compilation.results(of: search), to: compilation.meter.budget.joinRows, call))
    }
    var operation = ""
    for case .word(let word) in call.arguments { operation = word.text.lowercased() }
    return .generating(
      MadeRows { [tables, operation] in
        var left = tables[0].distinct
        let right = tables[1].distinct
        let (lefts, rights) = (Set(left.rowKeys), Set(right.rowKeys))
        switch operation {
        case "intersect": return left.filtered(left.rowKeys.map(rights.contains))
        case "diff":
          var rest = left.filtered(left.rowKeys.map { !rights.contains($0) })
          rest.append(right.filtered(right.rowKeys.map { !lefts.contains($0) }))
          return rest
        default:
          left.append(right.filtered(right.rowKeys.map { !lefts.contains($0) }))
          return left
        }
      })
  }
}

extension Table {
  /// Each row as one text: the same for rows whose fields are the same.
  fileprivate var rowKeys: [String] {
    let columns = fields.sorted(by: CodePoints.precede).compactMap { field in self[field].map { (field, $0) }
    }
    return (0..<count).map { row in
      var key = ""
      for (field, values) in columns where !values[row].isNull {
        key += "\(field.utf8.count):\(field)="
        for text in values[row].texts { key += "\(text.utf8.count):\(text)" }
      }
      return key
    }
  }

  /// The rows without those that came before.
  fileprivate var distinct: Table {
    var seen: Set<String> = []
    return filtered(rowKeys.map { seen.insert($0).inserted })
  }
}
