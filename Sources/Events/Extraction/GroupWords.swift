/// The words that a group of a regular expression can find, where it is nothing but a list of them: `(EventID|Level)`.
enum GroupWords {
  /// The words of a group, by its number; nil where it can find anything else, or that is not certain.
  static func words(of group: Int, in pattern: String) -> Set<String>? {
    let bytes = Array(pattern.utf8)
    var index = 0
    var groups = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        // What stands between \Q and \E is text.
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "Q") { return nil }
        index += 2
      case UInt8(ascii: "["): index = classEnd(bytes, from: index)
      case UInt8(ascii: "("):
        guard index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == UInt8(ascii: "*") { return nil }
        if bytes[index + 1] == UInt8(ascii: "?") {
          guard let isCapturing = isCapturing(bytes, index + 2) else { return nil }
          if isCapturing {
            groups += 1
            if groups == group { return nil }
          }
        } else {
          groups += 1
          if groups == group { return list(bytes[(index + 1)...]) }
        }
        index += 1
      default: index += 1
      }
    }
    return nil
  }

  /// Whether `(?…` makes a group with a number; nil for what changes how others are numbered or what letters mean.
  private static func isCapturing(_ bytes: [UInt8], _ start: Int) -> Bool? {
    guard start < bytes.count else { return nil }
    switch bytes[start] {
    case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: ">"): return false
    case UInt8(ascii: "<"):
      guard start + 1 < bytes.count else { return nil }
      return bytes[start + 1] != UInt8(ascii: "=") && bytes[start + 1] != UInt8(ascii: "!")
    case UInt8(ascii: "'"): return true
    case UInt8(ascii: "P"):
      guard start + 1 < bytes.count else { return nil }
      return bytes[start + 1] == UInt8(ascii: "<") ? true : nil
    case UInt8(ascii: "s"), UInt8(ascii: "m"):
      // `(?s)`, `(?m:…)`: what `.`, `^` and `$` fit changes no word.
      var end = start
      while end < bytes.count, bytes[end] == UInt8(ascii: "s") || bytes[end] == UInt8(ascii: "m") { end += 1 }
      return end < bytes.count && (bytes[end] == UInt8(ascii: ")") || bytes[end] == UInt8(ascii: ":"))
        ? false : nil
    default: return nil
    }
  }

  /// The offset behind a class of characters.
  private static func classEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start + 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
    // A bracket that stands first is a character.
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
      } else if bytes[index] == UInt8(ascii: "["), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: ":")
      {
        index = (bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count - 1) + 1
      } else {
        index += 1
      }
    }
    return index + 1
  }

  private static func list(_ rest: ArraySlice<UInt8>) -> Set<String>? {
    guard let end = rest.firstIndex(of: UInt8(ascii: ")")) else { return nil }
    let words = rest[..<end].split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
    let areWords = words.allSatisfy { word in
      word.first.map(DateScanner.isLetter) == true
        && word.allSatisfy { DateScanner.isWordByte($0) || $0 == UInt8(ascii: "_") }
    }
    return areWords ? Set(words.map { String(decoding: $0, as: UTF8.self) }) : nil
  }
}
