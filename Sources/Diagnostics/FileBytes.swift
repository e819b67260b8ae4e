import Foundation

/// Reads whole files by POSIX calls, with a limit.
public enum FileBytes {
  /// Why a file could not be read.
  public enum Failure: Error, Sendable {
    /// The system's reason, in its own words.
    case unreadable(String)
    /// It has this many bytes, or more, and that is more than the limit.
    case tooLarge(Int)

    /// The failure in words.
    public var reason: String {
      switch self {
      case .unreadable(let reason): reason
      case .tooLarge(let count): "it has \(count) bytes, which is too much"
      }
    }
  }

  /// The bytes of a regular file of at most `limit` bytes.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is no regular file") }
    guard status.st_size <= limit else { throw .tooLarge(Int(status.st_size)) }
    return try bytes(of: descriptor, count: Int(status.st_size))
  }

  /// All that standard input gives, of any kind, at most `limit` bytes.
  public static func readStandardInput(limit: Int) throws(Failure) -> [UInt8] {
    let bytes = try bytes(of: STDIN_FILENO, count: limit + 1)
    guard bytes.count <= limit else { throw .tooLarge(bytes.count) }
    return bytes
  }

  /// The next `count` bytes, or fewer where there are no more.
  private static func bytes(of descriptor: Int32, count: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: min(count, 1 << 16))
    while bytes.count < count {
      let wanted = min(piece.count, count - bytes.count)
      let got = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, wanted) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
      if got == 0 { break }
      bytes += piece[..<got]
    }
    return bytes
  }
}

extension FileBytes.Failure {
  /// The failure as a diagnostic of the file at `path`, of which at most `limit` bytes are read.
  public func diagnostic(of path: String, limit: Int) -> Diagnostic {
    switch self {
    case .unreadable(let reason):
      Diagnostic(.fileUnreadable, at: Location(file: path), "this file cannot be read: \(reason)")
    case .tooLarge:
      Diagnostic(
        .fileTooLarge, at: Location(file: path), "this file has more than \(limit) bytes; it is not read")
    }
  }
}
