import Synchronization

/// What happened when log files were read: how times were found, and what was odd. Each reading of a file begins anew.
public final class ReadingReport: Sendable {
  /// What happened with a file.
  public struct File: Sendable, Hashable {
    /// How many events got their time in which way; empty where the search asks for no times.
    public internal(set) var times: [TimestampWay: Int] = [:]
    /// What is odd about the file, in words.
    public internal(set) var remarks: [String] = []
  }

  private let all = Mutex<[String: File]>([:])

  /// The files that were read, by path.
  public var files: [String: File] { all.withLock { $0 } }

  func begin(_ path: String) {
    all.withLock { $0[path] = File() }
  }

  func count(_ ways: [TimestampWay: Int], in path: String) {
    all.withLock { $0[path, default: File()].times.merge(ways, uniquingKeysWith: +) }
  }

  func remark(_ text: String, on path: String) {
    all.withLock { files in
      if files[path]?.remarks.contains(text) != true { files[path, default: File()].remarks.append(text) }
    }
  }
}
