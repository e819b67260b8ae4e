import Foundation
import SPLEngine

/// Finds the first date in a text, in the forms that Splunk knows without being told: ISO 8601, syslog, Apache, US
/// dates, seconds and milliseconds since 1970. Source: Getting Data In, "How timestamp assignment works".
enum DateScanner {
  /// A date that was found.
  struct Found: Hashable {
    /// Seconds since 1970.
    var seconds: Double
    /// Where it stands.
    var range: Range<Int>
  }

  /// The first date of the text; one without a year is the last such day before `now`, one without a zone is of `zone`.
  static func first(in text: UnsafeBufferPointer<UInt8>, now: Double, zone: TimeZone) -> Found? {
    var index = 0
    while index < text.count {
      let byte = text[index]
      let isDigit = byte >= 0x30 && byte <= 0x39
      let startsWord = index == 0 || !isWordByte(text[index - 1])
      if isDigit && startsWord || isLetter(byte) && startsWord {
        var reader = DateReader(text: text, index: index, now: now, zone: zone)
        if let seconds = isDigit ? reader.numericDate() : reader.namedMonth() {
          return Found(seconds: seconds, range: index..<reader.index)
        }
        // A word or number that is no date is passed over as a whole.
        while index < text.count, isWordByte(text[index]) { index += 1 }
      } else {
        index += 1
      }
    }
    return nil
  }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
  static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || (byte >= 0x30 && byte <= 0x39) }
}

