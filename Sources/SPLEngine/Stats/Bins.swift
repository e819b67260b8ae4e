import SPL

/// Ranges into which values are put.
enum Bins: Sendable {
  case times(TimeSpan)
  case numbers(NumberSpan)

  /// The beginning of a value's range; the value itself where it belongs in none.
  func lower(_ value: Value) -> Value {
    switch value {
    case .list(let items): return Value(items.map(lower))
    case .null, .boolean: return value
    case .text, .number:
      guard let number = value.double else { return value }
      switch self {
      case .times(let span): return Value(span.start(of: number))
      case .numbers(let span): return span.lower(number).map { Value($0) } ?? value
      }
    }
  }

  /// What stands for a value: the beginning of its span of time, or the text of its range.
  func shown(_ value: Value) -> Value {
    switch value {
    case .list(let items): Value(items.map(shown))
    default: label(lower(value), isText: value.double == nil)
    }
  }

  /// How the range that begins with a value is shown.
  func label(_ lower: Value, isText: Bool = false) -> Value {
    guard case .numbers(let span) = self, !isText, let number = lower.double, span.lower(number) != nil else {
      return lower
    }
    return .text(span.label(number))
  }

  /// About how many ranges lie in an extent.
  func estimate(of extent: ClosedRange<Double>) -> Double {
    switch self {
    case .times(let span): (extent.upperBound - extent.lowerBound) / span.approximateSeconds
    case .numbers(.linear(let width, _)): (extent.upperBound - extent.lowerBound) / width
    case .numbers(.logarithmic): 0
    }
  }

  /// The beginning of the next range.
  func next(_ lower: Double) -> Double {
    switch self {
    case .times(let span): span.next(lower)
    case .numbers(let span): span.next(lower)
    }
  }
}

/// What `bin`, `chart` and `timechart` say about ranges: `span`, `bins`, `minspan`, `start`, `end`, `aligntime`.
/// Source: Search Reference, "bin".
struct BinOptions: Sendable {
  private let span: String?
  private let bins: Int?
  private let minspan: String?
  private let start: Double?
  private let end: Double?
  private let anchor: Double?
  private let grid: TimeGrid
  /// Whether any was given.
  let isGiven: Bool

  /// Takes them from arguments, those in clauses too.
  init(_ arguments: [CommandArgument], _ compilation: Compilation) throws(SearchError) {
    let call = CommandCall(name: compilation.stage.name, arguments: arguments)
    let zone = compilation.environment.timeZone
    grid = TimeGrid(zone: zone)
    span = call.option("span").flatMap { $0.lowercased() == "auto" ? nil : $0 }
    bins = call.integer("bins")
    minspan = call.option("minspan")
    start = call.option("start").flatMap { Number($0)?.value }
    end = call.option("end").flatMap { Number($0)?.value }
    isGiven =
      span != nil || bins != nil || minspan != nil || start != nil || end != nil
      || call.option("aligntime") != nil
    if let bins, bins < 2 { throw compilation.argument("'bins' is 2 or more") }
    for (name, value) in [("start", start), ("end", end)] where value == nil && call.option(name) != nil {
      throw compilation.argument("'\(name)' is a number")
    }
    if let minspan, TimeSpan(minspan, zone: zone) == nil, NumberSpan(minspan) == nil {
      throw compilation.argument("'\(minspan)' is no span")
    }
    switch call.option("aligntime") {
    case nil: anchor = nil
    case "earliest"?: anchor = compilation.time.earliest
    case "latest"?: anchor = compilation.time.latest
    case let text?:
      anchor = TimeModifier.seconds(text, now: compilation.environment.now, in: zone)
      if anchor == nil { throw compilation.argument("'\(text)' is no time") }
    }
  }

  /// The ranges, where the search says how long they are.
  func fixed(for field: String) throws(SearchError) -> Bins? {
    guard let span else { return nil }
    if field != "_time", let numbers = NumberSpan(span) { return .numbers(numbers) }
    guard let times = TimeSpan(span, zone: grid.zone) else {
      throw SearchError(.argument, "'\(span)' is no span that '\(field)' can be cut into")
    }
    return .times(aligned(times))
  }

  /// The ranges that fit the values of a column.
  func chosen(for field: String, _ column: [Value], standard: Int, covering time: TimeRange) -> Bins {
    var least = Double.infinity
    var greatest = -Double.infinity
    for value in column {
      for number in value.values.compactMap(\.double) {
        least = min(least, number)
        greatest = max(greatest, number)
      }
    }
    let isEmpty = least > greatest
    if field == "_time" {
      let times = time.covering(isEmpty ? nil : least...greatest) ?? 0...0
      return .times(chosen(times, standard: standard))
    }
    if isEmpty { (least, greatest) = (0, 0) }
    let first = min(least, start ?? least)
    let last = max(greatest, end ?? greatest)
    var numbers = NumberSpan(from: first, to: last, bins: bins ?? standard)
    if let minspan, case .linear(let floor, _)? = NumberSpan(minspan), case .linear(let width, _) = numbers,
      width < floor
    {
      numbers = NumberSpan(from: 0, to: floor, bins: 1)
    }
    return .numbers(numbers)
  }

  /// The spans that fit a range of time.
  func chosen(_ times: ClosedRange<Double>, standard: Int) -> TimeSpan {
    let least = minspan.flatMap { TimeSpan($0, zone: grid.zone) }.map(\.approximateSeconds) ?? 0
    // The last moment of a range does not belong to it: four hours are 48 times five minutes.
    return aligned(
      grid.automatic(times.lowerBound...times.upperBound.nextUp, bins: bins ?? standard, least: least))
  }

  private func aligned(_ span: TimeSpan) -> TimeSpan {
    var span = span
    if span.followsAnchor, let anchor { span.anchor = anchor }
    return span
  }
}

extension TimeSpan {
  /// About how many seconds it has.
  var approximateSeconds: Double {
    switch length {
    case .seconds(let seconds): seconds
    case .days(let days, _): Double(days) * 86_400
    case .months(let months): Double(months) * 30 * 86_400
    }
  }
}
