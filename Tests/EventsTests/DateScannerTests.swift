import Foundation
import Testing

@testable import Events

/// Dates that are found without being told their form.
@Suite struct DateScannerTests {
  @Test(arguments: [
    ("2026-11-22T13:00:00Z x", 1_795_352_400.0), ("2026-11-22 13:00:00.250 +01:00 x", 1_795_348_800.25),
    ("{\"time\":\"2026-11-22T13:00:00.123456Z\"}", 1_795_352_400.123456),
    ("Nov 22 13:00:00 host x", 1_795_352_400), ("[22/Nov/2026:13:00:00 +0000] x", 1_795_352_400),
    ("11/22/2026 01:00:00 PM x", 1_795_352_400), ("1795352400 x", 1_795_352_400),
    ("1795352400.5 x", 1_795_352_400.5), ("{\"ts\":1795352400123}", 1_795_352_400.123),
    ("Sun Nov 22 13:00:00 2026 x", 1_795_352_400), ("20261122T130000Z x", 1_795_352_400),
    ("SystemTime='2026-11-22T13:00:00.000000000Z'", 1_795_352_400), ("2026/11/22 13:00:00 x", 1_795_352_400),
    ("22 Nov 2026 13:00:00 x", 1_795_352_400), ("id=4711 Nov 22 2026 13:00:00", 1_795_352_400),
    ("1601-01-01T00:00:00Z", -11_644_473_600),
  ])
  func aDateIsFound(_ text: String, _ seconds: Double) {
    var text = text
    let found = text.withUTF8 { DateScanner.first(in: $0, now: 1_795_400_000, zone: .gmt) }
    #expect(found?.seconds == seconds)
  }

  @Test(arguments: ["", "no date", "2026-13-45T00:00:00Z", "12:00", "99/99/9999 10:00", "4711", "1.2.3.4"])
  func noDateIsFound(_ text: String) {
    var text = text
    #expect(text.withUTF8 { DateScanner.first(in: $0, now: 1_795_400_000, zone: .gmt) } == nil)
  }
}
