import SPL

extension CommandImplementation {
  /// `selfjoin`: joins each row with the next ones that have the same values. Rows without one of the fields join with
  /// none, and go. Source: Search Reference, "selfjoin".
  static let selfjoin = CommandImplementation("selfjoin") { call, compilation throws(SearchError) in
    let fields = call.arguments.fields.map(\.name)
    guard !fields.isEmpty else { throw compilation.argument("a field is missing") }
    guard let most = Int(call.option("max") ?? "1"), most >= 0 else {
      throw compilation.argument("'max' takes a number of rows")
    }
    let overwrites = call.boolean("overwrite") ?? true
    let keepsSingle = call.boolean("keepsingle") ?? false
    let meter = compilation.meter
    return .stateful(
      WholeTableCommand(meter) { table throws(SearchError) in
        let keys = table.keys(of: fields)
        var groups: [String: [Int]] = [:]
        for (row, key) in keys.enumerated() { if let key { groups[key, default: []].append(row) } }
        var places: [String: Int] = [:]
        var pairs: [(first: Int, second: Int)] = []
        for (row, key) in keys.enumerated() {
          guard let key, let group = groups[key] else { continue }
          let place = places[key, default: 0]
          places[key] = place + 1
          if group.count == 1, keepsSingle { pairs.append((row, row)) }
          let partners = group.dropFirst(place + 1).prefix(most == 0 ? .max : most)
          for partner in partners { pairs.append((row, partner)) }
          try meter.check(rows: pairs.count)
        }
        return table.joined(pairs.map { overwrites ? ($0.second, $0.first) : ($0.first, $0.second) })
      })
  }
}

extension Table {
  /// For each pair a row with the fields of the first, and those of the second that the first lacks.
  fileprivate func joined(_ pairs: [(Int, Int)]) -> Table {
    var result = Table(count: pairs.count)
    for field in fields {
      guard let column = self[field] else { continue }
      result[field] = pairs.map { first, second in column[first].isNull ? column[second] : column[first] }
    }
    return result
  }

  /// For each row the values of fields as one text; nil where it lacks one of them.
  func keys(of fields: [String]) -> [String?] {
    let columns = fields.map { self[$0] }
    return (0..<count).map { row in
      var key = ""
      for column in columns {
        guard let text = column?[row].text else { return nil }
        key += "\(text.utf8.count):\(text)"
      }
      return key
    }
  }
}
