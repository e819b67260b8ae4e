import Foundation

/// Dates as texts by a format of `%` codes. Source: Search Reference, "Date and time format variables".
enum TimeFormat {
  /// The moment that a text names; nil where the text does not fit the format.
  static func parse(_ text: String, _ format: String, in zone: TimeZone) -> Double? {
    nil
  }

  /// A moment as text.
  static func text(_ time: Double, _ format: String, in zone: TimeZone) -> String {
    ""
  }
}
