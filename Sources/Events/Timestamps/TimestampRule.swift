import Foundation
import Patterns
import SPLEngine

/// How the time of an event is found. Source: Getting Data In, "Configure timestamp recognition"; Admin Manual,
/// "props.conf" (timestamp extraction configuration).
struct TimestampRule: Sendable {
  /// The time stands behind what this finds.
  var prefix: RegularExpression?
  /// Its format; nil to look for any date.
  var format: TimeFormat?
  /// How many bytes behind the prefix, or from the start, are looked at; nil for all.
  var lookahead: Int? = 128
  /// The zone of dates without one.
  var zone: TimeZone?
  /// TZ_ALIAS: offsets from UTC, as `+10:00`, by the names of zones that mean them here.
  var zoneAliases: [String: String] = [:]
  /// Whether events get the time at which they are read.
  var isCurrent = false
  /// The fields that hold the time, for sources whose fields are made when events come in.
  var fields: [String] = []

  /// The time of an event, in seconds since 1970, and how it was found; nil where there is none in it.
  func time(of event: UnsafeBufferPointer<UInt8>, now: Double, zone standard: TimeZone) -> (
    Double, TimestampWay
  )? {
    if isCurrent { return (now, .current) }
    var start = 0
    if let prefix {
      guard let match = try? prefix.match(event) else { return nil }
      start = match.range.upperBound
    }
    let end = lookahead.map { min(event.count, start + $0) } ?? event.count
    guard start < end else { return nil }
    let text = UnsafeBufferPointer(rebasing: event[start..<end])
    let zone = self.zone ?? standard
    if let format, let time = formatted(text, format, now, zone) { return (time, .format) }
    // As Splunk does, a time that does not have the form is looked for in any other.
    return DateScanner.first(in: text, now: now, zone: zone).map { ($0.seconds, .automatic) }
  }

  /// The time of an event that begins with a time of day, on the day of another; nil where it does not.
  func timeOfDay(_ event: UnsafeBufferPointer<UInt8>, onDayOf other: Double, zone standard: TimeZone)
    -> Double?
  {
    let text = String(decoding: event.prefix(32), as: UTF8.self)
    let zone = self.zone ?? standard
    return ["%H:%M:%S.%6N", "%H:%M:%S"].lazy.compactMap {
      TimeFormat($0).time(text, in: zone, today: other, allowingRest: true)
    }.first
  }

  /// Whether a line holds a date where one is looked for.
  func finds(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    guard !isCurrent, let (_, way) = time(of: line, now: 0, zone: .gmt) else { return false }
    return way == .automatic || way == .format
  }

  /// The time that a field's text names.
  func time(ofField text: String, now: Double, zone standard: TimeZone) -> Double? {
    let zone = self.zone ?? standard
    var text = text
    return text.withUTF8 { bytes in
      if let format, let time = formatted(bytes, format, now, zone) { return time }
      return DateScanner.first(in: bytes, now: now, zone: zone)?.seconds
    }
  }

  /// The most bytes that a time may have.
  private static let longest = 256

  /// The time at the start of a text; what stands behind it does not count. A date without a year is the last such day
  /// before tomorrow.
  private func formatted(
    _ text: UnsafeBufferPointer<UInt8>, _ format: TimeFormat, _ now: Double, _ zone: TimeZone
  ) -> Double? {
    var format = format
    var string = String(decoding: text.prefix(Self.longest), as: UTF8.self)
    for (name, offset) in zoneAliases where format.namesZone {
      guard let range = string.firstRange(of: " " + name) else { continue }
      string.replaceSubrange(range, with: " " + offset)
      format = format.withOffsets
      break
    }
    guard let time = format.time(string, in: zone, today: now, allowingRest: true) else { return nil }
    guard !format.namesYear, time > now + 86_400 else { return time }
    return format.time(string, in: zone, today: now - 31_556_952, allowingRest: true) ?? time
  }
}

/// How the time of an event was found.
public enum TimestampWay: String, Sendable, Hashable, CaseIterable {
  /// As TIME_FORMAT says.
  case format = "configured format"
  /// By looking for a date in any known form.
  case automatic = "found automatically"
  /// In a field that TIMESTAMP_FIELDS names.
  case field = "configured field"
  /// It has a time of day, and got the day of the event before.
  case day = "time of day, on the day of the event before"
  /// It had none, and got that of an event beside it.
  case previous = "time of the event before"
  /// It had none, nor had any other: the time of reading.
  case current = "time of reading"
}
