import Foundation

/// Reads whole files by POSIX calls, with a limit.
public enum FileBytes {
  /// Why a file could not be read.
  public enum Failure: Error, Sendable {
    /// The system's reason, in its own words.
    case unreadable(String)
    /// It has this many bytes, more than the limit.
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
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
