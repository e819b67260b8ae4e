/// The authors of a rule, `Jo Doe, Ann Lee, VENDOR`.
public enum Authors {
  /// The names. A company stands behind its people: it is an author only where it stands alone.
  public static func names(in text: String, vendor: String) -> [String] {
    let names = pieces(of: text).map { String($0.name) }.filter { !$0.isEmpty }
    let people = names.filter { $0.lowercased() != vendor.lowercased() }
    return people.isEmpty ? Array(names.prefix(1)) : people
  }

  /// The names between the commas, without white space at both ends, each with what stands before it.
  public static func pieces(of text: String) -> [(before: Substring, name: Substring)] {
    let bytes = text.utf8
    var pieces: [(Substring, Substring)] = []
    var end = bytes.startIndex
    for piece in bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      let name = Substring(piece).trimmed
      pieces.append((text[end..<name.startIndex], name))
      end = name.endIndex
    }
    return pieces
  }
}

extension Substring {
  /// The text without blanks, tabs and line breaks at both ends.
  fileprivate var trimmed: Substring {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = utf8.firstIndex { !isBlank($0) } ?? endIndex
    let end = utf8[start...].lastIndex { !isBlank($0) }.map { utf8.index(after: $0) } ?? start
    return self[start..<end]
  }
}
