import Diagnostics

extension Parser {
  /// Reads the search language in `range`, up to one of these words, in any case, outside of parentheses.
  mutating func searchExpression(
    in range: Range<Int>, stopsAt words: [String] = []
  ) -> (expression: SearchExpression, end: Int) {
    var cursor = SearchCursor(
      index: range.lowerBound, limit: range.upperBound, endingWords: words,
      mayHoldCommand: words.isEmpty)
    var parts: [SearchExpression] = []
    while let part = conjunction(&cursor) {
      parts.append(part)
      // Only a parenthesis that closes nothing, or an ending word, ends a conjunction before the text does.
      guard cursor.index < cursor.limit, bytes[cursor.index] == ASCII.closeParenthesis else { break }
      complainOfUnopened(cursor.index)
      cursor.index += 1
      cursor.continues = true
    }
    return (parts.count == 1 ? parts[0] : .all(parts), cursor.index)
  }

  /// Terms that all must hold: side by side, or joined by AND.
  private mutating func conjunction(_ cursor: inout SearchCursor) -> SearchExpression? {
    let count = problems.count
    var terms: [SearchExpression] = []
    // An operator that nothing follows so far, and whether anything stands before the next one.
    var dangling: Range<Int>?
    var isBegun = cursor.continues
    while true {
      skipSeparators(&cursor)
      if isAtEnd(cursor) { break }
      if let word = takeConnective(&cursor) {
        let isDouble = dangling != nil || !isBegun
        if isDouble { complainOfDangling("before", word) }
        dangling = isDouble ? nil : word
        isBegun = true
        continue
      }
      isBegun = true
      dangling = nil
      if let term = disjunction(&cursor) { terms.append(term) }
    }
    if let dangling { complainOfDangling("after", dangling) }
    checkWords(terms, limit: cursor.limit, mayHoldCommand: cursor.mayHoldCommand, since: count)
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  /// Terms joined by OR, which binds tighter than AND here.
  private mutating func disjunction(_ cursor: inout SearchCursor) -> SearchExpression? {
    guard let first = negation(&cursor) else { return nil }
    var terms = [first]
    while true {
      var ahead = cursor
      skipSeparators(&ahead)
      let word = ahead.index..<ahead.index + 2
      guard takeKeyword("OR", &ahead) else { break }
      skipSeparators(&ahead)
      cursor = ahead
      if let other = takeConnective(&cursor) {
        complainOfDangling("before", other)
        skipSeparators(&cursor)
      } else if isAtEnd(cursor) {
        complainOfDangling("after", word)
      }
      if isAtEnd(cursor) { break }
      if let term = negation(&cursor) { terms.append(term) }
    }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func negation(_ cursor: inout SearchCursor) -> SearchExpression? {
    let start = cursor.index
    guard takeKeyword("NOT", &cursor) else { return primary(&cursor) }
    skipSeparators(&cursor)
    if isAtEnd(cursor) {
      complainOfDangling("after", start..<start + 3)
      return nil
    }
    guard depth < Self.depthLimit else {
      complainOfDepth(at: start)
      cursor.index = cursor.limit
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return negation(&cursor).map { .not($0, start..<start + 3) }
  }

  /// Whether the terms end here: with the text, at a closing parenthesis or at an ending word.
  private func isAtEnd(_ cursor: SearchCursor) -> Bool {
    cursor.isAtEnd || bytes[cursor.index] == ASCII.closeParenthesis || isAtEndingWord(cursor)
  }

  /// Takes AND or OR.
  private func takeConnective(_ cursor: inout SearchCursor) -> Range<Int>? {
    let start = cursor.index
    return takeKeyword("AND", &cursor) || takeKeyword("OR", &cursor) ? start..<cursor.index : nil
  }

  private mutating func primary(_ cursor: inout SearchCursor) -> SearchExpression? {
    let start = cursor.index
    let limit = cursor.limit
    switch bytes[start] {
    case ASCII.openParenthesis:
      return group(&cursor)
    case ASCII.openBracket:
      guard let subsearch = subsearch(from: start, limit: limit) else {
        cursor.index = pairs.range(from: start, limit: limit)?.upperBound ?? start + 1
        return nil
      }
      cursor.index = subsearch.range.upperBound
      return .subsearch(subsearch)
    case ASCII.backtick:
      guard let end = Delimiters.macroEnd(bytes, from: start, limit: limit) else {
        cursor.index = start + 1
        return nil
      }
      cursor.index = end
      if let (_, valueStart) = comparisonOperator(at: end, limit: limit) {
        cursor.index = valueStart
        _ = value(&cursor, after: end..<valueStart)
      }
      return .macro(start..<cursor.index)
    case ASCII.closeBracket, ASCII.pipe:
      cursor.index += 1
      return nil
    default:
      return predicateOrTerm(&cursor)
    }
  }

  private mutating func group(_ cursor: inout SearchCursor) -> SearchExpression? {
    let start = cursor.index
    guard depth < Self.depthLimit else {
      complainOfDepth(at: start)
      cursor.index = cursor.limit
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    cursor.index += 1
    let outer = (cursor.endingWords, cursor.mayHoldCommand, cursor.continues)
    (cursor.endingWords, cursor.mayHoldCommand, cursor.continues) = ([], false, false)
    defer { (cursor.endingWords, cursor.mayHoldCommand, cursor.continues) = outer }
    let inner = conjunction(&cursor)
    if !cursor.isAtEnd {
      cursor.index += 1
    } else if !isDepthTold {
      complainOfUnclosed(start)
    }
    return inner
  }

  private mutating func predicateOrTerm(_ cursor: inout SearchCursor) -> SearchExpression? {
    let start = cursor.index
    let limit = cursor.limit
    let end = nameEnd(from: start, limit: limit)
    guard end > start else {
      // An operator without a field before it.
      cursor.index = (comparisonOperator(at: start, limit: limit)?.end) ?? start + 1
      complainOfSyntax(at: start..<cursor.index, "there is no field before this operator")
      return nil
    }
    cursor.index = end
    let next = skipBlank(from: end, limit: limit)
    checkNegation(start..<end, next: next, limit: limit)
    if let (comparison, valueStart) = comparisonOperator(at: next, limit: limit) {
      cursor.index = valueStart
      guard let value = value(&cursor, after: next..<valueStart) else { return nil }
      return .comparison(fieldName(start..<end), comparison, value)
    }
    if let (open, negated) = membershipList(from: next, limit: limit) {
      cursor.index = open
      return .membership(fieldName(start..<end), list(&cursor), negated: negated)
    }
    checkMembership(next: next, limit: limit)
    if let directive = directive(start..<end), let range = pairs.range(from: end, limit: limit) {
      cursor.index = range.upperBound
      let inner = Delimiters.trimmed(bytes, range.lowerBound + 1..<range.upperBound - 1)
      return .term(SearchTerm(text: text(inner), directive: directive, range: start..<range.upperBound))
    }
    return .term(SearchTerm(text: text(start..<end), directive: .none, range: start..<end))
  }

  private func directive(_ range: Range<Int>) -> SearchTerm.Directive? {
    guard range.upperBound < bytes.count, bytes[range.upperBound] == ASCII.openParenthesis else { return nil }
    if ASCII.equals(bytes, range, "TERM") { return .term }
    if ASCII.equals(bytes, range, "CASE") { return .letterCase }
    return nil
  }

  /// The offset of the `(` of `IN (` or `NOT IN (` that starts at `index`.
  private func membershipList(from index: Int, limit: Int) -> (open: Int, negated: Bool)? {
    func open(after end: Int) -> Int? {
      let next = skipBlank(from: end, limit: limit)
      return next < limit && bytes[next] == ASCII.openParenthesis ? next : nil
    }
    if index + 2 <= limit, ASCII.equals(bytes, index..<index + 2, "IN"), let open = open(after: index + 2) {
      return (open, false)
    }
    guard index + 3 < limit, ASCII.equals(bytes, index..<index + 3, "NOT") else { return nil }
    let next = skipBlank(from: index + 3, limit: limit)
    guard next > index + 3, next + 2 <= limit, ASCII.equals(bytes, next..<next + 2, "IN"),
      let open = open(after: next + 2)
    else { return nil }
    return (open, true)
  }

  /// The items of `IN (…)`, split at commas and white space; the cursor stands on the parenthesis.
  private mutating func list(_ cursor: inout SearchCursor) -> [SearchValue] {
    let start = cursor.index
    cursor.index += 1
    var items: [SearchValue] = []
    while true {
      skipSeparators(&cursor)
      guard !cursor.isAtEnd else {
        problems.append(
          Problem(
            .unclosedParenthesis, at: start..<start + 1, "this list is never closed",
            help: "close it with ')' after its last value"))
        return items
      }
      if bytes[cursor.index] == ASCII.closeParenthesis {
        cursor.index += 1
        if items.isEmpty {
          complainOfSyntax(
            at: start..<cursor.index, "this list is empty", help: "write the values between the parentheses")
        }
        return items
      }
      let before = cursor.index
      if let item = value(&cursor, endsAtComma: true) { items.append(item) }
      if cursor.index == before { cursor.index += 1 }
    }
  }

  private mutating func value(_ cursor: inout SearchCursor, after operatorRange: Range<Int>) -> SearchValue? {
    cursor.index = skipBlank(from: cursor.index, limit: cursor.limit)
    if cursor.isAtEnd || bytes[cursor.index] == ASCII.closeParenthesis {
      complainOfSyntax(at: operatorRange, "there is no value after this operator")
      return nil
    }
    checkQuotes(at: cursor.index, limit: cursor.limit)
    return value(&cursor, endsAtComma: false)
  }

  /// A value: a string ends at its closing quote, anything else at white space or a delimiter.
  private mutating func value(_ cursor: inout SearchCursor, endsAtComma: Bool) -> SearchValue? {
    let start = cursor.index
    let limit = cursor.limit
    switch bytes[start] {
    case ASCII.quote:
      cursor.index = Delimiters.stringEnd(bytes, from: start, limit: limit) ?? start + 1
      return .literal(Literal(text(start..<cursor.index), at: start..<cursor.index))
    case ASCII.openBracket:
      cursor.index = subsearch(from: start, limit: limit)?.range.upperBound ?? start + 1
      return .computed(start..<cursor.index)
    case ASCII.backtick:
      cursor.index = Delimiters.macroEnd(bytes, from: start, limit: limit) ?? start + 1
      return .computed(start..<cursor.index)
    case ASCII.openParenthesis:
      if let range = pairs.range(from: start, limit: limit) {
        cursor.index = range.upperBound
      } else {
        complainOfUnclosed(start)
        cursor.index = start + 1
      }
      return .computed(start..<cursor.index)
    default:
      break
    }
    var index = start
    while index < limit {
      let byte = bytes[index]
      if byte == ASCII.backslash {
        index = escapeEnd(from: index, limit: limit)
      } else if byte == ASCII.openParenthesis {
        guard let range = pairs.range(from: index, limit: limit) else { break }
        if !endsAtComma, directive(start..<index) == nil, isName(start..<index) {
          cursor.index = range.upperBound
          return .computed(start..<range.upperBound)
        }
        index = range.upperBound
      } else if byte == ASCII.comma {
        if endsAtComma || index + 1 == limit || ASCII.isSpace(bytes[index + 1]) { break }
        index += 1
      } else if byte == ASCII.pipe, Delimiters.isTokenFilter(bytes, at: index, limit: limit) {
        index += 1
      } else if ASCII.isSpace(byte) || byte == ASCII.closeParenthesis || byte == ASCII.openBracket
        || byte == ASCII.closeBracket || byte == ASCII.pipe || byte == ASCII.backtick || byte == ASCII.quote
      {
        break
      } else {
        index += 1
      }
    }
    cursor.index = index
    guard index > start else { return nil }
    return .literal(Literal(text(start..<index), at: start..<index))
  }

  private func isName(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy(ASCII.isWord)
  }

  /// The end of a field name or bare word.
  func nameEnd(from start: Int, limit: Int) -> Int {
    if bytes[start] == ASCII.quote {
      return Delimiters.stringEnd(bytes, from: start, limit: limit) ?? start + 1
    }
    if bytes[start] == ASCII.apostrophe, let end = Delimiters.quotedNameEnd(bytes, from: start, limit: limit)
    {
      return end
    }
    var index = start
    while index < limit {
      let byte = bytes[index]
      switch byte {
      case ASCII.backslash:
        index = escapeEnd(from: index, limit: limit)
      case ASCII.exclamation where index + 1 < limit && bytes[index + 1] == ASCII.equals:
        return index
      case ASCII.openParenthesis, ASCII.closeParenthesis, ASCII.openBracket, ASCII.closeBracket, ASCII.comma,
        ASCII.quote, ASCII.backtick, ASCII.pipe, ASCII.equals, ASCII.less, ASCII.greater:
        return index
      default:
        if ASCII.isSpace(byte) { return index }
        index += 1
      }
    }
    return index
  }

  /// A backslash takes the next character with it, but for white space: that ends a word, as in `C:\Temp\ user=x`.
  private func escapeEnd(from index: Int, limit: Int) -> Int {
    index + 1 < limit && !ASCII.isSpace(bytes[index + 1]) ? index + 2 : index + 1
  }

  private func skipSeparators(_ cursor: inout SearchCursor) {
    cursor.index = skipBlank(from: cursor.index, limit: cursor.limit)
    while !cursor.isAtEnd, bytes[cursor.index] == ASCII.comma {
      cursor.index = skipBlank(from: cursor.index + 1, limit: cursor.limit)
    }
  }

  /// Takes AND, OR or NOT: in capitals, and a word by itself.
  private func takeKeyword(_ word: StaticString, _ cursor: inout SearchCursor) -> Bool {
    let end = cursor.index + word.utf8CodeUnitCount
    guard end <= cursor.limit, ASCII.equals(bytes, cursor.index..<end, word),
      nameEnd(from: cursor.index, limit: cursor.limit) == end
    else { return false }
    cursor.index = end
    return true
  }

  private func isAtEndingWord(_ cursor: SearchCursor) -> Bool {
    guard !cursor.endingWords.isEmpty, bytes[cursor.index] != ASCII.quote else { return false }
    let word = cursor.index..<nameEnd(from: cursor.index, limit: cursor.limit)
    return cursor.endingWords.contains { ASCII.equalsIgnoringCase(bytes, word, $0) }
  }

  mutating func complainOfUnclosed(_ open: Int) {
    problems.append(
      Problem(
        .unclosedParenthesis, at: open..<open + 1, "this parenthesis is never closed",
        help: "close it with ')'"))
  }

  mutating func complainOfUnopened(_ close: Int) {
    problems.append(
      Problem(
        .unopenedParenthesis, at: close..<close + 1, "this parenthesis closes nothing", help: "remove it"))
  }

  private mutating func complainOfDangling(_ side: String, _ word: Range<Int>) {
    complainOfSyntax(
      at: word, "there is nothing \(side) this \(text(word))",
      help: "write a term \(side) it, or remove it")
  }

  mutating func complainOfSyntax(at range: Range<Int>, _ summary: String, help: String? = nil) {
    problems.append(Problem(.expressionSyntax, at: range, summary, help: help))
  }
}

/// Where the reading of a search expression stands.
private struct SearchCursor {
  var index: Int
  let limit: Int
  var endingWords: [String]
  /// Whether a command may have been meant: not in parentheses.
  var mayHoldCommand: Bool
  /// Whether terms stand before, behind which a parenthesis closed nothing.
  var continues = false

  var isAtEnd: Bool { index >= limit }
}
