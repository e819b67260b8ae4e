import Foundation

/// The programs of `Tests/Browser`, which open pages in a browser and check their markup.
public enum BrowserChecks {
  /// Whether everything they need is here: `tools/setup.sh checks` installs it.
  public static let areThere: Bool = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let files = FileManager.default
    return files.isExecutableFile(atPath: "/usr/bin/chromium")
      && path.split(separator: ":").contains { files.isExecutableFile(atPath: "\($0)/java") }
      && files.fileExists(atPath: "\(environment)/stamp")
  }()

  /// Whether tests that need them run. In CI they always do: their absence is a failure there.
  public static let run: Bool = areThere || ProcessInfo.processInfo.environment["CI"] == "true"

  /// Runs Python with arguments; the first is a path in `Tests/Browser`, or an option of Python.
  public static func python(_ arguments: [String]) throws -> Command.Result {
    try Command.run(
      "\(environment)/bin/python", arguments, in: "\(Repository.root)/Tests/Browser",
      environment: ["PYTHONDONTWRITEBYTECODE": "1"])
  }

  /// The Python environment that `tools/setup.sh` makes.
  private static let environment = "\(Repository.root)/.build/checks"
}
