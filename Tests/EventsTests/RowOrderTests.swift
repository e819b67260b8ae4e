import Foundation
import SPLEngine
import TestSupport
import Testing

@testable import Events

/// Events come newest first, also where a command takes their time away.
@Suite struct RowOrderTests {
  @Test(arguments: [
    "level=info | table n", "level=info | fields n | table n", "level=info | eval _time=0 | table n",
    "level=info | rename _time AS t | fields - t _raw level | table n", "level=info | head 3 | table n",
    "level=info | fields - _* | table n",
  ])
  func newestFirst(_ search: String) throws {
    let path = "\(NSTemporaryDirectory())/order-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try """
    2026-11-22T13:00:01Z level=info n=1
    2026-11-22T13:00:03Z level=info n=3
    2026-11-22T13:00:02Z level=info n=2
    """.write(toFile: path, atomically: true, encoding: .utf8)
    var environment = SearchEnvironment(events: MemoryEvents(Table()), now: 1_795_352_500)
    environment.events = LogEvents(
      [LogFile(path: path, sourceType: "example")],
      configuration: EventConfiguration(environment: environment),
      now: environment.now)
    let table = try Search.run(search, in: environment).table
    #expect(table["n"]?.map(\.text) == ["3", "2", "1"])
  }
}
