import Foundation

extension TimeFormat {
  /// The moment that a text names; nil where the text does not fit the format.
  ///
  /// A time of day alone is that of the day in which `today` lies; a date needs its day. With `allowingRest`, text
  /// behind what the format asks for is passed over, as `strptime` of C does.
  public func time(_ text: String, in zone: TimeZone, today: Double? = nil, allowingRest: Bool = false)
    -> Double?
  {
    var reader = Reader(text)
    for (number, part) in parts.enumerated() {
      switch part {
      case .literal(let literal): guard reader.take(literal) else { return nil }
      case .code("s", _, _) where asksForFraction(number + 1):
        guard reader.takeEpoch(most: 10) else { return nil }
      case .code(let code, let digits, _): guard reader.take(code, digits) else { return nil }
      }
    }
    guard allowingRest || reader.isAtEnd else { return nil }
    return reader.time(in: zone, today: today)
  }

  /// Whether a part asks for a fraction of a second: `%s%3N` is ten digits and three.
  private func asksForFraction(_ number: Int) -> Bool {
    guard number < parts.count, case .code(let code, _, _) = parts[number] else { return false }
    return "NQf".contains(code)
  }

  /// Whether the format asks for the year, or for the seconds since 1970.
  public var namesYear: Bool {
    parts.contains { if case .code(let code, _, _) = $0 { "YyCGs".contains(code) } else { false } }
  }

  /// Reads a text from left to right, and keeps what it names.
  private struct Reader {
    private let bytes: [UInt8]
    private var index = 0
    private var year: Int?
    private var century: Int?
    private var month: Int?
    private var day: Int?
    private var dayOfYear: Int?
    private var hour: Int?
    private var isAfternoon: Bool?
    private var minute = 0
    private var second = 0
    private var fraction = 0.0
    private var offset: Int?
    private var zone: TimeZone?
    private var epoch: Int?

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { bytes[index...].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } }

    /// Takes the characters of a format; a blank stands for any number of blanks.
    mutating func take(_ literal: String) -> Bool {
      for byte in literal.utf8 {
        if byte == 0x20 || (0x09...0x0D).contains(byte) {
          skipBlanks()
        } else {
          guard index < bytes.count, bytes[index] == byte else { return false }
          index += 1
        }
      }
      return true
    }

    /// Takes what a code stands for.
    mutating func take(_ code: Character, _ digits: Int?) -> Bool {
      switch code {
      case "Y": return set(\.year, number(4, 0...9999))
      case "y": return set(\.year, number(2, 0...99).map { $0 < 69 ? 2000 + $0 : 1900 + $0 })
      case "C": return set(\.century, number(2, 0...99))
      case "m": return set(\.month, number(2, 1...12))
      case "b", "B": return set(\.month, name(TimeFormat.months).map { $0 + 1 })
      case "d", "e": return set(\.day, number(2, 1...31))
      case "j": return set(\.dayOfYear, number(3, 1...366))
      case "a", "A": return name(TimeFormat.weekdays) != nil
      case "H", "k": return set(\.hour, number(2, 0...23))
      case "I", "l": return set(\.hour, number(2, 1...12))
      case "M": return set(\.minute, number(2, 0...59))
      // A leap second is the first of the next minute.
      case "S": return set(\.second, number(2, 0...60))
      case "p", "P": return set(\.isAfternoon, name(["AM", "PM"]).map { $0 == 1 })
      case "N", "Q", "f": return takeFraction(digits ?? 9)
      case "s": return takeEpoch(most: 12)
      case "z": return takeOffset()
      case "Z": return takeZone()
      case "u", "w": return number(1, 0...7) != nil
      case "U", "V", "W", "g": return number(2, 0...99) != nil
      case "G": return number(4, 0...9999) != nil
      default: return false
      }
    }

    private mutating func set<T>(_ path: WritableKeyPath<Reader, T?>, _ value: T?) -> Bool {
      guard let value else { return false }
      self[keyPath: path] = value
      return true
    }

    private mutating func set(_ path: WritableKeyPath<Reader, Int>, _ value: Int?) -> Bool {
      guard let value else { return false }
      self[keyPath: path] = value
      return true
    }

