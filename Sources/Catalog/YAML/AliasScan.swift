import Yams

/// Finds aliases that stand in keys, without following any.
enum AliasScan {
  /// Whether an `&` stands where an anchor could begin. Most files say no.
  static func mayHaveAnchors(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "&")) {
      let isBefore = start == 0 || !isWord(bytes[start - 1])
      if isBefore, start + 1 < bytes.count, isWord(bytes[start + 1]) { return true }
      index = start + 1
    }
    return false
  }

  /// The text with each asterisk a letter: what was an alias is a plain scalar, and nothing else changes its kind.
  static func withoutAliases(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "A") : $0 }
  }

  /// The offset of the first key that is an alias or holds one. `node` was read from the text without aliases, `bytes`
  /// is the file: a plain scalar that begins with an asterisk there is an alias.
  static func keyWithAlias(_ node: Node, in bytes: [UInt8], marks: MarkMap) -> Int? {
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let items):
      return items.lazy.compactMap { keyWithAlias($0, in: bytes, marks: marks) }.first
    case .mapping(let pairs):
      for (key, value) in pairs {
        if holdsAlias(key, in: bytes, marks: marks) { return key.mark.map { marks.offset($0) } ?? 0 }
        if let inner = keyWithAlias(value, in: bytes, marks: marks) { return inner }
      }
      return nil
    }
  }

  private static func holdsAlias(_ node: Node, in bytes: [UInt8], marks: MarkMap) -> Bool {
    switch node {
    case .alias: return true
    case .scalar(let scalar):
      let offset = scalar.mark.map { marks.offset($0) } ?? bytes.count
      return offset < bytes.count && bytes[offset] == UInt8(ascii: "*")
    case .sequence(let items): return items.contains { holdsAlias($0, in: bytes, marks: marks) }
    case .mapping(let pairs):
      return pairs.contains {
        holdsAlias($0, in: bytes, marks: marks) || holdsAlias($1, in: bytes, marks: marks)
      }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
