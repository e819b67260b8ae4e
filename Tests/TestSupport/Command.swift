import Foundation

/// A program of any kind, run to its end.
public struct Command {
  /// What a run gave.
  public struct Result: Sendable {
    /// The exit status.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  /// Runs an executable file. The environment is that of the test, but for `environment`; `input` is what it reads from
  /// standard input.
  public static func run(
    _ executable: String, _ arguments: [String], in folder: String = Repository.root,
    environment: [String: String] = [:], input: [UInt8] = []
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let files = try ["out", "err", "in"].map { name in
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(name)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url, try FileHandle(forWritingTo: url))
    }
    defer { for (url, _) in files { try? FileManager.default.removeItem(at: url) } }
    try Data(input).write(to: files[2].0)
    process.standardInput = try FileHandle(forReadingFrom: files[2].0)
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: files[0].0, encoding: .utf8),
      errors: try String(contentsOf: files[1].0, encoding: .utf8))
  }
}
