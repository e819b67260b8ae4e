import Events
import Foundation
import SPLEngine

/// Measures searches over large log files against their bars, and against DuckDB where that is at hand.
enum LogBenchmarks {
  private static let folder = ".build/bench"
  private static let size = 100_000_000
  private static let now = 1_763_000_000.0
  private static var json: String { "\(folder)/events.json" }
  private static var xml: String { "\(folder)/events.xml" }

  /// Writes the log files, unless they are there.
  static func makeData() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(json) { number in
      let field = ["value", "other", "third"][number % 3]
      return """
        {"time":"2026-11-22T13:00:00.\(1000 + number % 9000)Z","event":{"id":\(number),"names":["a","b \(number % 7)"],\
        "path":"C:\\\\Windows\\\\System32\\\\cmd.exe","line":"cmd.exe /c whoami /all & net user \(number % 100)"},\
        "host":"host-\(number % 50)","ok":true,"size":\(number * 7919 % 100_000),"field":"\(field)",\
        "user_no":"u\(number * 31 % 1000)"}

        """
    }
    try write(xml) { number in
      """
      <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-\
      Sysmon' Guid='{5770385F-C22A-43E0-BF4C-06F5698FFBD9}'/><EventID>\(1 + number % 13)</EventID><Version>2</Version>\
      <Level>4</Level><Task>1</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated \
      SystemTime='2026-11-22T13:00:\(10 + number % 50).129005400Z'/><EventRecordID>\(number)</EventRecordID>\
      <Correlation/><Execution ProcessID='2424' ThreadID='2192'/><Channel>Microsoft-Windows-Sysmon/Operational\
      </Channel><Computer>host-\(number % 50).example</Computer><Security UserID='S-1-5-18'/></System><EventData>\
      <Data Name='RuleName'>T1059</Data><Data Name='UtcTime'>2026-11-22 13:00:00.126</Data><Data Name='ProcessId'>\
      \(number % 5000)</Data><Data Name='Image'>C:\\Windows\\System32\\\(number % 4 == 0 ? "reg" : "cmd").exe</Data>\
      <Data Name='CommandLine'>reg.exe add HKLM\\System\\CurrentControlSet\\Control\\Lsa /v \(number) &amp; exit</Data>\
      <Data Name='User'>EXAMPLE\\user\(number % 100)</Data></EventData></Event>

      """
    }
  }

  private static func write(_ path: String, _ line: (Int) -> String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 4096)
    var number = 0
    while bytes.count < size {
      bytes += line(number).utf8
      number += 1
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  static func run() throws {
    try makeData()
    try measure(
      "JSON lines, five fields", json, "json", rate: 200,
      "| stats count BY field, user_no, host, event.path, ok")
    try measure(
      "Windows event XML, five fields", xml, "XmlWinEventLog", rate: 150,
      "search EventCode=1 | stats count BY Computer, Image, User, EventCode, ProcessId")
    let duck = ProcessInfo.processInfo.environment["BENCH_DUCKDB"].flatMap { Double($0) }
    try measure(
      "search field=value | stats count BY user_no, JSON lines, all cores", json, "json",
      seconds: duck ?? 0.33,
      "search field=value | stats count BY user_no")
    print(
      duck == nil
        ? "  DuckDB is not at hand; 0.33 s is its time on the machine of the bar"
        : "  the bar is DuckDB's time")
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
      let elapsed = ContinuousClock.now - clock
      times.append(
        rate != nil
          ? processorSeconds() - cpu
          : Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds))
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
