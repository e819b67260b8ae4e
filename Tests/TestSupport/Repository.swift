import Foundation

/// The folders that tests read from.
public enum Repository {
  /// The repository's root.
  public static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The folder of real rules, logs and reference documents beside the repository; nil in a user's clone.
  public static let shared: String? = {
    let path = root + "/../shared"
    return FileManager.default.fileExists(atPath: path + "/README.md") ? path : nil
  }()

  /// Whether tests that need the shared folder run. In CI they always do: its absence is a failure there.
  public static let needsShared: Bool =
    shared != nil || ProcessInfo.processInfo.environment["CI"] == "true"

  /// A path in the shared folder.
  public static func shared(_ path: String) throws -> String {
    guard let shared else { throw MissingFolder() }
    return "\(shared)/\(path)"
  }

  /// The shared folder is not there.
  public struct MissingFolder: Error, CustomStringConvertible {
    /// What is missing, for the test's report.
    public let description = "the folder 'shared' does not stand beside the repository"
  }

  /// The text of a file of the repository.
  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
  }
}
