import Foundation

/// Measures the program as its user starts it.
enum ProgramBenchmarks {
  private static let program = ".build/release/detection-catalog"

  /// The seconds that each of several runs takes, in ascending order.
  static func seconds(_ arguments: [String], runs: Int) throws -> [Double] {
    try (0..<runs).map { _ in
      // Foundation's Process takes a third as long as the program.
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      for stream in [STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
      }
      var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var child: pid_t = 0
      let start = ContinuousClock.now
      guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else {
        throw POSIXError(.init(rawValue: errno) ?? .EIO)
      }
      var status: Int32 = 0
      waitpid(child, &status, 0)
      return start.secondsUntilNow
    }.sorted()
  }

  /// What tests add to a build, and what all take whose data is there. The data is a copy of attack_data beside the
  /// catalog.
  static func run(catalog: String) throws {
    let site = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: site) }
    let build = ["build", "--catalog", catalog, "--output", site]
    _ = try seconds(build, runs: 1)
    let without = try seconds(build + ["--no-tests"], runs: Benchmarks.runs)[Benchmarks.runs / 2]
    let with = try seconds(build, runs: Benchmarks.runs)[Benchmarks.runs / 2]
    print("a build into a folder that is there, with tests whose data is missing")
    print(
      String(
        format: "  median %.2f s, without tests %.2f s: %.2f s more; bar 1 s", with, without, with - without))
    let data = "\(catalog)/../attack_data"
    guard FileManager.default.fileExists(atPath: data) else { return }
    let test = ["test", "--catalog", catalog, "--attack-data", data]
    let times = try seconds(test, runs: Benchmarks.runs)
    print("all tests with data, from start to end")
    print(String(format: "  median %.2f s, least %.2f s; bar 3 s", times[Benchmarks.runs / 2], times[0]))
  }
}

extension ContinuousClock.Instant {
  /// The seconds that have passed since.
  var secondsUntilNow: Double {
    let parts = (ContinuousClock.now - self).components
    return Double(parts.attoseconds) / 1e18 + Double(parts.seconds)
  }
}
