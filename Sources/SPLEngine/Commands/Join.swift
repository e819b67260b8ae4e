import SPL

extension CommandImplementation {
  /// `join`: adds to each row the fields of the subsearch's rows that have the same values.
  ///
  /// The subsearch runs first; each row of the search is then looked up by itself. Source: Search Reference, "join".
  static let join = CommandImplementation("join") { call, compilation throws(SearchError) in
    guard call.boolean("return_multivalue") != true else {
      throw compilation.unsupported("join: the option 'return_multivalue' does not run here")
    }
    let limit = compilation.meter.budget.joinRows
    let right =
      if call.subsearches.isEmpty {
        try compilation.limited(compilation.rows(ofDataSet: call.clause("dataset")), to: limit, call)
      } else { try compilation.subsearch(of: call, limit: limit) }
    var join = Join(right, meter: compilation.meter)
    join.keepsAll = ["left", "outer"].contains(call.option("type")?.lowercased() ?? "inner")
    join.overwrites = call.boolean("overwrite") ?? true
    if let text = call.option("max") {
      guard let number = Int(text), number >= 0 else {
        throw compilation.argument("'max' takes a number of rows")
      }
      join.mostPartners = number == 0 ? .max : number
    }
    if call.boolean("usetime") == true { join.wantsEarlier = call.boolean("earlier") ?? true }
    try join.setKeys(call, compilation)
    // Which fields both sides have is known once all rows came.
    guard join.namesKeys else {
      return .stateful(
        WholeTableCommand(compilation.meter) { [join] table throws(SearchError) in
          try join.apply(to: table)
        })
    }
    return .streaming(join.indexed())
  }
}

/// A join that is ready to run.
struct Join: StreamingCommand {
  /// Whether rows without a partner stay.
  var keepsAll = false
  /// Whether the partner's fields replace those of the same name.
  var overwrites = true
  var mostPartners = 1
  /// Whether partners must be earlier, or later; nil where time does not count.
  var wantsEarlier: Bool?
  private var right: Table
  private let meter: Meter
  /// The fields on both sides that must have the same values; nil for all that both sides have.
  private var keys: [(left: String, right: String)]?
  /// What the fields of both sides are called afterwards.
  private var aliases: (left: String, right: String)?
  /// Rows of the right side by the values of the keys.
  private var index: [String: [Int]] = [:]

  init(_ right: Table, meter: Meter) {
    self.right = right
    self.meter = meter
  }

  /// Whether the fields to join by are named.
  var namesKeys: Bool { keys != nil }

  mutating func setKeys(_ call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    let condition = call.clause("where").fields.map(\.name)
    let names = call.arguments.filter { argument in
      if case .clause = argument { false } else { true }
    }.fields.map(\.name)
    switch (call.option("left"), call.option("right")) {
    case (nil, nil):
      guard condition.isEmpty else {
        throw compilation.argument("WHERE needs the options 'left' and 'right'")
      }
      keys = names.isEmpty ? nil : names.map { ($0, $0) }
    case (let left?, let right?):
      guard !condition.isEmpty, condition.count.isMultiple(of: 2) else {
        throw compilation.argument("the options 'left' and 'right' need WHERE left.field=right.field")
      }
      var pairs: [(left: String, right: String)] = []
      for index in stride(from: 0, to: condition.count, by: 2) {
        let sides = [condition[index], condition[index + 1]]
        let mine = sides.first { $0.hasPrefix("\(left).") }
        let theirs = sides.first { $0.hasPrefix("\(right).") && $0 != mine }
        guard let mine, let theirs else {
          throw compilation.argument("WHERE compares a field of '\(left).' with one of '\(right).'")
        }
        pairs.append((String(mine.dropFirst(left.count + 1)), String(theirs.dropFirst(right.count + 1))))
      }
      keys = pairs
      aliases = (left, right)
    default: throw compilation.argument("the options 'left' and 'right' go together")
    }
  }

  /// The join with its right side looked through, where the keys are known by now.
  func indexed() -> Join {
    guard let keys else { return self }
    var join = self
    join.index = Self.rows(of: right, by: keys.map(\.right))
    return join
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    let common = self.keys ?? table.fields.filter { right.has($0) && !$0.hasPrefix("_") }.map { ($0, $0) }
    guard !common.isEmpty else { return keepsAll ? table : table.prefix(0) }
    let index = self.keys == nil ? Self.rows(of: right, by: common.map(\.right)) : index
    let keys = table.keys(of: common.map(\.left))
    var lefts: [Int] = []
    var rights: [Int?] = []
    for row in 0..<table.count {
      let partners = keys[row].flatMap { index[$0] } ?? []
      let chosen = partners.lazy.filter { fitsTime(table, row, $0) }.prefix(mostPartners)
      for partner in chosen {
        lefts.append(row)
        rights.append(partner)
      }
      if chosen.isEmpty, keepsAll {
        lefts.append(row)
        rights.append(nil)
      }
      try meter.check(rows: lefts.count)
    }
    return merged(table, lefts, rights)
  }

  private func merged(_ table: Table, _ lefts: [Int], _ rights: [Int?]) -> Table {
    var result = table.selecting(lefts)
    if let aliases {
      for field in result.fields where !field.hasPrefix("_") {
        result.rename(field, to: "\(aliases.left).\(field)")
      }
    }
    for field in right.fields {
      guard let theirs = right[field] else { continue }
      if aliases != nil, field.hasPrefix("_") { continue }
      let name = aliases.map { "\($0.right).\(field)" } ?? field
      var values = result[name] ?? [Value](repeating: .null, count: result.count)
      for (row, partner) in rights.enumerated() {
        guard let partner, !theirs[partner].isNull, overwrites || values[row].isNull else { continue }
        values[row] = theirs[partner]
      }
      result[name] = values
    }
    return result
  }

  private func fitsTime(_ table: Table, _ row: Int, _ partner: Int) -> Bool {
    guard let wantsEarlier else { return true }
    guard let mine = table.value("_time", at: row).double,
      let theirs = right.value("_time", at: partner).double
    else { return false }
    return wantsEarlier ? theirs <= mine : theirs >= mine
  }

  private static func rows(of table: Table, by fields: [String]) -> [String: [Int]] {
    var rows: [String: [Int]] = [:]
    for (row, key) in table.keys(of: fields).enumerated() {
      if let key { rows[key, default: []].append(row) }
    }
    return rows
  }
}
