import Foundation
import Testing

@testable import Events
@testable import SPLEngine

/// Times as props.conf says.
@Suite struct TimestampTests {
  private static let now = 1_795_400_000.0

  private func time(_ text: String, _ props: String) -> (Double, TimestampWay)? {
    let conf = ConfFile(Array("[test]\n\(props)\n".utf8))
    let addOn = AddOn(name: "test", files: ["props": [AddOn.File(path: "props.conf", conf: conf)]])
    let configuration = EventConfiguration(
      addOns: [addOn], environment: SearchEnvironment(events: MemoryEvents(Table()), now: Self.now))
    let rule = configuration.sourceType(EventOrigin(sourceType: "test", source: "s", host: "h")).timestamps
    var text = text
    return text.withUTF8 { rule.time(of: $0, now: Self.now, zone: .gmt) }
  }

  @Test(arguments: [
    ("22.11.2026 13-00-00 x", "TIME_FORMAT = %d.%m.%Y %H-%M-%S", 1_795_352_400.0, TimestampWay.format),
    (
      "id 7 at 22.11.2026 13:00 x", "TIME_PREFIX = at\\s\nTIME_FORMAT = %d.%m.%Y %H:%M", 1_795_352_400,
      .format
    ),
    ("1795352400.250 x", "TIME_FORMAT = %s.%3N", 1_795_352_400.25, .format),
    ("2026-11-22 13:00:00 x", "TIME_FORMAT = %Y-%m-%d %H:%M:%S\nTZ = Europe/Berlin", 1_795_348_800, .format),
    // A date without a year is the last such day.
    ("Nov 22 13:00:00 x", "TIME_FORMAT = %b %d %H:%M:%S", 1_795_352_400, .format),
    ("Dec 24 13:00:00 x", "TIME_FORMAT = %b %d %H:%M:%S", 1_766_581_200, .format),
    // What does not have the form is looked for in any other.
    ("2026-11-22T13:00:00Z x", "TIME_FORMAT = %d.%m.%Y", 1_795_352_400, .automatic),
    ("x", "DATETIME_CONFIG = CURRENT", now, .current),
  ])
  func timesAreFound(_ text: String, _ props: String, _ seconds: Double, _ way: TimestampWay) throws {
    let found = try #require(time(text, props))
    #expect(found.0 == seconds)
    #expect(found.1 == way)
  }

  @Test func whatIsTooFarBehindIsNotLookedAt() {
    let text = String(repeating: ".", count: 30) + " 2026-11-22T13:00:00Z"
    #expect(time(text, "MAX_TIMESTAMP_LOOKAHEAD = 20") == nil)
    #expect(time(text, "MAX_TIMESTAMP_LOOKAHEAD = 0") != nil)
    #expect(time("a 2026-11-22T13:00:00Z", "TIME_PREFIX = at:") == nil)
  }

  @Test func waysAreCounted() throws {
    let path = "\(NSTemporaryDirectory())/times-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "b=2\n2026-11-22T13:00:00Z a=1\n".write(toFile: path, atomically: false, encoding: .utf8)
    let configuration = EventConfiguration(
      environment: SearchEnvironment(events: MemoryEvents(Table()), now: Self.now))
    let events = LogEvents(
      [LogFile(path: path, sourceType: "test")], configuration: configuration, now: Self.now)
    let environment = SearchEnvironment(events: events, now: Self.now)
    _ = try Search.run("search * | stats max(_time)", in: environment)
    #expect(events.report.files[path]?.times == [.automatic: 1, .previous: 1])
    // A search that needs no times finds none.
    let result = try Search.run("search a=1 | stats count by a", in: environment)
    #expect(events.report.files[path]?.times == [:])
    #expect(result.report.stages.first?.rowsIn == 2)
    #expect(result.report.stages.first?.rowsOut == 1)
  }
}
