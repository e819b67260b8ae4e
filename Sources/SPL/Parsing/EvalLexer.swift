/// A token of an eval expression.
struct EvalToken {
  enum Kind {
    case number, string, name, quotedName, symbol, macro, bracket, unknown
  }

  let kind: Kind
  let range: Range<Int>
}

/// Cuts an eval expression into tokens.
struct EvalLexer {
  let bytes: [UInt8]
  let pairs: Pairs

  func tokens(in range: Range<Int>) -> [EvalToken] {
    var tokens: [EvalToken] = []
    var index = Delimiters.skipBlank(bytes, from: range.lowerBound, limit: range.upperBound)
    while index < range.upperBound {
      let token = token(at: index, limit: range.upperBound)
      tokens.append(token)
      index = Delimiters.skipBlank(bytes, from: token.range.upperBound, limit: range.upperBound)
    }
    return tokens
  }

  private func token(at start: Int, limit: Int) -> EvalToken {
    let byte = bytes[start]
    func token(_ kind: EvalToken.Kind, to end: Int?) -> EvalToken {
      end.map { EvalToken(kind: kind, range: start..<$0) }
        ?? EvalToken(kind: .unknown, range: start..<start + 1)
    }
    switch byte {
    case ASCII.quote:
      return token(.string, to: Delimiters.stringEnd(bytes, from: start, limit: limit))
    case ASCII.apostrophe:
      return token(.quotedName, to: Delimiters.quotedNameEnd(bytes, from: start, limit: limit))
    case ASCII.backtick:
      return token(.macro, to: Delimiters.macroEnd(bytes, from: start, limit: limit))
    case ASCII.openBracket:
      return token(.bracket, to: pairs.range(from: start, limit: limit)?.upperBound)
    case ASCII.less where isTemplate(at: start, limit: limit):
      return name(at: start, limit: limit)
    case ASCII.equals, ASCII.exclamation, ASCII.less, ASCII.greater:
      let isDouble = start + 1 < limit && bytes[start + 1] == ASCII.equals
      return token(.symbol, to: start + (isDouble ? 2 : 1))
    default:
      break
    }
    let isFraction = byte == ASCII.dot && start + 1 < limit && ASCII.isDigit(bytes[start + 1])
    if ASCII.isDigit(byte) || isFraction { return number(at: start, limit: limit) }
    if ASCII.isWord(byte) || byte == ASCII.dollar { return name(at: start, limit: limit) }
    let symbols: StaticString = "(),+-*/%."
    for offset in 0..<symbols.utf8CodeUnitCount where symbols.utf8Start[offset] == byte {
      return token(.symbol, to: start + 1)
    }
    return token(.unknown, to: nil)
  }

  /// Whether `<<FIELD>>` or its like stands here, which `foreach` replaces.
  private func isTemplate(at start: Int, limit: Int) -> Bool {
    templateEnd(at: start, limit: limit) != nil
  }

  private func templateEnd(at start: Int, limit: Int) -> Int? {
    guard start + 1 < limit, bytes[start] == ASCII.less, bytes[start + 1] == ASCII.less else { return nil }
    var index = start + 2
    while index < limit, ASCII.isWord(bytes[index]) { index += 1 }
    guard index > start + 2, index + 1 < limit, bytes[index] == ASCII.greater,
      bytes[index + 1] == ASCII.greater
    else { return nil }
    return index + 2
  }

  /// Digits, a fraction and an exponent; a word that only begins with digits is a name.
  private func number(at start: Int, limit: Int) -> EvalToken {
    var index = start
    while index < limit, ASCII.isDigit(bytes[index]) { index += 1 }
    if index + 1 < limit, bytes[index] == ASCII.dot, ASCII.isDigit(bytes[index + 1]) {
      index += 1
      while index < limit, ASCII.isDigit(bytes[index]) { index += 1 }
    } else if index < limit, bytes[index] == ASCII.dot, index + 1 == limit || !ASCII.isWord(bytes[index + 1])
    {
      index += 1
    }
    if index < limit, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var exponent = index + 1
      if exponent < limit, bytes[exponent] == UInt8(ascii: "+") || bytes[exponent] == ASCII.minus {
        exponent += 1
      }
      if exponent < limit, ASCII.isDigit(bytes[exponent]) {
        while exponent < limit, ASCII.isDigit(bytes[exponent]) { exponent += 1 }
        index = exponent
      }
    }
    if index < limit, ASCII.isWord(bytes[index]) {
      // `.5x`: the dot joins, and what follows is a name.
      if bytes[start] == ASCII.dot { return EvalToken(kind: .symbol, range: start..<start + 1) }
      return name(at: start, limit: limit)
    }
    return EvalToken(kind: .number, range: start..<index)
  }

  /// A bare name: word characters, `{}`, `:` and `$tokens$`. A dot joins two values, it is no part of a name.
  private func name(at start: Int, limit: Int) -> EvalToken {
    var index = start
    while index < limit {
      if let end = templateEnd(at: index, limit: limit) {
        index = end
        continue
      }
      let byte = bytes[index]
      let isNamePart =
        ASCII.isWord(byte) || byte == ASCII.dollar || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@")
        || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      if !isNamePart { break }
      index += 1
    }
    return EvalToken(kind: .name, range: start..<index)
  }
}
