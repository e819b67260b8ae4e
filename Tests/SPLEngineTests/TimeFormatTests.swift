import Foundation
import Testing

@testable import SPLEngine

/// What the plain-file cases, which are all in UTC, do not reach.
struct TimeFormatTests {
  private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

  @Test func datesOfOtherZonesFollowTheirClocks() {
    #expect(
      TimeFormat.text(1_700_000_000, "%F %T %z %:z %Z", in: berlin)
        == "2023-11-14 23:13:20 +0100 +01:00 GMT+1")
    #expect(TimeFormat.text(1_690_000_000, "%F %T %z", in: berlin) == "2023-07-22 06:26:40 +0200")
    #expect(TimeFormat.parse("2023-11-14 23:13:20", "%F %T", in: berlin) == 1_700_000_000)
    #expect(TimeFormat.parse("2023-07-22 06:26:40", "%F %T", in: berlin) == 1_690_000_000)
    // Five minutes after the clocks went forward, and before they went back.
    #expect(TimeFormat.parse("2023-03-26 03:05:00", "%F %T", in: berlin) == 1_679_792_700)
    #expect(TimeFormat.parse("2023-10-29 03:05:00", "%F %T", in: berlin) == 1_698_545_100)
  }

  @Test func offsetsOfTheTextWinOverTheZone() {
    for text in ["2023-11-14T22:13:20Z", "2023-11-14T23:13:20+01:00", "2023-11-14T23:13:20+01"] {
      #expect(TimeFormat.parse(text, "%Y-%m-%dT%H:%M:%S%z", in: berlin) == 1_700_000_000)
    }
    #expect(TimeFormat.parse("22:13:20 UTC 2023-11-14", "%T %Z %F", in: berlin) == 1_700_000_000)
  }

  @Test(arguments: [
    (-1.0, "1969-12-31 23:59:59"), (951_782_400, "2000-02-29 00:00:00"),
    (4_107_542_400, "2100-03-01 00:00:00"),
    (-2_203_891_200, "1900-03-01 00:00:00"),
  ])
  func daysAroundLeapYearsAreRight(_ time: Double, _ text: String) {
    #expect(TimeFormat.text(time, "%F %T", in: .gmt) == text)
    #expect(TimeFormat.parse(text, "%F %T", in: .gmt) == time)
  }

  @Test func everyDayOfFourHundredYearsIsReadBack() {
    var last = CivilTime(seconds: -141_428 * 86400)
    for day in -141_427..<4670 {
      let civil = CivilTime(seconds: day * 86400)
      #expect(civil.days == day)
      #expect(civil.weekday == ((day + 4) % 7 + 7) % 7)
      #expect(civil != last)
      last = civil
    }
  }

  @Test func fractionsAreRoundedToMicrosecondsAndThenCut() {
    #expect(TimeFormat.text(1_700_000_000.123, "%3N %6N %Q", in: .gmt) == "123 123000 123")
    #expect(TimeFormat.text(1_700_000_000.999_999_9, "%S.%3N", in: .gmt) == "21.000")
    #expect(TimeFormat.text(-0.25, "%S.%3N", in: .gmt) == "59.750")
  }

  @Test func timesThatNoCalendarReachesAreNone() {
    for time in [1e18, -1e18, .infinity, .nan] {
      #expect(TimeFormat("%F").text(time, in: .gmt) == nil)
    }
  }

  @Test func whatIsNoCodeStaysAsItIs() {
    #expect(TimeFormat.text(0, "%q %", in: .gmt) == "%q %")
    #expect(TimeFormat.text(0, "%:Y %5d", in: .gmt) == "%:Y %5d")
  }

  @Test(arguments: ["29.02.2023", "31.04.2024", "00.01.2024", "1.13.2024", "x"])
  func datesThatDoNotExistAreNone(_ text: String) {
    #expect(TimeFormat.parse(text, "%d.%m.%Y", in: .gmt) == nil)
  }

  @Test func dayOfTheYearAndCenturyCount() {
    #expect(TimeFormat.parse("2024-060", "%Y-%j", in: .gmt) == 1_709_164_800)
    #expect(TimeFormat.parse("29 Feb 24", "%d %b %y", in: .gmt) == 1_709_164_800)
  }
}
