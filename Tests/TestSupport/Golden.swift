import Foundation
import Testing

/// Whole outputs kept in files. `make golden` writes them anew; the difference is read before it is committed.
public enum Golden {
  /// Compares `text` with the golden file at a path under `Tests/Golden`.
  public static func expect(
    _ text: String, equals path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let full = "\(Repository.root)/Tests/Golden/\(path)"
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: full, atomically: true, encoding: .utf8)
      return
    }
    let wanted = try String(contentsOfFile: full, encoding: .utf8)
    guard text != wanted else { return }
    let lines = zip(
      text.split(separator: "\n", omittingEmptySubsequences: false),
      wanted.split(separator: "\n", omittingEmptySubsequences: false))
    let number = lines.enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
    let pair = Array(lines)[min(number, max(0, Array(lines).count - 1))]
    Issue.record(
      "\(path), line \(number + 1):\n  golden: \(pair.1)\n  now:    \(pair.0)", sourceLocation: sourceLocation
    )
  }
}
