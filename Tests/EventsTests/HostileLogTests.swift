import CZlib
import Foundation
import Testing

@testable import Events
@testable import SPLEngine

/// Files that are no logs, or logs as nobody would write them: each is told apart, and none takes more than its share.
@Suite struct HostileLogTests {
  private static func withFile<T>(_ bytes: [UInt8], _ body: (String) throws -> T) throws -> T {
    let path = "\(NSTemporaryDirectory())/hostile-\(UUID().uuidString).log"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  private static func events(_ path: String, props: String = "") -> LogEvents {
    let conf = ConfFile(Array("[test]\n\(props)\n".utf8))
    let addOn = AddOn(name: "test", files: ["props": [AddOn.File(path: "props.conf", conf: conf)]])
    let configuration = EventConfiguration(
      addOns: props.isEmpty ? [] : [addOn],
      environment: SearchEnvironment(events: MemoryEvents(Table()), now: 1_700_000_000))
    return LogEvents(
      [LogFile(path: path, sourceType: "test")], configuration: configuration, now: 1_700_000_000)
  }

  private static func run(_ search: String, _ events: LogEvents) throws(SearchError) -> Table {
    try Search.run(search, in: SearchEnvironment(events: events, now: 1_700_000_000)).table
  }

  private static func texts(_ field: String, of text: String, props: String = "") throws -> [[String]] {
    try texts(field, of: Array(text.utf8), props: props)
  }

  private static func texts(_ field: String, of bytes: [UInt8], props: String = "") throws -> [[String]] {
    try withFile(bytes) { path in
      let table = try run("search * | table \(field)", events(path, props: props))
      return (0..<table.count).map { table.value(field, at: $0).texts }
    }
  }

  @Test(arguments: [
    ("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n", "Git LFS"),
    ("<!DOCTYPE html>\n<html><body>404</body></html>", "web page"),
    ("\n <HTML><head><title>Not Found</title></head></HTML>", "web page"),
  ])
  func whatIsNoLogIsSaid(_ text: String, _ part: String) throws {
    try Self.withFile(Array(text.utf8)) { path in
      let error = #expect(throws: SearchError.self) {
        try Self.run("search * | stats count", Self.events(path))
      }
      #expect(error?.kind == .data)
      #expect(error?.message.contains(part) == true)
      #expect(error?.message.contains(path) == true)
    }
  }

  @Test func whatStoodBeforeTheEndOfJSONCounts() throws {
    #expect(try Self.texts("a", of: "{\"a\":1,\"b\":{\"c\":\"cut o") == [["1"]])
    try Self.withFile(Array("{\n\"a\":1,\n\"b\":{\"c\":\"cut o".utf8)) { path in
      let events = Self.events(path)
      _ = try Self.run("search * | stats count", events)
      #expect(events.report.files[path]?.remarks == ["the file ends inside of a JSON object"])
    }
  }

  /// What TRUNCATE takes away is told, also of a line that is put to others; a line that just fits is not.
  @Test(arguments: [
    ("2026-11-22 13:00:00\n1234567890123456789\n", false),
    ("2026-11-22 13:00:00\nää34567890123456789\n", true),
  ])
  func whatIsCutIsTold(_ text: String, _ isCut: Bool) throws {
    let props = ConfFile(Array("[t]\nTRUNCATE = 19\nSHOULD_LINEMERGE = true\n".utf8))
    let addOn = AddOn(name: "a", files: ["props": [AddOn.File(path: "props.conf", conf: props)]])
    try Self.withFile(Array(text.utf8)) { path in
      let configuration = EventConfiguration(
        addOns: [addOn], environment: SearchEnvironment(events: MemoryEvents(Table()), now: 0))
      let events = LogEvents([LogFile(path: path, sourceType: "t")], configuration: configuration, now: 0)
      _ = try Self.run("search * | stats count", events)
      let told = events.report.files[path]?.remarks ?? []
      #expect(told == (isCut ? ["a line was cut at 19 bytes, as TRUNCATE says"] : []))
    }
  }

