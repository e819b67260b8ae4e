import SPL

extension CommandImplementation {
  /// `multisearch`: the rows of several searches that work row by row, newest first.
  /// Source: Search Reference, "multisearch".
  static let multisearch = CommandImplementation("multisearch") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    guard call.subsearches.count > 1 else { throw compilation.argument("it takes two searches or more") }
    for search in call.subsearches where !search.pipeline.isStreaming {
      throw SearchError(
        .argument, "multisearch: a search has a command that does not work row by row", at: search.range)
    }
    var tables: [Table] = []
    for search in call.subsearches { tables.append(try compilation.results(of: search)) }
    return .generating(
      MadeRows { [tables] () throws(SearchError) in
        try Table.together(tables, compilation.meter).byTime
      })
  }
}

extension Pipeline {
  /// Whether all commands behind the first work row by row, and the first does or reads events.
  var isStreaming: Bool {
    stages.enumerated().allSatisfy { index, stage in
      switch stage.command {
      case .search, .where, .regex: true
      case .call(let call):
        switch CommandTable.syntax(of: call.name)?.kind {
        case .streaming?, .orchestrating?: true
        case .generating?: index == 0
        case .transforming?, .dataset?, nil: false
        }
      case .generic: false
      }
    }
  }
}

extension Table {
  /// The rows of several tables, one after the other.
  static func together(_ tables: [Table], _ meter: Meter) throws(SearchError) -> Table {
    var all = Table()
    for table in tables {
      all.append(table)
      try meter.check(rows: all.count)
    }
    return all
  }

  /// Whether each row has a time.
  var hasTimes: Bool { count == 0 || self["_time"]?.allSatisfy { $0.double != nil } ?? false }

  /// The rows with the newest first, of equal times in their order; as they are where one has no time.
  var byTime: Table {
    guard let times = self["_time"] else { return self }
    let seconds = times.compactMap(\.double)
    guard seconds.count == count else { return self }
    let order = (0..<count).sorted { left, right in
      seconds[left] != seconds[right] ? seconds[left] > seconds[right] : left < right
    }
    return selecting(order)
  }
}
