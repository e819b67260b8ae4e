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

  let path: String
  private var descriptor: Int32
  private var packed: gzFile?
  private var packedSize = 0
  private var total = 0

  private var decoder: CharacterDecoder?
  private var isAtStart = true

  /// Opens a file whose characters are written as `charset` says; nil for UTF-8, or what a mark at its start says.
  init(path: String, charset: Charset? = nil) throws(SearchError) {
    self.path = path
    decoder = charset.map { CharacterDecoder($0) }
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
    if isAtStart {
      isAtStart = false
      let end = try readBytes(buffer, keeping: kept)
      let start = UnsafeRawBufferPointer(rebasing: buffer[kept..<end])
      guard let (mark, length) = Charset.mark(start), decoder == nil || decoder?.charset == mark else {
        guard decoder != nil else { return end }
        decoder?.take(start)
        return try fillDecoded(buffer, keeping: kept)
      }
      if mark == .utf8 {
        UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: start[length...]))
        // A file that is read to its end leaves room; any other is read on.
        return try end < buffer.count ? end - length : readBytes(buffer, keeping: end - length)
      }
      decoder = CharacterDecoder(mark)
      decoder?.take(UnsafeRawBufferPointer(rebasing: start[length...]))
    }
    return try decoder == nil ? readBytes(buffer, keeping: kept) : fillDecoded(buffer, keeping: kept)
  }

  private func fillDecoded(_ buffer: UnsafeMutableRawBufferPointer, keeping kept: Int) throws(SearchError)
    -> Int
  {
    var end = kept
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { piece.deallocate() }
    while end < buffer.count {
      end += decoder?.give(UnsafeMutableRawBufferPointer(rebasing: buffer[end...])) ?? 0
      guard end < buffer.count else { break }
      let count = try readBytes(piece, keeping: 0)
      if count == 0 {
        guard decoder?.finish() == true else { break }
        continue
      }
      decoder?.take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
    return end
  }

  private func readBytes(_ buffer: UnsafeMutableRawBufferPointer, keeping kept: Int) throws(SearchError)
    -> Int
  {
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
