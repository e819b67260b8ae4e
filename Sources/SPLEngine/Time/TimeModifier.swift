import Foundation

/// Points in time as searches name them: `-1d@d`, `now`, `1700000000`, `11/22/2026:13:00:00`.
/// Source: Search Reference, "Time modifiers".
enum TimeModifier {
  /// The moment, in seconds since 1970; nil for a text that names none.
  static func seconds(_ text: String, now: Double, in zone: TimeZone) -> Double? {
    let text = text.trimmingBlanks
    if text == "now" || text == "now()" { return now }
    if let number = Number(text), !text.hasPrefix("-"), !text.hasPrefix("+") { return number.value }
    return relative(text, to: now, in: zone) ?? date(text, in: zone)
  }

  /// A moment relative to another: offsets and snaps in any number, `-1d@d+2h`, applied from left to right; nil for
  /// a text that is none. Source: Search Reference, "relative_time".
  static func relative(_ text: String, to time: Double, in zone: TimeZone) -> Double? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    var scanner = Scanner(text)
    var moment = time
    guard !scanner.isAtEnd else { return nil }
    while !scanner.isAtEnd {
      if scanner.take("@") {
        guard let unit = scanner.word(), let snapped = snap(moment, to: unit, scanner.digits(), calendar)
        else {
          return nil
        }
        moment = snapped
      } else {
        let sign = scanner.take("-") ? -1 : scanner.take("+") ? 1 : 0
        guard sign != 0 else { return nil }
        let count = scanner.digits() ?? 1
        guard let unit = scanner.word(), let moved = move(moment, sign * count, unit, calendar) else {
          return nil
        }
        moment = moved
      }
    }
    return moment
  }

  private static func move(_ time: Double, _ count: Int, _ unit: String, _ calendar: Calendar) -> Double? {
    guard abs(count) < 1_000_000_000, let unit = TimeUnit(unit) else { return nil }
    switch unit {
    case .second: return time + Double(count)
    case .minute: return time + Double(count) * 60
    case .hour: return time + Double(count) * 3600
    case .day: return add(.day, count, time, calendar)
    case .week: return add(.day, count * 7, time, calendar)
    case .month: return add(.month, count, time, calendar)
    case .quarter: return add(.month, count * 3, time, calendar)
    case .year: return add(.year, count, time, calendar)
    }
  }

  private static func add(_ unit: Calendar.Component, _ count: Int, _ time: Double, _ calendar: Calendar)
    -> Double?
  {
    calendar.date(byAdding: unit, value: count, to: Date(timeIntervalSince1970: time))?.timeIntervalSince1970
  }

  private static func snap(_ time: Double, to unit: String, _ weekday: Int?, _ calendar: Calendar) -> Double?
  {
    let date = Date(timeIntervalSince1970: time)
    if unit == "w", let weekday {
      guard (0...7).contains(weekday) else { return nil }
      return startOfWeek(date, weekday % 7, calendar)
    }
    guard weekday == nil, let unit = TimeUnit(unit) else { return nil }
    return unit.start(of: date, calendar)
  }

  private static func startOfWeek(_ date: Date, _ weekday: Int, _ calendar: Calendar) -> Double? {
    let today = calendar.component(.weekday, from: date) - 1
    let start = calendar.startOfDay(for: date)
    return calendar.date(byAdding: .day, value: -((today - weekday + 7) % 7), to: start)?
      .timeIntervalSince1970
  }

  /// `%m/%d/%Y:%H:%M:%S`, the form of dates in time modifiers, or ISO 8601.
  private static func date(_ text: String, in zone: TimeZone) -> Double? {
    for format in ["%m/%d/%Y:%H:%M:%S", "%Y-%m-%dT%H:%M:%S%:z", "%Y-%m-%dT%H:%M:%S", "%m/%d/%Y"] {
      if let time = TimeFormat.parse(text, format, in: zone) { return time }
    }
    return nil
  }

  /// Reads a text from left to right.
  private struct Scanner {
    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Character) -> Bool {
      guard rest.first == character else { return false }
      rest.removeFirst()
      return true
    }

    mutating func digits() -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
      return Int(digits)
    }

    mutating func word() -> String? {
      let word = rest.prefix { $0.isASCII && $0.isLetter }
      guard !word.isEmpty else { return nil }
      rest = rest.dropFirst(word.count)
      return String(word)
    }
  }
}

/// Units of time as searches name them. Source: Search Reference, "Time modifiers" (time units).
enum TimeUnit: CaseIterable {
  case second, minute, hour, day, week, month, quarter, year

  /// The unit of this name; `m` is a minute, `mon` a month.
  init?(_ name: String) {
    switch name.lowercased() {
    case "s", "sec", "secs", "second", "seconds": self = .second
    case "m", "min", "mins", "minute", "minutes": self = .minute
    case "h", "hr", "hrs", "hour", "hours": self = .hour
    case "d", "day", "days": self = .day
    case "w", "week", "weeks": self = .week
    case "mon", "month", "months": self = .month
    case "q", "qtr", "qtrs", "quarter", "quarters": self = .quarter
    case "y", "yr", "yrs", "year", "years": self = .year
    default: return nil
    }
  }

  /// The seconds of a unit that always has the same number; nil for days and longer ones, which follow the calendar.
  var seconds: Double? {
    switch self {
    case .second: 1
    case .minute: 60
    case .hour: 3600
    default: nil
    }
  }

  /// The beginning of the unit in which a date lies.
  func start(of date: Date, _ calendar: Calendar) -> Double? {
    var parts: Set<Calendar.Component>
    switch self {
    case .second: parts = [.year, .month, .day, .hour, .minute, .second]
    case .minute: parts = [.year, .month, .day, .hour, .minute]
    case .hour: parts = [.year, .month, .day, .hour]
    case .day: return calendar.startOfDay(for: date).timeIntervalSince1970
    case .week:
      let back = calendar.component(.weekday, from: date) - 1
      let start = calendar.startOfDay(for: date)
      return calendar.date(byAdding: .day, value: -back, to: start)?.timeIntervalSince1970
    case .month: parts = [.year, .month]
    case .quarter:
      parts = [.year]
      guard let year = calendar.date(from: calendar.dateComponents(parts, from: date)) else { return nil }
      let months = (calendar.component(.month, from: date) - 1) / 3 * 3
      return calendar.date(byAdding: .month, value: months, to: year)?.timeIntervalSince1970
    case .year: parts = [.year]
    }
    return calendar.date(from: calendar.dateComponents(parts, from: date))?.timeIntervalSince1970
  }
}

/// Points in time as people type them.
public enum TimeText {
  /// The moment that a text names, in seconds since 1970: `-1d@d`, `now`, `1700000000`, a date; nil for any other text.
  public static func seconds(_ text: String, now: Double, in zone: TimeZone = .gmt) -> Double? {
    TimeModifier.seconds(text, now: now, in: zone)
  }
}
