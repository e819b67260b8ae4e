import Foundation

/// A format of dates: text with `%` codes. Source: Search Reference, "Date and time format variables".
public struct TimeFormat: Sendable {
  /// The times that can be written: seconds before and after 1970, up to the year 9999 and as far back.
  static let limit = 253_402_300_800.0

  /// A part of a format.
  enum Part: Sendable, Hashable {
    case literal(String)
    /// A code, with the digits that stand before it and how many colons.
    case code(Character, digits: Int?, colons: Int)
  }

  let parts: [Part]

  /// Reads a format; a code that is none stays as it is.
  public init(_ format: String) {
    var parts: [Part] = []
    var literal = ""
    var rest = Substring(format)
    while let character = rest.popFirst() {
      guard character == "%", !rest.isEmpty else {
        literal.append(character)
        continue
      }
      let start = rest
      let colons = rest.prefix { $0 == ":" }.count
      rest = rest.dropFirst(colons)
      var digits: Int?
      if let digit = rest.first?.wholeNumberValue, rest.dropFirst().first.map({ "NQ".contains($0) }) == true {
        digits = digit
        rest.removeFirst()
      }
      guard let code = rest.popFirst(), Self.codes.contains(code), colons == 0 || code == "z", colons < 4,
        digits != 0
      else {
        rest = start
        literal.append("%")
        continue
      }
      if code == "%" {
        literal.append("%")
        continue
      }
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = ""
      if let whole = Self.combined[code] {
        parts += TimeFormat(whole).parts
      } else {
        parts.append(.code(code, digits: digits, colons: colons))
      }
    }
    if !literal.isEmpty { parts.append(.literal(literal)) }
    self.parts = parts
  }

  private init(parts: [Part]) { self.parts = parts }

  /// Whether the format asks for the name of a zone.
  public var namesZone: Bool { parts.contains(.code("Z", digits: nil, colons: 0)) }

  /// The format with offsets from UTC where it asks for names of zones.
  public var withOffsets: TimeFormat {
    TimeFormat(
      parts: parts.map { $0 == .code("Z", digits: nil, colons: 0) ? .code("z", digits: nil, colons: 0) : $0 })
  }

  private static let codes = Set("aAbBcCdDeFfgGhHIjklmMnNpPQrRsStTuUVwWxXyYzZ+%")

  /// Codes that stand for several others.
  private static let combined: [Character: String] = [
    "c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d", "h": "%b", "n": "\n",
    "r": "%I:%M:%S %p", "R": "%H:%M", "t": "\t", "T": "%H:%M:%S", "x": "%m/%d/%Y", "X": "%H:%M:%S",
    "+": "%a %b %e %H:%M:%S %Z %Y",
  ]

  static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]

  /// The moment that a text names; nil where the text does not fit the format.
  static func parse(_ text: String, _ format: String, in zone: TimeZone) -> Double? {
    TimeFormat(format).time(text, in: zone)
  }

  /// A moment as text; empty for one that no calendar reaches.
  static func text(_ time: Double, _ format: String, in zone: TimeZone) -> String {
    TimeFormat(format).text(time, in: zone) ?? ""
  }

  /// A moment as text; nil for one that no calendar reaches.
  func text(_ time: Double, in zone: TimeZone) -> String? {
    guard abs(time) < Self.limit else { return nil }
    // A double holds microseconds of our times; more would show its rounding.
    let micros = Int((time * 1e6).rounded())
    let seconds = CivilTime.floorDivided(micros, by: 1_000_000)
    let fraction = micros - seconds * 1_000_000
    let offset = zone.offset(at: seconds)
    let civil = CivilTime(seconds: seconds + offset)
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .code("N", let digits, _): text += Self.fraction(fraction, digits ?? 9)
      case .code("Q", let digits, _): text += Self.fraction(fraction, digits ?? 3)
      case .code("f", _, _): text += Self.fraction(fraction, 6)
      case .code("s", _, _): text += String(seconds)
      case .code("Z", _, _): text += zone.name(at: seconds)
      case .code("z", _, let colons): text += Self.offset(offset, colons)
      case .code(let code, _, _): text += Self.text(of: code, civil)
      }
    }
    return text
  }

  private static func text(of code: Character, _ civil: CivilTime) -> String {
    let hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12
    switch code {
    case "a": return String(weekdays[civil.weekday].prefix(3))
    case "A": return weekdays[civil.weekday]
    case "b": return String(months[civil.month - 1].prefix(3))
    case "B": return months[civil.month - 1]
    case "C": return padded(civil.year / 100, 2)
    case "d": return padded(civil.day, 2)
    case "e": return padded(civil.day, 2, " ")
    case "g": return padded(civil.isoWeek.year % 100, 2)
    case "G": return padded(civil.isoWeek.year, 4)
    case "H": return padded(civil.hour, 2)
    case "I": return padded(hour, 2)
    case "j": return padded(civil.dayOfYear, 3)
    case "k": return padded(civil.hour, 2, " ")
    case "l": return padded(hour, 2, " ")
    case "m": return padded(civil.month, 2)
    case "M": return padded(civil.minute, 2)
    case "p": return civil.hour < 12 ? "AM" : "PM"
    case "P": return civil.hour < 12 ? "am" : "pm"
    case "S": return padded(civil.second, 2)
    case "u": return String(civil.weekday == 0 ? 7 : civil.weekday)
    case "U": return padded((civil.dayOfYear + 6 - civil.weekday) / 7, 2)
    case "V": return padded(civil.isoWeek.week, 2)
    case "w": return String(civil.weekday)
    case "W": return padded((civil.dayOfYear + 6 - (civil.weekday + 6) % 7) / 7, 2)
    case "y": return padded(((civil.year % 100) + 100) % 100, 2)
    case "Y": return padded(civil.year, 4)
    default: return ""
    }
  }

  private static func padded(_ number: Int, _ width: Int, _ filler: Character = "0") -> String {
    let text = String(number)
    return text.utf8.count >= width ? text : String(repeating: filler, count: width - text.utf8.count) + text
  }

  /// The first digits of the fraction.
  private static func fraction(_ micros: Int, _ digits: Int) -> String {
    String((padded(micros, 6) + "000").prefix(digits))
  }

  /// `+0100`, or with colons `+01:00`, `+01:00:00`, `+01`.
  private static func offset(_ seconds: Int, _ colons: Int) -> String {
    let (hours, minutes) = (padded(abs(seconds) / 3600, 2), padded(abs(seconds) / 60 % 60, 2))
    let sign = seconds < 0 ? "-" : "+"
    switch colons {
    case 0: return "\(sign)\(hours)\(minutes)"
    case 1: return "\(sign)\(hours):\(minutes)"
    case 2: return "\(sign)\(hours):\(minutes):\(padded(abs(seconds) % 60, 2))"
    default: return abs(seconds) % 3600 == 0 ? "\(sign)\(hours)" : "\(sign)\(hours):\(minutes)"
    }
  }
}

extension TimeZone {
  /// The seconds that its clocks are ahead of UTC.
  func offset(at seconds: Int) -> Int {
    self == .gmt ? 0 : secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
  }

  /// Its short name: `UTC`, `CET`.
  func name(at seconds: Int) -> String {
    guard let name = abbreviation(for: Date(timeIntervalSince1970: Double(seconds))) else { return "" }
    return name == "GMT" ? "UTC" : name
  }
}
