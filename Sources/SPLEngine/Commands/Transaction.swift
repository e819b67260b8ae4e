import SPL

extension CommandImplementation {
  /// `transaction`: groups events that belong together into one row each.
  ///
  /// Events are taken newest first, so that a transaction opens with its last event and closes with its first.
  /// Source: Search Reference, "transaction".
  static let transaction = CommandImplementation("transaction") { call, compilation throws(SearchError) in
    let settings = try TransactionSettings(call, compilation)
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in
        let events = table.byTime
        var grouping = TransactionGrouping(settings, events)
        try grouping.run(
          starts: settings.startsWith?.mask(events), ends: settings.endsWith?.mask(events),
          compilation.meter)
        return try settings.table(of: grouping.groups, events, compilation.meter)
      })
  }
}

/// What `transaction` was told.
struct TransactionSettings {
  /// What the first or last event of a transaction must fit.
  enum Condition {
    case search(SearchPredicate)
    case eval(CompiledExpression)

    func mask(_ table: Table) throws(SearchError) -> [Bool] {
      switch self {
      case .search(let predicate):
        var observer: PredicateObserver?
        return try predicate.mask(table, &observer)
      case .eval(let expression): return try expression.mask(table)
      }
    }
  }

  let fields: [String]
  let longestSpan: Double?
  let longestPause: Double?
  let mostEvents: Int
  let startsWith: Condition?
  let endsWith: Condition?
  let isConnected: Bool
  let keepsEvicted: Bool
  let keepsOrphans: Bool
  /// Whether anything but the end of the rows closes a transaction.
  let hasConditions: Bool
  private let listsAll: Bool
  private let listed: Set<String>
  private let missing: Value
  private let listsRaw: Bool

  init(_ call: CommandCall, _ compilation: Compilation) throws(SearchError) {
    for option in ["name", "maxopentxn", "maxopenevents"] where call.option(option) != nil {
      throw compilation.unsupported("transaction: the option '\(option)' does not run here")
    }
    var fields = call.arguments.fields.map(\.name)
    fields += Self.names(call.option("fields") ?? "")
    self.fields = fields
    longestSpan = try Self.span("maxspan", call, compilation)
    longestPause = try Self.span("maxpause", call, compilation)
    guard let most = Int(call.option("maxevents") ?? "1000") else {
      throw compilation.argument("'maxevents' takes a number")
    }
    mostEvents = most > 0 ? most : .max
    startsWith = try Self.condition("startswith", call, compilation)
    endsWith = try Self.condition("endswith", call, compilation)
    isConnected = call.boolean("connected") ?? true
    keepsEvicted = call.boolean("keepevicted") ?? false
    keepsOrphans = call.boolean("keeporphans") ?? false
    hasConditions =
      startsWith != nil || endsWith != nil || longestSpan != nil || longestPause != nil
      || call.option("maxevents") != nil
    let list = call.option("mvlist") ?? "false"
    let isSwitch = ["true", "t", "1", "yes", "false", "f", "0", "no"].contains(list.lowercased())
    listsAll = isSwitch && call.boolean("mvlist") == true
    listed = isSwitch ? [] : Set(Self.names(list))
    missing = .text(call.option("nullstr") ?? "NULL")
    listsRaw = call.boolean("mvraw") ?? false
  }

  private static func names(_ text: String) -> [String] {
    text.split { ",() ".contains($0) }.map(String.init)
  }

  /// Seconds; nil where there is no limit.
  private static func span(_ name: String, _ call: CommandCall, _ compilation: Compilation)
    throws(SearchError) -> Double?
  {
    guard let text = call.option(name) else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "-" }
    let unit = text.dropFirst(digits.count)
    guard let number = Double(digits) else {
      throw compilation.argument("'\(name)' takes a span of time: 30s, 5m")
    }
    if number < 0 { return nil }
    switch unit.isEmpty ? .second : TimeUnit(String(unit)) {
    case .second?: return number
    case .minute?: return number * 60
    case .hour?: return number * 3600
    case .day?: return number * 86400
    case .week?: return number * 7 * 86400
    default: throw compilation.argument("'\(name)' takes a span of time: 30s, 5m")
    }
  }

  private static func condition(_ name: String, _ call: CommandCall, _ compilation: Compilation)
    throws(SearchError) -> Condition?
  {
    for case .option(let option) in CommandCall.flat(call.arguments)
    where option.name.text.lowercased() == name {
      switch option.value {
      case .filter(let filter):
        return .search(try PredicateCompiler(compilation, observes: false).compile(filter))
      case .evaluation(let expression), .condition(let expression):
        return .eval(try ExpressionCompiler(compilation).compile(expression))
      case .literal: throw compilation.argument("'\(name)' has no search that can be read")
      }
    }
    return nil
  }

  /// A row for each transaction, the newest first.
  func table(of transactions: [EventGroup], _ events: Table, _ meter: Meter) throws(SearchError)
    -> Table
  {
    let kept = transactions.filter { group in
      group.isOrphan ? keepsOrphans : group.isClosed || !hasConditions || keepsEvicted
    }
    let order = kept.indices.sorted { left, right in
      let (first, second) = (kept[left].start ?? -.infinity, kept[right].start ?? -.infinity)
      return first != second ? first > second : left < right
    }
    let groups = order.map { kept[$0] }
    var result = Table(count: groups.count)
    for field in events.fields where !field.hasPrefix("_") {
      guard let column = events[field] else { continue }
      let isList = listsAll || listed.contains(field)
      result[field] = groups.map { isList ? list(column, $0) : Self.unique(column, $0) }
    }
    if let column = events["_raw"] {
      var values: [Value] = []
      for group in groups {
        let texts = group.earliestFirst.compactMap { column[$0].text }
        try meter.check(textBytes: texts.reduce(0) { $0 + $1.utf8.count + 1 })
        values.append(
          listsRaw
            ? Value(texts.map { .text($0) }) : texts.isEmpty ? .null : .text(texts.joined(separator: "\n")))
      }
      result["_raw"] = values
    }
    result["_time"] = groups.map { group in group.start.map { Value($0) } ?? .null }
    func number(_ value: (EventGroup) -> Int) -> [Value] {
      groups.map { $0.isOrphan ? .null : Value(value($0)) }
    }
    result["duration"] = groups.map { group in
      group.isOrphan ? .null : Value((group.end ?? 0) - (group.start ?? 0))
    }
    result["eventcount"] = number { $0.rows.count }
    result["closed_txn"] = number { $0.isClosed ? 1 : 0 }
    if keepsOrphans { result["_txn_orphan"] = groups.map { $0.isOrphan ? Value(1) : .null } }
    return result
  }

  /// The values of all events, with a text for those that have none.
  private func list(_ column: [Value], _ group: EventGroup) -> Value {
    guard group.rows.contains(where: { !column[$0].isNull }) else { return .null }
    return Value(group.earliestFirst.flatMap { column[$0].isNull ? [missing] : column[$0].values })
  }

  /// The values of all events, each once, by code point.
  private static func unique(_ column: [Value], _ group: EventGroup) -> Value {
    var seen: Set<String> = []
    var found: [(text: String, value: Value)] = []
    for row in group.rows {
      for value in column[row].values {
        if let text = value.text, seen.insert(text).inserted { found.append((text, value)) }
      }
    }
    return Value(found.sorted { CodePoints.precede($0.text, $1.text) }.map(\.value))
  }
}
