/// A piece of a YAML file that is shown in a colour of its own.
public struct YAMLToken: Sendable, Hashable {
  /// What a piece is.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A key.
    case key
    /// A scalar in quotes.
    case string
    /// The lines of a literal or folded scalar.
    case block
    /// A comment.
    case comment
    /// A dash, or the mark of a block scalar.
    case mark
  }

  /// What it is.
  public let kind: Kind
  /// Where it stands: UTF-8 byte offsets.
  public let range: Range<Int>

  /// The coloured pieces of a file, in order; what lies between is plain. It goes by lines and indentation and never
  /// fails: a file that is no YAML is shown too.
  public static func tokens(in bytes: [UInt8]) -> [YAMLToken] {
    var lexer = YAMLLexer(bytes: bytes)
    lexer.run()
    return lexer.tokens
  }
}

private struct YAMLLexer {
  let bytes: [UInt8]
  var tokens: [YAMLToken] = []
  private var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() {
    while index < bytes.count { line() }
  }

  private mutating func line() {
    let start = index
    let end = lineEnd(from: start)
    var position = skipSpaces(from: start, to: end)
    while position < end, bytes[position] == UInt8(ascii: "-"),
      position + 1 == end || bytes[position + 1] == 0x20
    {
      put(.mark, position..<position + 1)
      position = skipSpaces(from: position + 1, to: end)
    }
    let indent = position - start
    if position < end, bytes[position] == UInt8(ascii: "#") {
      put(.comment, position..<end)
      index = next(end)
      return
    }
    if let colon = keyEnd(from: position, to: end) {
      put(.key, position..<colon)
      position = skipSpaces(from: colon + 1, to: end)
    }
    index = next(end)
    guard position < end else { return }
    switch bytes[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      string(from: position)
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      put(.mark, position..<end)
      block(indent: indent)
    default:
      break
    }
  }

  /// The lines below a block scalar's mark: all that are empty or stand deeper than its key.
  private mutating func block(indent: Int) {
    let start = index
    while index < bytes.count {
      let end = lineEnd(from: index)
      let text = skipSpaces(from: index, to: end)
      if text < end, text - index <= (indent > 0 ? indent - 1 : 0) { break }
      index = next(end)
    }
    if index > start { put(.block, start..<index) }
  }

  private mutating func string(from start: Int) {
    let quote = bytes[start]
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        position += 2
      } else if bytes[position] == quote {
        if quote == UInt8(ascii: "'"), position + 1 < bytes.count, bytes[position + 1] == quote {
          position += 2
          continue
        }
        position += 1
        break
      } else {
        position += 1
      }
    }
    let end = min(position, bytes.count)
    put(.string, start..<end)
    index = next(lineEnd(from: end))
  }

  /// The offset of the colon behind a plain key.
  private func keyEnd(from start: Int, to end: Int) -> Int? {
    var position = start
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: ":") {
        return position > start && (position + 1 == end || bytes[position + 1] == 0x20) ? position : nil
      }
      let isPlain = byte >= 0x80 || byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
      if !isPlain { return nil }
      position += 1
    }
    return nil
  }

  private func lineEnd(from start: Int) -> Int {
    bytes[min(start, bytes.count)...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private func next(_ end: Int) -> Int {
    min(end + 1, bytes.count)
  }

  private func skipSpaces(from start: Int, to end: Int) -> Int {
    var position = start
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x0D { position += 1 }
    return position
  }

  private mutating func put(_ kind: YAMLToken.Kind, _ range: Range<Int>) {
    tokens.append(YAMLToken(kind: kind, range: range))
  }
}
