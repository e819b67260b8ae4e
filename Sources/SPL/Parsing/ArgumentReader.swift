/// One argument of a command: a field, or an option with its value.
enum Argument {
  case field(FieldName)
  case option(String, Range<Int>)
}

extension Parser {
  /// The arguments in `range`: names between commas and white space, and options (`span=1h`, `maxspan = 5m`).
  func arguments(in range: Range<Int>) -> [Argument] {
    var arguments: [Argument] = []
    var index = range.lowerBound
    let limit = range.upperBound
    while true {
      index = skipBlank(from: index, limit: limit)
      guard index < limit else { return arguments }
      if bytes[index] == ASCII.comma {
        index += 1
        continue
      }
      let start = index
      index = argumentEnd(from: start, limit: limit, isValue: false)
      if index == start {
        index += 1
        continue
      }
      let next = skipBlank(from: index, limit: limit)
      if next < limit, bytes[next] == ASCII.equals {
        let value = skipBlank(from: next + 1, limit: limit)
        let end = value < limit ? argumentEnd(from: value, limit: limit, isValue: true) : value
        arguments.append(.option(text(start..<index).lowercased(), value..<end))
        index = max(end, next + 1)
      } else {
        arguments.append(.field(fieldName(start..<index)))
      }
    }
  }

  /// The end of a name, or of a value, which may be a group in parentheses.
  private func argumentEnd(from start: Int, limit: Int, isValue: Bool) -> Int {
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == ASCII.openParenthesis || byte == ASCII.openBracket {
        index = pairs.range(from: index, limit: limit)?.upperBound ?? index + 1
      } else if let end = Delimiters.quotedEnd(bytes, from: index, limit: limit) {
        if index > start, byte == ASCII.quote || byte == ASCII.apostrophe, !isValue { return index }
        index = end
        if byte == ASCII.quote || byte == ASCII.apostrophe { return index }
      } else if ASCII.isSpace(byte) || byte == ASCII.comma || (byte == ASCII.equals && !isValue) {
        return index
      } else {
        index += 1
      }
    }
    return index
  }

  /// The offset of the first of these words (in upper case) that stands by itself outside of quotes, parentheses and
  /// brackets, and the offset behind it.
  func keyword(_ words: [StaticString], in range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    let limit = range.upperBound
    while index < limit {
      let byte = bytes[index]
      if byte == ASCII.openParenthesis || byte == ASCII.openBracket {
        index = pairs.range(from: index, limit: limit)?.upperBound ?? index + 1
      } else if let end = Delimiters.quotedEnd(bytes, from: index, limit: limit) {
        index = end
      } else if ASCII.isWord(byte) {
        let start = index
        while index < limit, isWordPart(bytes[index]) { index += 1 }
        let isAlone = start == range.lowerBound || !isWordPart(bytes[start - 1])
        if isAlone, words.contains(where: { ASCII.equalsIgnoringCase(bytes, start..<index, $0) }) {
          return start..<index
        }
      } else {
        index += 1
      }
    }
    return nil
  }

  /// Whether a byte belongs to a name such as `a.by` or `by-product`, in which BY is no keyword.
  private func isWordPart(_ byte: UInt8) -> Bool {
    ASCII.isWord(byte) || byte == ASCII.dot || byte == ASCII.minus || byte == UInt8(ascii: "*")
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
  }

  /// The fields in `range`, options left out.
  func fields(in range: Range<Int>) -> [FieldName] {
    arguments(in: range).compactMap { argument in
      if case .field(let field) = argument { field } else { nil }
    }
  }
}
