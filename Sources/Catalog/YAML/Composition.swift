import Yams

/// A file composed by Yams. Of a key that stands twice in a mapping the last one counts: the others are given another
/// name in a copy of the text until Yams takes it.
struct Composition {
  /// The root; nil for an empty file and after an error.
  private(set) var node: Node?
  /// The keys that do not count: byte offset and name.
  private(set) var duplicateKeys: [(offset: Int, key: String)] = []
  /// Why there is no root.
  private(set) var error: YamlError?

  private static let newInitials = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  init(_ bytes: [UInt8], marks: MarkMap) {
    var bytes = bytes
    for initial in Self.newInitials {
      do {
        let text = String(decoding: bytes, as: UTF8.self)
        node = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
        error = nil
        return
      } catch let failure as YamlError {
        error = failure
        guard case .duplicatedKeysInMapping(let keys, let context) = failure, let key = keys.first,
          let offset = Self.place(of: key, at: marks.offset(context.mark), in: bytes),
          !duplicateKeys.contains(where: { $0.offset == offset })
        else { return }
        duplicateKeys.append((offset, key))
        bytes[offset] = initial
      } catch {
        self.error = .no
        return
      }
    }
  }

  /// Where a key's first letter stands; nil for a key that is not written as it reads.
  private static func place(of key: String, at offset: Int, in bytes: [UInt8]) -> Int? {
    guard offset < bytes.count, let first = key.utf8.first, first < 0x80 else { return nil }
    let isQuoted = bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'")
    let start = isQuoted ? offset + 1 : offset
    return bytes[start...].starts(with: key.utf8) ? start : nil
  }
}