/// Days of the calendar as seconds since 1970.
enum CivilTime {
  /// Days from 1970-01-01 to a date of the Gregorian calendar; nil for a month or day that there is none of.
  static func days(year: Int, month: Int, day: Int) -> Int? {
    guard (1...12).contains(month), day >= 1, day <= length(of: month, year), (1...9999).contains(year) else {
      return nil
    }
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func length(of month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The year of a moment, in UTC.
  static func year(of seconds: Double) -> Int {
    var year = 1970 + Int(seconds / 31_556_952)
    while let start = days(year: year, month: 1, day: 1), Double(start) * 86400 > seconds { year -= 1 }
    while let next = days(year: year + 1, month: 1, day: 1), Double(next) * 86400 <= seconds { year += 1 }
    return year
  }
}

/// Reads one date.
private struct DateReader {
  let text: UnsafeBufferPointer<UInt8>
  var index: Int
  let now: Double
  let zone: TimeZone

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  // MARK: Forms

  mutating func numericDate() -> Double? {
    let start = index
    guard let (first, digits) = number(most: 19) else { return nil }
    switch digits {
    case 4: return yearFirst(first)
    case 1, 2: return dayOrMonthFirst(first)
    case 8: return compact(first)
    case 14 where first / 1_000_000_000_000 == 19 || first / 1_000_000_000_000 == 20:
      return compactWithTime(first)
    case 10, 13, 16, 19: return epoch(first, digits)
    default:
      index = start
      return nil
    }
  }

  /// `Nov 22 13:00:00`, `Nov 22 2026 13:00:00`, `November 22, 2026 1:00:00 PM`, `Nov 22 13:00:00 2026`.
  mutating func namedMonth() -> Double? {
    guard let month = monthName() else { return nil }
    skip(" \t.-/")
    guard let (day, digits) = number(most: 2), digits <= 2 else { return nil }
    skip(", \t-/")
    let afterDay = index
    if let (year, digits) = number(most: 4), digits == 4 {
      skip(", \tT:-")
      return time(of: CivilTime.days(year: year, month: month, day: day))
    }
    index = afterDay
    guard let clock = clock() else { return nil }
    let afterClock = index
    skip(" \t")
    // Only a word of its own is a year: `13:00:00 2026 …`, not `13:00:00 2026-…` of another date.
    if let (year, digits) = number(most: 4), digits == 4, (1970...2100).contains(year), isAtWordEnd,
      let days = CivilTime.days(year: year, month: month, day: day)
    {
      return placed(Double(days) * 86400 + clock, zoned: offset())
    }
    index = afterClock
    return lastYear(month, day, clock)
  }

  private mutating func yearFirst(_ year: Int) -> Double? {
    guard let separator = take("-/.") else { return nil }
    let month: Int
    if let name = monthName() {
      month = name
    } else if let (number, digits) = number(most: 2), digits <= 2 {
      month = number
    } else {
      return nil
    }
    guard take([separator]) != nil, let (day, _) = number(most: 2) else { return nil }
    skip("T_ \t:")
    return time(of: CivilTime.days(year: year, month: month, day: day))
  }

  private mutating func dayOrMonthFirst(_ first: Int) -> Double? {
    guard let separator = take("-/. ") else { return nil }
    if let month = monthName() {
      guard take([separator]) != nil || take(" ") != nil, let (year, digits) = number(most: 4),
        digits == 4 || digits == 2
      else { return nil }
      skip(":T \t,")
      return time(of: CivilTime.days(year: fullYear(year, digits), month: month, day: first))
    }
    guard separator != UInt8(ascii: " "), separator != UInt8(ascii: "."),
      let (second, _) = number(most: 2), take([separator]) != nil, let (year, digits) = number(most: 4),
      digits == 4 || digits == 2
    else { return nil }
    skip(":T \t,")
    // The month stands first, as in the US, unless it cannot.
    let (month, day) = first > 12 ? (second, first) : (first, second)
    return time(of: CivilTime.days(year: fullYear(year, digits), month: month, day: day))
  }

  private mutating func compact(_ number: Int) -> Double? {
    let days = CivilTime.days(year: number / 10000, month: number / 100 % 100, day: number % 100)
    guard number / 1_000_0000 == 1 || number / 1_000_0000 == 2, take("T_ -") != nil else { return nil }
    if let (time, digits) = self.number(most: 6), digits == 6 {
      let seconds = time / 10000 * 3600 + time / 100 % 100 * 60 + time % 100
      return days.map { placed(Double($0) * 86400 + Double(seconds) + fraction(), zoned: offset()) }
    }
    return time(of: days)
  }

  private mutating func compactWithTime(_ number: Int) -> Double? {
    let (date, time) = (number / 1_000_000, number % 1_000_000)
    guard let days = CivilTime.days(year: date / 10000, month: date / 100 % 100, day: date % 100) else {
      return nil
    }
    let seconds = time / 10000 * 3600 + time / 100 % 100 * 60 + time % 100
    return placed(Double(days) * 86400 + Double(seconds) + fraction(), zoned: offset())
  }

  /// Seconds since 1970, or thousandths, millionths, billionths of it: between 2001 and 2065.
  private mutating func epoch(_ number: Int, _ digits: Int) -> Double? {
    var scale = 1.0
    for _ in 10..<digits { scale *= 10 }
    let seconds = Double(number) / scale
    guard seconds >= 1_000_000_000, seconds < 3_000_000_000, isAtWordEnd else { return nil }
    return digits == 10 ? seconds + fraction() : seconds
  }

  // MARK: Parts

  /// The time of day behind a date.
  private mutating func time(of days: Int?) -> Double? {
    guard let days, let clock = clock() else { return nil }
    return placed(Double(days) * 86400 + clock, zoned: offset())
  }

  /// `13:00`, `13:00:00`, `13:00:00.123`, `1:00:00 PM`, as seconds of the day.
  private mutating func clock() -> Double? {
    guard let (hour, _) = number(most: 2), take(":") != nil, let (minute, digits) = number(most: 2),
      digits == 2,
      hour < 24, minute < 60
    else { return nil }
    var seconds = 0.0
    let afterMinute = index
    if take(":") != nil, let (second, digits) = number(most: 2), digits == 2, second <= 60 {
      seconds = Double(second) + fraction()
    } else {
      index = afterMinute
    }
    return Double(halfDay(hour) * 3600 + minute * 60) + seconds
  }

  private mutating func halfDay(_ hour: Int) -> Int {
    let start = index
    skip(" \t")
    if hour <= 12, index + 1 < text.count, text[index + 1] | 0x20 == UInt8(ascii: "m") {
      let half = text[index] | 0x20
      if half == UInt8(ascii: "a") || half == UInt8(ascii: "p") {
        index += 2
        if isAtWordEnd { return hour % 12 + (half == UInt8(ascii: "p") ? 12 : 0) }
      }
    }
    index = start
    return hour
  }

  /// The digits behind a point or comma, as a part of a second.
  private mutating func fraction() -> Double {
    guard index + 1 < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ","),
      isDigit(text[index + 1])
    else { return 0 }
    index += 1
    var value = 0.0
    var scale = 0.1
    while index < text.count, isDigit(text[index]) {
      value += Double(text[index] & 15) * scale
      scale /= 10
      index += 1
    }
    // Nine digits are all that a double of this size can hold.
    return (value * 1e9).rounded() / 1e9
  }

  /// `Z`, `+01:00`, `-0500`, `UTC`, `EST`: seconds east of Greenwich.
  private mutating func offset() -> Int? {
    let start = index
    skip(" \t")
    if index < text.count, text[index] == UInt8(ascii: "Z") {
      index += 1
      if isAtWordEnd { return 0 }
    } else if let sign = take("+-") {
      if let (hours, digits) = number(most: 4), digits == 2 || digits == 4 {
        var minutes = 0
        if digits == 2, take(":") != nil { minutes = number(most: 2)?.value ?? 0 }
        let seconds = (digits == 4 ? hours / 100 * 60 + hours % 100 : hours * 60 + minutes) * 60
        if seconds <= 14 * 3600 { return sign == UInt8(ascii: "-") ? -seconds : seconds }
      }
    } else if let name = zoneName() {
      return name
    }
    index = start
    return nil
  }

  private static let zones: [(name: String, hours: Int)] = [
    ("UTC", 0), ("GMT", 0), ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6),
    ("PST", -8), ("PDT", -7), ("CET", 1), ("CEST", 2), ("BST", 1), ("JST", 9),
  ]

