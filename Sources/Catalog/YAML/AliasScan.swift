/// A coarse look for what would make comparing keys explode. It may see an anchor where there is only text, so it is
/// asked for two things that real files do not have together.
enum AliasScan {
  /// The first anchor, `&name`, that is followed by a list or mapping in flow style or by a line break.
  static func anchoredCollection(_ bytes: [UInt8]) -> Range<Int>? {
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "&")) {
      var end = start + 1
      while end < bytes.count, isName(bytes[end]) { end += 1 }
      var next = end
      while next < bytes.count, bytes[next] == 0x20 { next += 1 }
      let opens =
        next == bytes.count || [0x0A, 0x0D, UInt8(ascii: "["), UInt8(ascii: "{")].contains(bytes[next])
      let stands =
        start == 0
        || [0x20, 0x0A, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ",")].contains(bytes[start - 1])
      if end > start + 1, opens, stands { return start..<end }
      index = end
    }
    return nil
  }

  /// Whether an alias, `*name`, a list or a mapping is followed by a colon, or a key is marked with `?`.
  static func hasAliasKey(_ bytes: [UInt8]) -> Bool {
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "?"):
        if index + 1 < bytes.count, bytes[index + 1] <= 0x20 { return true }
      case UInt8(ascii: "*"):
        var end = index + 1
        while end < bytes.count, isName(bytes[end]) { end += 1 }
        if end > index + 1, isColon(bytes, after: end) { return true }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if isColon(bytes, after: index + 1) { return true }
      default:
        break
      }
    }
    return false
  }

  private static func isColon(_ bytes: [UInt8], after end: Int) -> Bool {
    var next = end
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    return next < bytes.count && bytes[next] == UInt8(ascii: ":")
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
      || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
