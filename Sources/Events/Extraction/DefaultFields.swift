import SPLEngine

/// Fields that every event has: parts of its time, its punctuation, its number of lines.
/// Source: Knowledge Manager Manual, "Use default fields".
enum DefaultFields {
  /// The fields that are made from the time.
  private static let dates = [
    "date_hour", "date_mday", "date_minute", "date_month", "date_second", "date_wday", "date_year",
    "date_zone",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november",
    "december",
  ]
  private static let days = ["thursday", "friday", "saturday", "sunday", "monday", "tuesday", "wednesday"]

  /// Fields that an event has before any is extracted.
  private static let own: Set<String> = [
    "_raw", "_time", "host", "index", "linecount", "punct", "source", "sourcetype", "splunk_server",
  ]

  /// The name of a field that is made when an event comes in: one that is called like a field of the event's own gets
  /// `extracted_` before it. Source: Getting Data In, "Extract fields from files with structured data".
  static func unclashing(_ name: String) -> String {
    own.contains(name) ? "extracted_\(name)" : name
  }

  /// The name that stands in the event for such a field.
  static func plain(_ name: String) -> String {
    let rest = name.hasPrefix("extracted_") ? String(name.dropFirst("extracted_".count)) : ""
    return own.contains(rest) ? rest : name
  }

  /// Whether a field is made of the time.
  static func needsTime(_ demand: FieldDemand) -> Bool { dates.contains(where: demand.wants) }

  /// Adds the fields that are asked for.
  static func add(to table: inout Table, events: RawEvents, times: [Value], demand: FieldDemand) {
    if demand.wants("linecount") {
      table["linecount"] = (0..<events.count).map { row in Value(events[row].count { $0 == 0x0A } + 1) }
    }
    if demand.wants("punct") {
      table["punct"] = (0..<events.count).map { .text(punctuation(of: events[$0])) }
    }
    guard needsTime(demand) else { return }
    var columns = [[Value]](repeating: [], count: dates.count)
    for time in times {
      let parts = time.double.map(parts) ?? [Value](repeating: .null, count: dates.count)
      for (index, part) in parts.enumerated() { columns[index].append(part) }
    }
    for (name, column) in zip(dates, columns) where demand.wants(name) { table[name] = column }
  }

  /// The parts in the order of `dates`, in UTC.
  private static func parts(_ time: Double) -> [Value] {
    let seconds = Int(time.rounded(.down))
    let day = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400
    let second = seconds - day * 86400
    let date = CivilTime.date(days: day)
    return [
      Value(second / 3600), Value(date.day), Value(second / 60 % 60), .text(months[date.month - 1]),
      Value(second % 60), .text(days[((day % 7) + 7) % 7]), Value(date.year), Value(0),
    ]
  }

  /// The first thirty characters of an event that are no letters or digits; a blank is an underscore, a tab a `t`.
  private static func punctuation(of event: UnsafeBufferPointer<UInt8>) -> String {
    var result: [UInt8] = []
    for byte in event {
      guard byte != 0x0A, byte != 0x0D, result.count < 30 else { break }
      if DateScanner.isWordByte(byte) || byte >= 0x80 { continue }
      result.append(byte == 0x20 ? UInt8(ascii: "_") : byte == 0x09 ? UInt8(ascii: "t") : byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension CivilTime {
  /// The date of a day that is counted from 1970-01-01.
  static func date(days: Int) -> (year: Int, month: Int, day: Int) {
    // The reverse of counting: eras of 400 years that begin in March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
