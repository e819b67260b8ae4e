import Foundation
import Patterns
import SPLEngine

/// How the time of an event is found. Source: Getting Data In, "Configure timestamp recognition"; Admin Manual,
/// "props.conf" (timestamp extraction configuration).
struct TimestampRule: Sendable {
  /// The time stands behind what this finds.
  var prefix: RegularExpression?
  /// Its format, in `%` codes; nil to look for any date.
  var format: String?
  /// How many bytes behind the prefix, or from the start, are looked at.
  var lookahead = 128
  /// The zone of dates without one.
  var zone: String?
  /// Whether events get the time at which they are read.
  var isCurrent = false
  /// The fields that hold the time, for sources whose fields are made when events come in.
  var fields: [String] = []

  /// How a time was found.
  enum Way: String, Sendable, Hashable {
    case format = "configured format"
    case automatic = "found automatically"
    case field = "configured field"
    case previous = "time of the event before"
    case current = "time of reading"
  }

  /// The time of an event, in seconds since 1970, and how it was found; nil where there is none in it.
  func time(of event: UnsafeBufferPointer<UInt8>, now: Double, zone standard: TimeZone) -> (Double, Way)? {
    if isCurrent { return (now, .current) }
    let zone = self.zone.flatMap { TimeZone(identifier: $0) } ?? standard
    var start = 0
    if let prefix {
      guard let match = try? prefix.match(event) else { return nil }
      start = match.range.upperBound
    }
    let end = min(event.count, start + max(0, lookahead))
    guard start < end else { return nil }
    let text = UnsafeBufferPointer(rebasing: event[start..<end])
    if let format {
      let string = String(decoding: text, as: UTF8.self)
      return Self.formatted(string, format, now, zone).map { ($0, .format) }
    }
    return DateScanner.first(in: text, now: now, zone: zone).map { ($0.seconds, .automatic) }
  }

  /// TODO
  private static func formatted(_ text: String, _ format: String, _ now: Double, _ zone: TimeZone) -> Double?
  {
    var text = text
    return text.withUTF8 { DateScanner.first(in: $0, now: now, zone: zone)?.seconds }
  }
}
