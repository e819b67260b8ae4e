/// A piece of a search that is shown in a colour of its own.
public struct SPLToken: Sendable, Hashable {
  /// What a piece is.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// A command's name.
    case command
    /// AND, BY, AS and their like.
    case keyword
    /// A name directly before a parenthesis.
    case function
    /// A string in double quotes.
    case string
    /// A field name in single quotes.
    case quotedName
    /// A macro call.
    case macro
    /// A comment.
    case comment
    /// A pipe or a bracket.
    case structure
  }

  /// What it is.
  public let kind: Kind
  /// Where it stands: UTF-8 byte offsets.
  public let range: Range<Int>

  /// The coloured pieces of a search, or of one stage of it, in order; what lies between is plain.
  public static func tokens(in bytes: [UInt8]) -> [SPLToken] {
    var lexer = Lexer(bytes: bytes)
    lexer.run()
    return lexer.tokens
  }
}

private struct Lexer {
  let bytes: [UInt8]
  var tokens: [SPLToken] = []
  /// Whether a command's name may follow.
  private var expectsCommand = false

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func run() {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if ASCII.isSpace(byte) {
        index += 1
      } else if let end = Delimiters.quotedEnd(bytes, from: index, limit: bytes.count) {
        putQuoted(index..<end)
        index = end
      } else if byte == ASCII.pipe || byte == ASCII.openBracket || byte == ASCII.closeBracket {
        put(.structure, index..<index + 1)
        expectsCommand = byte != ASCII.closeBracket
        index += 1
      } else if ASCII.isWord(byte) {
        index = word(from: index)
      } else {
        expectsCommand = false
        index += 1
      }
    }
  }

  private mutating func putQuoted(_ range: Range<Int>) {
    switch bytes[range.lowerBound] {
    case ASCII.quote: put(.string, range)
    case ASCII.apostrophe: put(.quotedName, range)
    case ASCII.backtick where Delimiters.isCommentMark(bytes, at: range.lowerBound, limit: bytes.count):
      put(.comment, range)
      return
    case ASCII.backtick: put(.macro, range)
    default: break
    }
    expectsCommand = false
  }

  private mutating func word(from start: Int) -> Int {
    var end = start
    while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
    let range = start..<end
    if expectsCommand {
      put(.command, range)
    } else if Self.keywords.contains(where: { ASCII.equalsIgnoringCase(bytes, range, $0) }) {
      put(.keyword, range)
    } else if end < bytes.count, bytes[end] == ASCII.openParenthesis {
      put(.function, range)
    }
    expectsCommand = false
    return end
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    ASCII.isWord(byte) || byte == ASCII.dot || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "*")
      || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == ASCII.dollar
  }

  private static let keywords: [StaticString] = [
    "AND", "OR", "NOT", "IN", "BY", "AS", "WHERE", "FROM", "OUTPUT", "OUTPUTNEW", "LIKE", "XOR", "GROUPBY",
    "OVER",
  ]

  private mutating func put(_ kind: SPLToken.Kind, _ range: Range<Int>) {
    tokens.append(SPLToken(kind: kind, range: range))
  }
}
