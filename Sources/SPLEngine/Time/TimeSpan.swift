import Foundation

/// Spans of time of one length: seconds are counted from an anchor, days and longer ones follow local time.
/// Source: Search Reference, "bin" and "timechart" (span).
struct TimeSpan: Sendable, Hashable {
  /// How long a span is.
  enum Length: Sendable, Hashable {
    case seconds(Double)
    /// Days, counted from this day since 1970.
    case days(Int, from: Int)
    case months(Int)
  }

  let length: Length
  /// Where spans of seconds begin: seconds since 1970.
  var anchor = 0.0
  let zone: TimeZone

  init(_ length: Length, zone: TimeZone) {
    self.length = length
    self.zone = zone
  }

  /// The span that a text names: `5m`, `1h`, `w@w1`, `500ms`; a number alone is seconds. nil for a text that is none.
  init?(_ text: String, zone: TimeZone) {
    let parts = text.lowercased().split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty else { return nil }
    let digits = first.prefix { $0.isNumber || $0 == "." }
    guard let count = digits.isEmpty ? 1 : Double(digits), count > 0, count < 1e9 else { return nil }
    let name = first.dropFirst(digits.count)
    self.zone = zone
    if let parts = Self.perSecond[String(name)] {
      // A part of a second must divide it, and a whole second is written as one.
      guard count == count.rounded(), Int(count) < parts, parts % Int(count) == 0 else { return nil }
      length = .seconds(count / Double(parts))
      return
    }
    let whole = Int(count)
    guard let unit = name.isEmpty ? .second : TimeUnit(String(name)),
      unit.seconds != nil || Double(whole) == count
    else { return nil }
    switch unit {
    case .second, .minute, .hour: length = .seconds(count * (unit.seconds ?? 1))
    case .day: length = .days(whole, from: 0)
    case .week:
      // Day 0 was a Thursday. A week begins on Sunday, unless a snap says otherwise.
      guard let weekday = parts.count < 2 || parts[1] == "w" ? 0 : Self.weekday(parts[1]) else { return nil }
      length = .days(7 * whole, from: weekday - 4)
    case .month: length = .months(whole)
    case .quarter: length = .months(3 * whole)
    case .year: length = .months(12 * whole)
    }
    if parts.count == 2, unit != .week, TimeUnit(String(parts[1])) != unit { return nil }
  }

  private static let perSecond = ["us": 1_000_000, "ms": 1000, "cs": 100, "ds": 10]

  private static func weekday(_ snap: Substring) -> Int? {
    guard snap.hasPrefix("w"), let day = Int(snap.dropFirst()), (0...7).contains(day) else { return nil }
    return day % 7
  }

  /// Whether it is shorter than a day: such spans follow an anchor.
  var followsAnchor: Bool {
    if case .seconds = length { true } else { false }
  }

  /// The beginning of the span in which a moment lies.
  func start(of time: Double) -> Double {
    switch length {
    case .seconds(let seconds):
      let start = ((time - anchor) / seconds).rounded(.down) * seconds + anchor
      // Parts of a second are not exact as doubles.
      return seconds < 1 ? (start * 1e6).rounded() / 1e6 : start
    case .days(let count, let first):
      let day = localDay(time)
      return midnight(day - Self.remainder(day - first, count))
    case .months(let count):
      let month = Self.month(ofDay: localDay(time))
      return midnight(Self.day(ofMonth: month - Self.remainder(month, count)))
    }
  }

  /// The beginning of the span after the one that begins here.
  func next(_ start: Double) -> Double {
    switch length {
    case .seconds(let seconds):
      return seconds < 1 ? ((start + seconds) * 1e6).rounded() / 1e6 : start + seconds
    case .days(let count, _): return midnight(localDay(start) + count)
    case .months(let count): return midnight(Self.day(ofMonth: Self.month(ofDay: localDay(start)) + count))
    }
  }

  /// How many spans lie between two moments, counted up to a limit and one.
  func count(_ times: ClosedRange<Double>, limit: Int) -> Int {
    var start = start(of: times.lowerBound)
    var count = 0
    while start <= times.upperBound, count <= limit {
      count += 1
      start = next(start)
    }
    return count
  }

  // MARK: Days and months

  private func offset(_ time: Double) -> Double {
    guard time.isFinite else { return 0 }
    return Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: time)))
  }

  private func localDay(_ time: Double) -> Int {
    let day = ((time + offset(time)) / 86_400).rounded(.down)
    // Beyond this there are no dates that mean anything.
    return Int(min(max(day, -1e9), 1e9))
  }

  private func midnight(_ day: Int) -> Double {
    let guess = Double(day) * 86_400
    // The offset at midnight may differ from that at the same hour in UTC.
    return guess - offset(guess - offset(guess))
  }

  private static func remainder(_ number: Int, _ divisor: Int) -> Int {
    let remainder = number % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }

  /// Months since January 1970 of a day since 1970, by the Gregorian calendar.
  private static func month(ofDay day: Int) -> Int {
    // Years begin in March here, so that the leap day is their last; 400 years have 146,097 days.
    let shifted = day + 719_468
    let era = (shifted - remainder(shifted, 146_097)) / 146_097
    let dayOfEra = shifted - era * 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (era * 400 + year - 1970) * 12 + month + 2
  }

  /// The first day of a month since January 1970.
  private static func day(ofMonth month: Int) -> Int {
    let marchMonth = month - 2 + 1970 * 12
    let year = (marchMonth - remainder(marchMonth, 12)) / 12
    let monthOfYear = marchMonth - year * 12
    let era = (year - remainder(year, 400)) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * monthOfYear + 2) / 5
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// The spans that are chosen where a search names none. Source: Search Reference, "timechart" (default time spans, and
/// the spans that `minspan` leads to).
struct TimeGrid: Sendable {
  let zone: TimeZone

  private var candidates: [(seconds: Double, span: TimeSpan)] {
    let short: [Double] = [1, 5, 10, 30, 60, 300, 600, 1800, 3600]
    return short.map { ($0, TimeSpan(.seconds($0), zone: zone)) } + [
      (86_400, TimeSpan(.days(1, from: 0), zone: zone)), (2_592_000, TimeSpan(.months(1), zone: zone)),
    ]
  }

  /// The shortest span of which so many cover the time, and that is no shorter than the least.
  func automatic(_ times: ClosedRange<Double>, bins: Int, least: Double = 0) -> TimeSpan {
    let seconds = times.upperBound - times.lowerBound
    for candidate in candidates where candidate.seconds >= least {
      if seconds / candidate.seconds <= Double(max(1, bins)) { return candidate.span }
    }
    return TimeSpan(.months(1), zone: zone)
  }
}