    private mutating func skipBlanks() {
      while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 }
    }

    private mutating func number(_ digits: Int, _ range: ClosedRange<Int>) -> Int? {
      skipBlanks()
      let start = index
      var number = 0
      while index < bytes.count, index - start < digits, (0x30...0x39).contains(bytes[index]) {
        number = number * 10 + Int(bytes[index] & 15)
        index += 1
      }
      return index > start && range.contains(number) ? number : nil
    }

    /// Takes a name in full or its first three letters, in any case.
    private mutating func name(_ names: [String]) -> Int? {
      skipBlanks()
      for length in [Int.max, 3] {
        for (number, name) in names.enumerated() where fits(name.prefix(length)) {
          index += min(length, name.utf8.count)
          return number
        }
      }
      return nil
    }

    private func fits(_ name: Substring) -> Bool {
      let rest = bytes[index...].prefix(name.utf8.count)
      return rest.count == name.utf8.count && zip(rest, name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }

    private mutating func takeFraction(_ digits: Int) -> Bool {
      let start = index
      var number = 0.0
      while index < bytes.count, index - start < digits, (0x30...0x39).contains(bytes[index]) {
        number = number * 10 + Double(bytes[index] & 15)
        index += 1
      }
      fraction = number / pow(10, Double(index - start))
      return index > start
    }

    mutating func takeEpoch(most digits: Int) -> Bool {
      skipBlanks()
      let isNegative = index < bytes.count && bytes[index] == UInt8(ascii: "-")
      if isNegative { index += 1 }
      guard let seconds = number(digits, 0...Int(TimeFormat.limit)) else { return false }
      epoch = isNegative ? -seconds : seconds
      return true
    }

    /// `+0100`, `+01:00`, `+01`, `Z`.
    private mutating func takeOffset() -> Bool {
      skipBlanks()
      guard index < bytes.count else { return false }
      if bytes[index] | 0x20 == UInt8(ascii: "z") {
        index += 1
        offset = 0
        return true
      }
      let isNegative = bytes[index] == UInt8(ascii: "-")
      guard isNegative || bytes[index] == UInt8(ascii: "+") else { return false }
      index += 1
      let start = index
      guard let hours = number(2, 0...14), index == start + 2 else { return false }
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: ":") { index += 1 }
      let minutes = index < bytes.count && (0x30...0x39).contains(bytes[index]) ? number(2, 0...59) : 0
      guard let minutes else { return false }
      offset = (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
      return true
    }

    private mutating func takeZone() -> Bool {
      skipBlanks()
      let start = index
      while index < bytes.count, (0x41...0x5A).contains(bytes[index]) || (0x61...0x7A).contains(bytes[index])
      {
        index += 1
      }
      let name = String(decoding: bytes[start..<index], as: UTF8.self).uppercased()
      guard !name.isEmpty else { return false }
      zone = ["UTC", "GMT", "Z"].contains(name) ? .gmt : TimeZone(abbreviation: name)
      return zone != nil
    }

    func time(in standard: TimeZone, today: Double?) -> Double? {
      if let epoch { return Double(epoch) + fraction }
      let zone = zone ?? standard
      guard var civil = date(zone, today) else { return nil }
      civil.hour = hour ?? 0
      if let isAfternoon, let hour { civil.hour = hour % 12 + (isAfternoon ? 12 : 0) }
      civil.minute = minute
      civil.second = second
      let local = civil.seconds
      if let offset { return Double(local - offset) + fraction }
      // The offset at the moment itself: the guess may lie on the other side of a change of clocks.
      let guess = local - zone.offset(at: local)
      return Double(local - zone.offset(at: guess)) + fraction
    }

    private func date(_ zone: TimeZone, _ today: Double?) -> CivilTime? {
      var civil = CivilTime()
      if year == nil, month == nil, day == nil, dayOfYear == nil {
        guard hour != nil, let today, abs(today) < TimeFormat.limit else { return nil }
        let seconds = Int(today.rounded(.down))
        return CivilTime(seconds: seconds + zone.offset(at: seconds))
      }
      var thisYear: Int? { today.map { CivilTime(seconds: Int($0)).year } }
      guard let year = year.map({ year in century.map { $0 * 100 + year % 100 } ?? year }) ?? thisYear else {
        return nil
      }
      civil.year = year
      if let dayOfYear, month == nil {
        return CivilTime(seconds: (civil.days + dayOfYear - 1) * 86400)
      }
      guard let month, let day, day <= CivilTime.daysInMonth(month, of: year) else { return nil }
      (civil.month, civil.day) = (month, day)
      return civil
    }
  }
}
