import CZlib
import Foundation
import SPLEngine

/// Reads a file piece by piece; one in gzip format is unpacked on the way.
final class ChunkReader {
  /// How many bytes one file may have, unpacked: what is more is an error, so that a file that unpacks without end
  /// ends.
  static let mostBytes = 64 << 30
  /// How many times larger than itself a packed file may become, once it is larger than `smallBytes`.
  private static let mostGrowth = 200
  private static let smallBytes = 256 << 20

  private let path: String
  private var descriptor: Int32
  private var packed: gzFile?
  private var packedSize = 0
  private var total = 0

  /// Opens a file.
  init(path: String) throws(SearchError) {
    self.path = path
    descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SearchError(.data, "\(path): \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SearchError(.data, "\(path): \(String(cString: strerror(errno)))")
    }
    let kind = status.st_mode & S_IFMT
    guard path == "-" || kind == S_IFREG else {
      close(descriptor)
      descriptor = -1
      throw SearchError(.data, "\(path): this is no file")
    }
    packedSize = Int(status.st_size)
    if path != "-", isPacked {
      packed = gzdopen(dup(descriptor), "rb")
      gzbuffer(packed, 1 << 17)
    }
  }

  deinit {
    if let packed { gzclose(packed) }
    if descriptor >= 0 { close(descriptor) }
  }

  private var isPacked: Bool {
    var magic: [UInt8] = [0, 0]
    return pread(descriptor, &magic, 2, 0) == 2 && magic == [0x1F, 0x8B]
  }

  /// Fills `buffer` behind its first `kept` bytes; the count of all bytes in it, `kept` where the file is at its end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, keeping kept: Int) throws(SearchError) -> Int {
    var end = kept
    while end < buffer.count, let base = buffer.baseAddress {
      let room = buffer.count - end
      let count: Int
      if let packed {
        count = Int(gzread(packed, base + end, UInt32(min(room, 1 << 30))))
        var code: Int32 = 0
        if count < 0 || gzerror(packed, &code) == nil || (code != Z_OK && code != Z_BUF_ERROR && code < 0) {
          throw SearchError(.data, "\(path): this gzip file is damaged")
        }
      } else {
        count = read(descriptor, base + end, room)
        if count < 0 {
          if errno == EINTR { continue }
          throw SearchError(.data, "\(path): \(String(cString: strerror(errno)))")
        }
      }
      if count == 0 { break }
      end += count
      total += count
      if packed != nil, total > Self.smallBytes, total / max(1, packedSize) > Self.mostGrowth {
        throw SearchError(
          .limit, "\(path): the gzip file unpacks to more than \(Self.mostGrowth) times its size")
      }
      guard total <= Self.mostBytes else {
        throw SearchError(.limit, "\(path): the file has more than \(Self.mostBytes >> 30) GiB")
      }
    }
    return end
  }
}
