import Foundation

/// The built program, run as its users run it.
public struct Program {
  /// What a run gave.
  public struct Result: Sendable {
    /// The exit status.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  /// Runs the program that was built with the tests. The environment is that of the test, but for `environment`.
  public static func run(
    _ arguments: [String], in folder: String = Repository.root, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path())
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let files = try ["out", "err"].map { name in
      let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).\(name)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url, try FileHandle(forWritingTo: url))
    }
    defer { for (url, _) in files { try? FileManager.default.removeItem(at: url) } }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: try String(contentsOf: files[0].0, encoding: .utf8),
      errors: try String(contentsOf: files[1].0, encoding: .utf8))
  }

  /// The program lies beside the test bundle, wherever that was built.
  private static func path() throws -> String {
    let bundle = Bundle.allBundles.map(\.bundlePath) + CommandLine.arguments
    for path in bundle {
      let candidate = ((path as NSString).deletingLastPathComponent as NSString).appendingPathComponent(
        "detection-catalog")
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
    }
    throw NotBuilt(tried: bundle)
  }

  /// The program is not beside the tests.
  public struct NotBuilt: Error {
    /// Where it was looked for.
    public let tried: [String]
  }
}
