import Diagnostics

/// Words of a search expression that were meant for more than to be looked for.
extension Parser {
  /// Tells of `and`, `or`, `not` and `&&` beside predicates, and of commands whose pipe is missing. What was told of
  /// such a command's arguments since there were `count` problems is forgotten.
  mutating func checkWords(
    _ terms: [SearchExpression], limit: Int, mayHoldCommand: Bool, since count: Int
  ) {
    for (index, term) in terms.enumerated() {
      guard case .term(let word) = term, word.directive == .none, word.range.count > 1,
        ASCII.isLower(bytes[word.range.lowerBound]) || bytes[word.range.lowerBound] == UInt8(ascii: "&")
      else { continue }
      let next = index + 1 < terms.count ? terms[index + 1] : nil
      if let meant = Self.meantOperators[word.text] {
        let isBetween =
          index > 0 && next != nil && (terms[index - 1].isPredicate || next?.isPredicate == true)
        if word.text == "not" ? next?.isPredicate == true : isBetween { complainOfWord(word.range, meant) }
      } else if mayHoldCommand, index > 0,
        isCommand(word.range, limit: limit, isCertain: !opensLine(word.range))
      {
        dropProblems(behind: word.range.lowerBound, from: count)
        return complainOfMissingPipe(word.range)
      }
    }
  }

  private static let meantOperators = ["and": "AND", "or": "OR", "not": "NOT", "&&": "AND"]

  private func opensLine(_ word: Range<Int>) -> Bool {
    var index = word.lowerBound
    while index > 0, ASCII.isSpace(bytes[index - 1]) {
      index -= 1
      if bytes[index] == 0x0A { return true }
    }
    return false
  }

  /// Tells of `!field=value` and of `!(…)`.
  mutating func checkNegation(_ name: Range<Int>, next: Int, limit: Int) {
    guard bytes[name.lowerBound] == ASCII.exclamation, next < limit else { return }
    let isMeant =
      name.count == 1
      ? bytes[next] == ASCII.openParenthesis : comparisonOperator(at: next, limit: limit) != nil
    if isMeant { complainOfWord(name.lowerBound..<name.lowerBound + 1, "NOT", is: "part of a name") }
  }

  /// Tells of `in (…)` in lower case and of an IN without parentheses; `next` is what follows a name.
  mutating func checkMembership(next: Int, limit: Int) {
    guard next + 2 < limit, ASCII.equalsIgnoringCase(bytes, next..<next + 2, "IN"),
      nameEnd(from: next, limit: limit) == next + 2
    else { return }
    let word = next..<next + 2
    let after = skipBlank(from: word.upperBound, limit: limit)
    guard after < limit else { return }
    if bytes[after] == ASCII.openParenthesis {
      complainOfWord(word, "IN")
    } else if ASCII.equals(bytes, word, "IN") {
      let end = nameEnd(from: after, limit: limit)
      let isList = end < limit && bytes[end] == ASCII.comma
      guard end > after, isList || bytes[after] == ASCII.quote else { return }
      complainOfSyntax(
        at: word, "IN takes a list in parentheses",
        help: "write IN (\(text(after..<end))\(isList ? ", …" : ""))")
    }
  }

  /// Tells of a value in single quotes.
  mutating func checkQuotes(at start: Int, limit: Int) {
    guard bytes[start] == ASCII.apostrophe,
      let end = Delimiters.quotedNameEnd(bytes, from: start, limit: limit)
    else { return }
    problems.append(
      Problem(
        .singleQuotes, at: start..<end, "single quotes are part of the value here",
        help: "write \"\(text(start + 1..<end - 1))\""))
  }

  private mutating func complainOfWord(
    _ word: Range<Int>, _ meant: String, is kind: String = "a word to search for"
  ) {
    problems.append(
      Problem(
        .searchOperator, at: word, "'\(text(word))' is \(kind) here, not an operator",
        help: "write \(meant)"))
  }
}

extension SearchExpression {
  /// Whether this can hardly be a word to search for.
  fileprivate var isPredicate: Bool {
    switch self {
    case .all, .any, .comparison, .membership, .macro, .subsearch: true
    case .not(let term, _): term.isPredicate
    case .term: false
    }
  }
}
