import Testing

@testable import Catalog

@Suite struct CalendarDateTests {
  @Test(arguments: ["2024-02-29", "2000-02-29", "2026-12-31", "0001-01-01"])
  func daysThatExistAreRead(_ text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2021-13-45", "2021-00-10", "2021-04-31", "2021-4-3", "21-04-03",
    "2021/04/03",
    "2021-04-03T00:00", "", "no", "-2021-04-03", "２０２１-04-03",
  ])
  func otherTextsAreNot(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func datesOrderByTime() throws {
    let dates = try ["2025-12-31", "2026-01-01", "2025-02-01"].map { try #require(CalendarDate($0)) }
    #expect(dates.sorted().map(\.description) == ["2025-02-01", "2025-12-31", "2026-01-01"])
  }
}