  private mutating func zoneName() -> Int? {
    let start = index
    while index < text.count, DateScanner.isLetter(text[index]), index - start < 5 { index += 1 }
    let name = String(decoding: UnsafeBufferPointer(rebasing: text[start..<index]), as: UTF8.self)
    return Self.zones.first { $0.name == name }.map { $0.hours * 3600 }
  }

  private func placed(_ seconds: Double, zoned offset: Int?) -> Double {
    if let offset { return seconds - Double(offset) }
    if zone.secondsFromGMT() == 0, zone == .gmt { return seconds }
    return seconds - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
  }

  /// The last such day that is not later than a day from now.
  private func lastYear(_ month: Int, _ day: Int, _ clock: Double) -> Double? {
    let year = CivilTime.year(of: now)
    for candidate in [year, year - 1, year - 2, year - 3, year - 4] {
      guard let days = CivilTime.days(year: candidate, month: month, day: day) else { continue }
      let seconds = placed(Double(days) * 86400 + clock, zoned: nil)
      if seconds <= now + 86400 || candidate < year { return seconds }
    }
    return nil
  }

  private func fullYear(_ year: Int, _ digits: Int) -> Int {
    digits == 4 ? year : year < 70 ? 2000 + year : 1900 + year
  }

  // MARK: Reading

  private mutating func number(most: Int) -> (value: Int, digits: Int)? {
    let start = index
    var value = 0
    while index < text.count, isDigit(text[index]) {
      guard index - start < most else { return nil }
      (value, _) = value.multipliedReportingOverflow(by: 10)
      value &+= Int(text[index] & 15)
      index += 1
    }
    return index > start ? (value, index - start) : nil
  }

  private mutating func monthName() -> Int? {
    guard index + 3 <= text.count else { return nil }
    let letters = text[index..<index + 3].map { $0 | 0x20 }
    let name = String(decoding: letters, as: UTF8.self)
    guard let month = Self.months.firstIndex(of: name) else { return nil }
    index += 3
    while index < text.count, DateScanner.isLetter(text[index]) { index += 1 }
    return month + 1
  }

  private mutating func skip(_ characters: String) {
    while index < text.count, characters.utf8.contains(text[index]) { index += 1 }
  }

  private mutating func take(_ characters: String) -> UInt8? { take(Array(characters.utf8)) }

  private mutating func take(_ bytes: [UInt8]) -> UInt8? {
    guard index < text.count, bytes.contains(text[index]) else { return nil }
    index += 1
    return text[index - 1]
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private var isAtWordEnd: Bool { index >= text.count || !DateScanner.isWordByte(text[index]) }
}