  @Test func wordsThatAreNoJSONAreValues() throws {
    #expect(try Self.texts("a", of: "{\"a\":NaN,\"b\":True}") == [["NaN"]])
  }

  @Test func bytesThatAreNoTextAreWrittenOut() throws {
    #expect(
      try Self.texts("a", of: [UInt8]("a=x".utf8) + [0x00, 0x0A] + [UInt8]("a=\"".utf8) + [0xFF, 0x22])
        .sorted { $0.joined() < $1.joined() } == [["\\xFF"], ["x"]])
  }

  @Test func characterSetsAreRead() throws {
    let line = "a=\"ä€😀\"\n"
    let little = line.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let big = line.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    #expect(try Self.texts("a", of: [0xFF, 0xFE] + little) == [["ä€😀"]])
    #expect(try Self.texts("a", of: [0xFE, 0xFF] + big) == [["ä€😀"]])
    #expect(try Self.texts("a", of: [0xEF, 0xBB, 0xBF] + Array(line.utf8)) == [["ä€😀"]])
    #expect(try Self.texts("a", of: little, props: "CHARSET = UTF-16LE") == [["ä€😀"]])
    #expect(try Self.texts("a", of: big, props: "CHARSET = UTF-16BE") == [["ä€😀"]])
    #expect(try Self.texts("a", of: Array("a=".utf8) + [0xE4, 0x80], props: "CHARSET = CP1252") == [["ä€"]])
    #expect(try Self.texts("a", of: Array("a=".utf8) + [0xE4], props: "CHARSET = ISO-8859-1") == [["ä"]])
    // Half of a pair, and half of a unit.
    #expect(
      try Self.texts("a", of: [0xFF, 0xFE, 0x61, 0, 0x3D, 0, 0x78, 0, 0x3D, 0xD8, 0x41]) == [["x\u{FFFD}"]])
  }

  @Test func noEntityIsResolved() throws {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>\
      <a><t>&b;&c;&#65;&lt;</t></a>
      """
    #expect(try Self.texts("a.t", of: bomb, props: "KV_MODE = xml") == [["&b;&c;A<"]])
  }

  @Test(arguments: [
    ("1601-01-01T00:00:00Z x=1", -11_644_473_600.0), ("9999-12-31T23:59:59Z x=1", 253_402_300_799),
  ])
  func farYearsAreTimes(_ line: String, _ seconds: Double) throws {
    try Self.withFile(Array(line.utf8)) { path in
      let table = try Self.run(
        "search * | table _time date_year | eval y=strftime(_time, \"%Y\")", Self.events(path))
      #expect(table.value("_time", at: 0).double == seconds)
      #expect(table.value("date_year", at: 0).text == table.value("y", at: 0).text)
    }
  }

  /// A gigabyte without a line break, of which the file system keeps nothing.
  @Test func aLineOfAGigabyteIsCut() throws {
    try Self.withFile([]) { path in
      truncate(path, 1 << 30)
      let events = Self.events(path)
      let table = try Self.run("search * | stats count", events)
      #expect(table.value("count", at: 0).double.map { $0 >= 1 && $0 <= 128 } == true)
      #expect(events.report.files[path]?.remarks == ["an event has more than 16 MiB and was cut"])
      var usage = rusage()
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      #expect(usage.ru_maxrss < 2 << 20)
    }
  }

  @Test func aFileThatUnpacksWithoutEndIsAnError() throws {
    try Self.withFile([]) { path in
      let file = gzopen(path, "wb")
      let zeros = [UInt8](repeating: 0x0A, count: 1 << 20)
      for _ in 0..<300 { gzwrite(file, zeros, UInt32(zeros.count)) }
      gzclose(file)
      let error = #expect(throws: SearchError.self) {
        try Self.run("search * | stats count", Self.events(path))
      }
      #expect(error?.kind == .limit)
    }
  }
}
