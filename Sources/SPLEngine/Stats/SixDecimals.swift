import Foundation

/// Numbers that Splunk shows with six decimals: percentages of `top`, rates of `timechart`.
enum SixDecimals {
  static func text(_ number: Double) -> String { String(format: "%.6f", number) }
}
