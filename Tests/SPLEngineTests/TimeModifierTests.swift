import Foundation
import Testing

@testable import SPLEngine

/// Time modifiers at changes of clocks and at their limits; the plain ones stand in `time.spec`.
struct TimeModifierTests {
  private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  private func moved(_ time: Double, _ modifier: String, in zone: TimeZone) -> String? {
    TimeModifier.relative(modifier, to: time, in: zone).map { TimeFormat.text($0, "%F %T", in: zone) }
  }

  @Test func daysFollowTheClockAndHoursTheSeconds() {
    // Noon of the day before the clocks go forward.
    let noon = 1_679_742_000.0
    #expect(moved(noon, "@s", in: berlin) == "2023-03-25 12:00:00")
    #expect(moved(noon, "+1d", in: berlin) == "2023-03-26 12:00:00")
    #expect(moved(noon, "+24h", in: berlin) == "2023-03-26 13:00:00")
    #expect(moved(noon, "+1d@d", in: berlin) == "2023-03-26 00:00:00")
    #expect(moved(noon, "+2d@w1", in: berlin) == "2023-03-27 00:00:00")
  }

  @Test func theLastDayOfAMonthStaysInTheNextOne() {
    #expect(moved(1_706_659_200, "+1mon", in: .gmt) == "2024-02-29 00:00:00")
    #expect(moved(1_709_164_800, "-1y", in: .gmt) == "2023-02-28 00:00:00")
  }

  @Test(arguments: [
    "", "1d", "-", "@", "-1x", "@x", "-1d@", "@w8", "-1d@d x", "-99999999999999999999d", "+9999999y",
  ])
  func whatIsNoModifierIsNone(_ text: String) {
    #expect(TimeModifier.relative(text, to: 1_700_000_000, in: .gmt) == nil)
  }

  @Test func momentsMayBeDates() {
    for text in ["11/14/2023:22:13:20", "2023-11-14T22:13:20", "2023-11-14T23:13:20+01:00", "1700000000"] {
      #expect(TimeModifier.seconds(text, now: 0, in: .gmt) == 1_700_000_000)
    }
    #expect(TimeModifier.seconds("11/14/2023", now: 0, in: .gmt) == 1_699_920_000)
    #expect(TimeModifier.seconds("11/14/2023:22:13", now: 0, in: .gmt) == nil)
  }
}
