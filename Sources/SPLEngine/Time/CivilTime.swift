import Foundation

/// A date and a time of day, by the Gregorian calendar.
struct CivilTime: Sendable, Hashable {
  var year = 1970
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0

  init() {}

  /// The date and time of so many seconds since 1970, without regard to a zone.
  init(seconds: Int) {
    let days = Self.floorDivided(seconds, by: 86400)
    let rest = seconds - days * 86400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    // Years that begin in March put the leap day at their end. Source: Howard Hinnant, "chrono-Compatible Low-Level
    // Date Algorithms", civil_from_days.
    let shifted = days + 719_468
    let era = Self.floorDivided(shifted, by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The days from 1970-01-01 to the date.
  var days: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Self.floorDivided(shiftedYear, by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The seconds from the start of 1970, without regard to a zone.
  var seconds: Int { days * 86400 + hour * 3600 + minute * 60 + second }

  /// The day of the week, from 0 on Sunday.
  var weekday: Int {
    let day = (days + 4) % 7
    return day < 0 ? day + 7 : day
  }

  /// The day of the year, from 1.
  var dayOfYear: Int {
    var start = self
    (start.month, start.day) = (1, 1)
    return days - start.days + 1
  }

  /// The week by ISO 8601, and the year that it belongs to: that of its Thursday.
  var isoWeek: (year: Int, week: Int) {
    let thursday = CivilTime(seconds: (days - (weekday + 6) % 7 + 3) * 86400)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// How many days a month has.
  static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func floorDivided(_ number: Int, by divisor: Int) -> Int {
    number >= 0 ? number / divisor : (number - divisor + 1) / divisor
  }
}
