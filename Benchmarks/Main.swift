import Analysis
import Catalog
import Diagnostics
import Foundation
import SPL
import Site

/// Measures searches over logs, the whole build of a large catalog, and the taking apart of its searches alone, against
/// their bars.
@main
struct Benchmarks {
  static let runs = 5

  static func main() async throws {
    if CommandLine.arguments.dropFirst() == ["data"] { return try LogBenchmarks.makeData() }
    try LogBenchmarks.run()
    let environment = ProcessInfo.processInfo.environment
    let catalog = environment["BENCH_CATALOG"] ?? "../shared/corpus/security_content"
    guard FileManager.default.fileExists(atPath: catalog) else {
      print(
        "There is no \(catalog). Name a checkout of splunk/security_content: make bench BENCH_CATALOG=DIR")
      return
    }
    let attack = try AttackTable(json: try FileBytes.read("catalog/\(AttackTable.path)", limit: 64 << 20))
    let read = try await CatalogReader.read(root: catalog).catalog
    print("\(catalog): \(read.rules.count) rules, \(read.rules.count { !$0.isRetired }) of them not retired")
    searches(of: read)
    try await wholeBuild(of: catalog, attack: attack)
    try ProgramBenchmarks.run(catalog: catalog)
  }

  /// Expanding and parsing every search, on one core.
  private static func searches(of catalog: Catalog) {
    let expander = MacroExpander(MacroTable(catalog.allMacros.map(\.spl)), knownFilters: [])
    let searches = catalog.rules.map { Array($0.search.value.utf8) }
    var stages = 0
    let times = (0..<runs).map { _ in
      ContinuousClock().measure { stages = parse(searches, expander) }
    }
    report("expand and parse \(searches.count) searches, \(stages) stages, one core", times, bar: 0.12)
  }

  private static func parse(_ searches: [[UInt8]], _ expander: MacroExpander) -> Int {
    searches.reduce(0) { $0 + ParsedSearch(expander.expand($1).text.bytes).pipeline.stages.count }
  }

  /// Reading, analysing and writing everything into a new folder.
  private static func wholeBuild(of catalog: String, attack: AttackTable) async throws {
    var times: [Duration] = []
    var files = 0
    // Removed at the very end: a file system is slow to make files where many were just deleted.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for run in 0..<runs {
      let clock = ContinuousClock()
      let start = clock.now
      files = try await build(catalog, attack, to: folder.appendingPathComponent("\(run)").path)
      times.append(clock.now - start)
    }
    report("whole build, \(files) files", times, bar: 2.5)
    tellLargePages(in: folder.appendingPathComponent("0").path)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print("  memory at its peak: \(usage.ru_maxrss / 1024) MB, bar 350 MB")
  }

  /// Names the pages over 100 KB: only long rules and long lists may be among them.
  private static func tellLargePages(in site: String) {
    let paths = FileManager.default.enumerator(atPath: site)?.allObjects as? [String] ?? []
    let sizes = paths.filter { $0.hasSuffix(".html") }.map { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(site)/\(path)")
      return (path: path, size: attributes?[.size] as? Int ?? 0)
    }
    let large = sizes.filter { $0.size > 100_000 }.sorted { ($1.size, $0.path) < ($0.size, $1.path) }
    print("  \(large.count) of \(sizes.count) pages are over 100 KB:")
    for page in large { print("    \(page.size / 1000) KB \(page.path)") }
  }

  private static func build(_ catalog: String, _ attack: AttackTable, to output: String) async throws -> Int {
    let read = try await CatalogReader.read(root: catalog)
    let analysis = await CatalogAnalysis(read.catalog, attack: attack)
    let diagnostics = (read.diagnostics + analysis.diagnostics).sorted()
    let builder = try await SiteBuilder(analysis, diagnostics: diagnostics, home: ".", version: "benchmark")
    return try await builder.write(to: output, input: catalog)
  }

  private static func report(_ what: String, _ times: [Duration], bar: Double) {
    let seconds = times.map { Double($0.components.attoseconds) / 1e18 + Double($0.components.seconds) }
      .sorted()
    func shown(_ value: Double) -> String { String(format: "%.3f s", value) }
    let median = seconds[seconds.count / 2]
    print("\(what)")
    print(
      "  median \(shown(median)), least \(shown(seconds[0])), most \(shown(seconds[seconds.count - 1])); "
        + "bar \(shown(bar)): \(String(format: "%.2f", median / bar)) of it")
  }
}
