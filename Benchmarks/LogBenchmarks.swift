import Diagnostics
import Events
import Foundation
import SPLEngine

/// Measures searches over large log files against their bars, and against DuckDB where that is at hand.
enum LogBenchmarks {
  private static let folder = ".build/bench"
  private static let size = 100_000_000
  /// Where real events are looked for: the first folder that is there.
  private static let logs = ["../shared/corpus/attack_data", "catalog/attack_data"]
  private static let now = 1_763_000_000.0
  private static var json: String { "\(folder)/events.json" }
  private static var xml: String { "\(folder)/events.xml" }
  private static var small: String { "\(folder)/small.json" }

  /// Writes the log files, unless they are there: real events again and again, with values that change.
  static func makeData() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let lines = try lines()
    try write(json, lines.filter { $0.hasPrefix("{\"") }) { line, number in
      let field = ["value", "other", "third"][number % 3]
      return "{\"field\":\"\(field)\",\"user_no\":\"u\(number * 31 % 1000)\",\(line.dropFirst())\n"
    }
    try write(xml, lines.filter { $0.hasPrefix("<Event ") && $0.hasSuffix("</Event>") }) { line, number in
      line.replacing("<EventRecordID>", with: "<EventRecordID>\(number)") + "\n"
    }
  }

  /// The lines of the logs at hand, but for the longest.
  private static func lines() throws -> [String] {
    let folder = logs.first { FileManager.default.fileExists(atPath: $0) } ?? "."
    let paths = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return try paths.sorted().filter { $0.hasSuffix(".log") || $0.hasSuffix(".json") }.flatMap { path in
      let bytes = try FileBytes.read("\(folder)/\(path)", limit: 256 << 20)
      return bytes.split(separator: 0x0A).filter { $0.count < 64 << 10 }
        .map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespaces) }
    }
  }

  private static func write(_ path: String, _ lines: [String], _ event: (String, Int) -> String) throws {
    guard !FileManager.default.fileExists(atPath: path), !lines.isEmpty else { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 65536)
    var number = 0
    while bytes.count < size {
      bytes += event(lines[number % lines.count], number).utf8
      number += 1
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  static func run() throws {
    try makeData()
    try measure(
      "JSON lines, five fields", json, "json", rate: 200,
      "| stats count(field) count(user_no) count(eventName) count(sourceIPAddress) count(userIdentity.arn)")
    try measure(
      "Windows event XML, five fields", xml, "XmlWinEventLog", rate: 150,
      "| stats count(Computer) count(Image) count(User) count(EventCode) count(ProcessId)")
    let duck = ProcessInfo.processInfo.environment["BENCH_DUCKDB"].flatMap { Double($0) }
    try measure(
      "search field=value | stats count BY user_no, JSON lines, all cores", json, "json",
      seconds: duck ?? 0.33,
      "search field=value | stats count BY user_no")
    print(
      duck == nil
        ? "  DuckDB is not at hand; 0.33 s is its time on the machine of the bar"
        : "  the bar is DuckDB's time")
    try measureGrowth()
    try measureStart()
  }

  /// The same search over 100 MB and over ten times as much.
  private static func measureGrowth() throws {
    let search = "search field=value | stats count BY user_no"
    let one = try seconds(search, files: 1)
    let ten = try seconds(search, files: 10)
    print("the same search, 1 GB")
    print(String(format: "  %.2f s, %.1f times that of 100 MB; bar 11 times", ten, ten / one))
    tellMemory()
  }

  private static func seconds(_ search: String, files: Int) throws -> Double {
    let file = LogFile(path: json, sourceType: "json")
    let base = SearchEnvironment(events: MemoryEvents(Table()), now: now)
    let events = LogEvents(
      [LogFile](repeating: file, count: files), configuration: EventConfiguration(environment: base), now: now
    )
    let environment = SearchEnvironment(events: events, now: now)
    let times = try (0..<3).map { _ in
      let start = ContinuousClock.now
      _ = try Search.run(search, in: environment)
      return start.secondsUntilNow
    }
    return times.sorted()[1]
  }

  /// The program as its user starts it, on 1 MB of JSON lines.
  private static func measureStart() throws {
    let bytes = try FileBytes.read(json, limit: 2 * size).prefix(1_000_000)
    try Data(bytes).write(to: URL(fileURLWithPath: small))
    let times = try ProgramBenchmarks.seconds(
      ["search", "search field=value | stats count BY user_no", "--data", small], runs: 21)
    print("start to result, 1 MB")
    print(String(format: "  median %.0f ms, least %.0f ms; bar 50 ms", times[10] * 1000, times[0] * 1000))
  }

  /// Measures a search by the time of all cores together, or by the clock.
  private static func measure(
    _ what: String, _ path: String, _ sourceType: String, rate: Double? = nil, seconds: Double? = nil,
    _ search: String
  ) throws {
    let base = SearchEnvironment(events: MemoryEvents(Table()), now: now)
    let addOns = AddOnFolder.addOns(in: "catalog/apps").map { AddOnFolder.read($0).addOn }
    let configuration = EventConfiguration(addOns: addOns, environment: base)
    let events = LogEvents(
      [LogFile(path: path, sourceType: sourceType)], configuration: configuration, now: now)
    let environment = SearchEnvironment(events: events, now: now)
    var times: [Double] = []
    for _ in 0..<Benchmarks.runs {
      let (cpu, clock) = (processorSeconds(), ContinuousClock.now)
      let result = try Search.run(search, in: environment)
      precondition(result.table.count > 0, "the search found nothing")
      times.append(rate != nil ? processorSeconds() - cpu : clock.secondsUntilNow)
    }
    times.sort()
    let median = times[times.count / 2]
    let megabytes = Double(size) / 1e6
    print("\(what), \(Int(megabytes)) MB")
    if let rate {
      print(String(format: "  %.0f MB/s on one core; bar %.0f MB/s", megabytes / median, rate))
    } else if let seconds {
      print(
        String(
          format: "  median %.3f s, least %.3f s; bar %.3f s: %.2f of it", median, times[0], seconds,
          median / seconds))
    }
    tellMemory()
  }

  private static func tellMemory() {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("  memory at its peak: \(usage.ru_maxrss / 1024) MB, bar 300 MB")
  }

  /// The time that all threads of the process have taken together.
  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
