import Diagnostics

/// Commands that stand where none can, because the pipe before them was left out.
extension Parser {
  /// How many words of a stage are tried: each costs one reading of the rest of the stage.
  static let trialLimit = 8

  /// Whether this parser only finds out whether something would fit.
  var isTrial: Bool { trialsLeft < 0 }

  /// Whether the word at `word` is a command, and what follows it up to `limit` are arguments that fit it. Where
  /// `isCertain` they must hold what no mere list of words does.
  mutating func isCommand(_ word: Range<Int>, limit: Int, isCertain: Bool) -> Bool {
    guard trialsLeft > 0, word.count <= 20, ASCII.isLower(bytes[word.lowerBound]),
      let name = Optional(CommandNames.canonical(text(word))), name != "search", CommandNames.isKnown(name)
    else { return false }
    let body = Delimiters.trimmed(bytes, word.upperBound..<limit)
    guard !body.isEmpty, body.lowerBound > word.upperBound else { return false }
    trialsLeft -= 1
    var trial = self
    trial.trialsLeft = -1
    trial.problems = []
    guard let syntax = CommandTable.syntax(of: name) else {
      guard name == "where", let expression = trial.evalExpression(in: body), trial.problems.isEmpty else {
        return false
      }
      return !isCertain || expression.holdsCall
    }
    let call = trial.call(syntax, at: word, in: body)
    guard trial.problems.isEmpty else { return false }
    return !isCertain || call.arguments.contains(where: \.isTelling)
  }

  mutating func complainOfMissingPipe(_ command: Range<Int>) {
    let name = text(command)
    problems.append(
      Problem(.missingPipe, at: command, "a pipe is missing before '\(name)'", help: "write '| \(name)'"))
  }
}

extension CommandReader {
  /// The first word up to `place` that is a command with arguments that fit.
  mutating func missingPipe(in body: Range<Int>, before place: Int) -> Range<Int>? {
    var start = body.lowerBound
    while start <= place, start < limit {
      if let end = Delimiters.quotedEnd(bytes, from: start, limit: limit) {
        start = end
      } else if ASCII.isWord(bytes[start]) {
        let end = bytes[start..<limit].firstIndex { !ASCII.isWord($0) } ?? limit
        if start > body.lowerBound, ASCII.isSpace(bytes[start - 1]),
          parser.isCommand(start..<end, limit: limit, isCertain: false)
        {
          return start..<end
        }
        start = end
      } else {
        start += 1
      }
    }
    return nil
  }

  /// Tells of a command among fields: `BY user sort -count`.
  mutating func complainOfMissingPipe(among arguments: [CommandArgument]) {
    for argument in arguments {
      switch argument {
      case .clause(_, let inner):
        complainOfMissingPipe(among: inner)
      case .field(let field):
        let start = field.range.lowerBound
        guard field.range.upperBound < limit, ASCII.isLower(bytes[start]), ASCII.isSpace(bytes[start - 1]),
          ASCII.isSpace(bytes[field.range.upperBound]), CommandNames.isKnown(field.name),
          parser.isCommand(field.range, limit: limit, isCertain: true)
        else { continue }
        var before = start
        while ASCII.isSpace(bytes[before - 1]) { before -= 1 }
        guard before > commandRange.upperBound, ASCII.isWord(bytes[before - 1]),
          !isFixedWord(endingAt: before)
        else {
          continue
        }
        return parser.complainOfMissingPipe(field.range)
      default:
        continue
      }
    }
  }

  private func isFixedWord(endingAt end: Int) -> Bool {
    var start = end
    while start > 0, ASCII.isWord(bytes[start - 1]) { start -= 1 }
    return isFixedWord(start..<end)
  }
}

extension CommandArgument {
  /// Whether this can hardly be a word to search for.
  fileprivate var isTelling: Bool {
    switch self {
    case .word, .mark, .option, .subsearch: true
    case .aggregation(let aggregation): aggregation.operand != .none || aggregation.alias != nil
    case .assignment(_, let value), .expression(let value): value.holdsCall
    case .string(let text): text.text.contains("(?")
    case .clause(_, let inner): inner.contains(where: \.isTelling)
    case .field, .name, .number, .filter, .macro, .text: false
    }
  }
}

extension EvalExpression {
  /// Whether a function is called in it.
  fileprivate var holdsCall: Bool {
    switch self {
    case .call: true
    case .field, .string, .number, .opaque: false
    case .negated(let operand, _), .not(let operand, _): operand.holdsCall
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right), .like(let left, let right),
      .exclusive(let left, let right):
      left.holdsCall || right.holdsCall
    case .membership(let left, let items, _): left.holdsCall || items.contains(where: \.holdsCall)
    case .all(let terms), .any(let terms): terms.contains(where: \.holdsCall)
    }
  }
}
