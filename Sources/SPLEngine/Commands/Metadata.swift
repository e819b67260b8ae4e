import SPL

extension CommandImplementation {
  /// `metadata`: the hosts, sources or source types of indexes, with their first and last time and the number of their
  /// events. Source: Search Reference, "metadata".
  static let metadata = CommandImplementation("metadata") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    guard let type = call.option("type")?.lowercased() else {
      throw compilation.argument("type=hosts, type=sources or type=sourcetypes is missing")
    }
    guard call.option("datatype")?.lowercased() ?? "event" == "event" else {
      throw compilation.unsupported("metadata: 'datatype=metric' does not run here")
    }
    let field = String(type.dropLast())
    return .generating(
      MadeRows { () throws(SearchError) in
        var counts: [String: (count: Int, first: Double, last: Double)] = [:]
        try compilation.readEvents(fields: [field, "_time", "index"], within: compilation.environment.time) {
          table throws(SearchError) in
          let chosen = table.filtered(compilation.indexMask(call, table))
          guard let values = chosen[field] else { return }
          for (row, value) in values.enumerated() {
            let time = chosen.value("_time", at: row).double ?? 0
            for text in value.texts {
              let old = counts[text] ?? (0, time, time)
              counts[text] = (old.count + 1, min(old.first, time), max(old.last, time))
            }
          }
        }
        let names = counts.keys.sorted(by: CodePoints.precede)
        let found = names.map { counts[$0] ?? (0, 0, 0) }
        return Table(
          count: names.count,
          [
            ("firstTime", found.map { Value($0.first) }), (field, names.map { .text($0) }),
            ("lastTime", found.map { Value($0.last) }), ("recentTime", found.map { Value($0.last) }),
            ("totalCount", found.map { Value($0.count) }), ("type", names.map { _ in .text(type) }),
          ])
      })
  }

  /// `eventcount`: the number of events of indexes, of all time. Source: Search Reference, "eventcount".
  static let eventcount = CommandImplementation("eventcount") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    guard call.boolean("report_size") != true else {
      throw compilation.unsupported("eventcount: the option 'report_size' does not run here")
    }
    let sumsUp = call.boolean("summarize") ?? true
    return .generating(
      MadeRows { () throws(SearchError) in
        var counts: [String: Int] = [:]
        var total = 0
        try compilation.readEvents(fields: ["index"], within: TimeRange()) { table throws(SearchError) in
          let mask = compilation.indexMask(call, table)
          total += mask.count { $0 }
          guard let names = table["index"] else { return }
          for row in mask.indices where mask[row] {
            for name in names[row].texts { counts[name, default: 0] += 1 }
          }
        }
        if sumsUp { return Table(count: 1, [("count", [Value(total)])]) }
        let names = counts.keys.sorted(by: CodePoints.precede)
        return Table(
          count: names.count,
          [("count", names.map { Value(counts[$0] ?? 0) }), ("index", names.map { .text($0) })])
      })
  }
}

extension Compilation {
  /// Reads all events in a range of time, and hands them over in batches.
  fileprivate func readEvents(
    fields: Set<String>, within time: TimeRange, _ take: (Table) throws(SearchError) -> Void
  ) throws(SearchError) {
    try environment.events.read(EventRequest(fields: .some(fields), time: time), prepare: { $0 }) {
      table throws(SearchError) in
      try meter.checkTime()
      guard time.isBounded, let times = table["_time"] else {
        try take(table)
        return true
      }
      try take(table.filtered(times.map { $0.double.map(time.contains) ?? true }))
      return true
    }
  }

  /// Which events are in the indexes that a command names: all where it names none. A wildcard does not reach indexes
  /// whose names begin with `_`, unless it begins so itself.
  fileprivate func indexMask(_ call: CommandCall, _ table: Table) -> [Bool] {
    var names: [String] = []
    for case .option(let option) in call.arguments where option.name.text.lowercased() == "index" {
      if case .literal(let literal) = option.value {
        names.append(QuotedText.unescaped(literal.text).lowercased())
      }
    }
    guard !names.isEmpty else { return [Bool](repeating: true, count: table.count) }
    guard let indexes = table["index"] else { return [Bool](repeating: false, count: table.count) }
    var known: [String: Bool] = [:]
    return indexes.map { value in
      guard let index = value.text?.lowercased() else { return false }
      if let fits = known[index] { return fits }
      let fits = names.contains { Wildcard.fits($0, index) && (!index.hasPrefix("_") || $0.hasPrefix("_")) }
      known[index] = fits
      return fits
    }
  }
}
