import Foundation

/// The built program, run as its users run it.
public struct Program {
  /// Runs the program that was built with the tests. The environment is that of the test, but for `environment`; `input`
  /// is what it reads from standard input.
  public static func run(
    _ arguments: [String], in folder: String = Repository.root, environment: [String: String] = [:],
    input: [UInt8] = []
  ) throws -> Command.Result {
    try Command.run(try path(), arguments, in: folder, environment: environment, input: input)
  }

  /// Where the program is: beside the test bundle, wherever that was built.
  public static func path() throws -> String {
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
