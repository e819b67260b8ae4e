import Foundation
import SPL

extension CommandImplementation {
  /// `makeresults`: rows with the time of the search, or those of a text that it is given.
  /// Source: Search Reference, "makeresults".
  static let makeresults = CommandImplementation("makeresults") { call, compilation throws(SearchError) in
    let count = call.integer("count") ?? 1
    guard count >= 0 else { throw compilation.argument("count must not be negative") }
    try compilation.meter.check(rows: count)
    if let data = call.text("data") {
      guard let format = call.option("format")?.lowercased() else {
        throw compilation.argument("data= needs format=csv or format=json")
      }
      let table = format == "csv" ? try csv(data, compilation) : try json(data, compilation)
      return .generating(try TableGenerator(compilation, table))
    }
    guard call.option("format") == nil else { throw compilation.argument("format= needs data=") }
    var table = Table(count: count)
    table["_time"] = [Value](repeating: Value(compilation.environment.now), count: count)
    if call.boolean("annotate") ?? false {
      table["splunk_server"] = [Value](repeating: .text("local"), count: count)
    }
    return .generating(try TableGenerator(compilation, table))
  }

  /// Lines with commas, the first one naming the fields.
  private static func csv(_ text: String, _ compilation: Compilation) throws(SearchError) -> Table {
    let lines = Array(CSVLines(text))
    guard let head = lines.first else { throw compilation.argument("the data has no line") }
    var rows: [[(field: String, value: Value)]] = []
    for line in lines.dropFirst() {
      guard line.count <= head.count else {
        throw compilation.argument("line \(rows.count + 2) of the data has more values than names")
      }
      rows.append(zip(head, line).map { ($0, $1.isEmpty ? .null : .text($1)) })
    }
    try compilation.meter.check(cells: rows.count * head.count)
    return Table(rows: rows)
  }

  /// An array of objects.
  private static func json(_ text: String, _ compilation: Compilation) throws(SearchError) -> Table {
    guard JSONText.isValid(text), let elements = JSONValue.elements(of: text) else {
      throw compilation.argument("the data is no JSON array")
    }
    var columns = FieldColumns(count: elements.count)
    for (row, element) in elements.enumerated() {
      guard case .object(let text) = element, let members = JSONValue.members(of: text) else {
        throw compilation.argument("the data is no array of objects")
      }
      for (key, value) in members where !value.isNull { columns.add(value.value, to: columns.slot(key)) }
      try columns.end(row: row, compilation.meter)
    }
    var table = Table(count: elements.count)
    columns.write(to: &table)
    return table
  }

  /// `gentimes`: a row of each span of time from `start` up to `end`. Source: Search Reference, "gentimes".
  static let gentimes = CommandImplementation("gentimes") { call, compilation throws(SearchError) in
    let environment = compilation.environment
    let zone = environment.timeZone
    func time(_ name: String) throws(SearchError) -> Double? {
      guard let text = call.text(name) else { return nil }
      if let time = GenTimes.time(text, now: environment.now, in: zone) { return time }
      throw compilation.argument("'\(text)' is no time: 10/01/2024, 10/01/2024:12:00:00, or days such as -7")
    }
    guard let start = try time("start") else { throw compilation.argument("needs start=") }
    guard let end = try time("end") ?? TimeModifier.relative("@d", to: environment.now, in: zone) else {
      throw compilation.argument("the end is no time")
    }
    let step = call.text("increment") ?? "1d"
    // A span that always has the same length needs no calendar.
    let seconds = GenTimes.seconds(step)
    if let seconds, (end - start) / seconds > Double(compilation.meter.budget.rows) {
      try compilation.meter.check(rows: .max)
    }
    var starts: [Double] = []
    var moment = start
    while moment < end {
      starts.append(moment)
      let next = seconds.map { moment + $0 } ?? TimeModifier.relative("+\(step)", to: moment, in: zone)
      guard let next, next > moment else { throw compilation.argument("'\(step)' is no span of time") }
      moment = next
      try compilation.meter.check(rows: starts.count)
    }
    let ends = starts.indices.map { ($0 + 1 < starts.count ? starts[$0 + 1] : moment) - 1 }
    func human(_ time: Double) -> Value { .text(TimeFormat.text(time, "%a %b %d %H:%M:%S %Y", in: zone)) }
    return .generating(
      try TableGenerator(
        compilation,
        Table(
          count: starts.count,
          [
            ("starttime", starts.map { Value($0) }), ("starthuman", starts.map(human)),
            ("endtime", ends.map { Value($0) }), ("endhuman", ends.map(human)),
          ])))
  }
}

/// Times as `gentimes` takes them.
private enum GenTimes {
  /// The length of a span such as `12h`; nil for days and longer ones, which follow the calendar, and for no span.
  static func seconds(_ span: String) -> Double? {
    let digits = span.prefix { $0.isASCII && $0.isNumber }
    guard let unit = TimeUnit(String(span.dropFirst(digits.count)))?.seconds else { return nil }
    let count = digits.isEmpty ? 1 : Double(digits) ?? 0
    return count > 0 ? count * unit : nil
  }

  /// `MM/DD/YYYY`, with a time of day behind a colon if need be, or a number of days before now; the last are counted
  /// from midnight.
  static func time(_ text: String, now: Double, in zone: TimeZone) -> Double? {
    if let days = Int(text) {
      guard abs(days) < 1_000_000 else { return nil }
      return TimeModifier.relative("\(days < 0 ? "-" : "+")\(abs(days))d@d", to: now, in: zone)
    }
    let parts = text.split(separator: ":", maxSplits: 1)
    guard let day = parts.first?.split(separator: "/").map({ Int($0) }), day.count == 3 else { return nil }
    let clock = parts.count > 1 ? parts[1].split(separator: ":").map { Int($0) } : [0, 0, 0]
    guard clock.count == 3, let month = day[0], let date = day[1], var year = day[2], let hour = clock[0],
      let minute = clock[1], let second = clock[2], (1...12).contains(month), (1...31).contains(date),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second), (0...9999).contains(year)
    else { return nil }
    if year < 100 { year += 2000 }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let components = DateComponents(
      year: year, month: month, day: date, hour: hour, minute: minute, second: second)
    return calendar.date(from: components)?.timeIntervalSince1970
  }
}

/// Makes rows that are known when the search begins.
struct TableGenerator: GeneratingCommand {
  var order = RowOrder.any
  private let compilation: Compilation
  private let table: Table

  /// Makes these rows; fails where the command does not begin its search.
  init(_ compilation: Compilation, _ table: Table) throws(SearchError) {
    guard compilation.isFirst else { throw compilation.argument("must be the first command of a search") }
    self.compilation = compilation
    self.table = table
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    if compilation.depth == 0 {
      compilation.run.reporter.count(stage: compilation.index, rowsIn: 0, rowsOut: table.count, seconds: 0)
    }
    _ = try sink(prepare(table))
  }
}
