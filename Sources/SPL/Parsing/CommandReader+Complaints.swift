import Diagnostics

/// What is said of arguments that do not fit.
extension CommandReader {
  /// Tells the one thing that keeps the arguments from being read further.
  mutating func complain(of body: Range<Int>) {
    // What was wanted before the place that was reached is wanted no more.
    if index > furthest { expected = [] }
    let place = max(furthest, index)
    if let open = unclosedParenthesis(in: body) {
      parser.complainOfUnclosed(open)
    } else if place < limit, bytes[place] == ASCII.closeParenthesis {
      parser.complainOfUnopened(place)
    } else if let command = missingPipe(in: body, before: place) {
      parser.complainOfMissingPipe(command)
    } else if let option = optionName(at: index) ?? optionName(endingAt: place, in: body) {
      complainOfOption(option)
    } else if let function = misspeltFunction(at: place) {
      checkFunction(function)
    } else {
      complainOfSyntax(at: place, body)
    }
  }

  /// The command's name as it is written, in lower case.
  private var command: String { parser.text(commandRange).lowercased() }

  private mutating func complainOfSyntax(at place: Int, _ body: Range<Int>) {
    let isAtEnd = place >= limit
    let range = isAtEnd ? lastWord(of: body) : place..<pieceEnd(place)
    let text = parser.text(range)
    let summary =
      if isAtEnd {
        "'\(command)' takes \(expectedWords.formatted) " + (body.isEmpty ? "here" : "after '\(text)'")
      } else if syntax.arguments.isEmpty {
        "'\(command)' takes "
          + (syntax.takesAnyOption || !syntax.options.isEmpty ? "options only" : "no arguments")
      } else if expected.isEmpty {
        "'\(text)' does not fit here: '\(command)' could end before it"
      } else {
        "'\(command)' takes \(expectedWords.formatted) here, not '\(text)'"
      }
    parser.problems.append(
      Problem(.commandSyntax, at: range, summary, help: isAtEnd ? example : help(for: range) ?? example))
  }

  /// What was probably meant by a word that does not fit.
  private func help(for range: Range<Int>) -> String? {
    let text = parser.text(range)
    guard bytes[range].allSatisfy(ASCII.isWord) else { return nil }
    if syntax.options.contains(where: { $0.name == text.lowercased() }) { return "write \(text)=VALUE" }
    if ASCII.isLetter(bytes[range.lowerBound]),
      let nearest = Spelling.nearest(to: text.uppercased(), in: expected.flatMap(\.fixedWords))
    {
      return "did you mean '\(nearest)'?"
    }
    var before = range.lowerBound
    while ASCII.isSpace(bytes[before - 1]) { before -= 1 }
    return expectsFunction && bytes[before - 1] == ASCII.closeParenthesis ? "write AS \(text)" : nil
  }

  /// An example of the command, with arguments.
  private var example: String? {
    (syntax.examples.first { $0.contains(" ") } ?? syntax.examples.first).map { "as in: \($0)" }
  }

  private var expectsFunction: Bool {
    expected.contains { if case .aggregation = $0 { true } else { false } }
  }

  /// What would have fitted, in words. Where there is much of it, fixed words and signs are left out.
  private var expectedWords: [String] {
    var phrases: Set<String> = []
    var marks: Set<String> = []
    var words: Set<String> = []
    for pattern in expected {
      switch pattern {
      case .word(let some): words.formUnion(some)
      case .mark: marks.insert(pattern.words)
      default: phrases.insert(pattern.words)
      }
    }
    let all = phrases.sorted() + marks.sorted() + words.sorted()
    guard all.count > 4 else { return all }
    return [phrases, marks, words].first { !$0.isEmpty }?.sorted() ?? []
  }

  /// Tells of `field==value` and of `field=` without a value.
  mutating func complainOfAssignment(_ equals: Int, value: Range<Int>) -> Bool {
    if equals + 1 < value.upperBound, bytes[equals + 1] == ASCII.equals {
      parser.complainOfSyntax(
        at: equals..<equals + 2, "'==' compares, and assigns nothing", help: "write '='")
      return true
    }
    guard Delimiters.isBlank(bytes, value) else { return false }
    parser.complainOfSyntax(at: equals..<equals + 1, "there is no expression after this '='")
    return true
  }

  // MARK: Options

  private mutating func complainOfOption(_ option: Range<Int>) {
    let name = parser.text(option)
    let nearest = Spelling.nearest(to: name.lowercased(), in: syntax.options.map(\.name))
    let wantsWhere = expected.contains {
      if case .word(let words) = $0 { words.contains("WHERE") } else { false }
    }
    if nearest == nil, wantsWhere {
      parser.problems.append(
        Problem(
          .commandSyntax, at: option, "'\(command)' takes WHERE here, not '\(name)'",
          help: "write WHERE \(name)"))
      return
    }
    parser.problems.append(
      Problem(
        .unknownOption, at: option, "'\(command)' has no option '\(name)'",
        help: nearest.map { "did you mean '\($0)'?" }))
  }

  /// The word before the `=` at `end`, which was taken for something else.
  private func optionName(endingAt end: Int, in body: Range<Int>) -> Range<Int>? {
    guard end < limit, bytes[end] == ASCII.equals, !syntax.options.isEmpty else { return nil }
    var start = end
    while start > body.lowerBound, ASCII.isWord(bytes[start - 1]) { start -= 1 }
    return optionName(at: start)
  }

  /// Tells of an option's value that is of another kind.
  mutating func check(_ value: Literal, _ option: CommandSyntax.Option, at name: Range<Int>) {
    guard let wanted = option.value.complaint(about: value.text) else { return }
    if value.text.isEmpty {
      parser.problems.append(
        Problem(.optionValue, at: name, "'\(option.name)' of '\(command)' has no value"))
      return
    }
    var nearest: String?
    if case .choice(let words) = option.value {
      nearest = Spelling.nearest(to: value.text.lowercased(), in: words)
    }
    parser.problems.append(
      Problem(
        .optionValue, at: value.range,
        "'\(option.name)' of '\(command)' takes \(wanted), not '\(value.text)'",
        help: nearest.map { "did you mean '\($0)'?" }))
  }

  // MARK: Places

  private func misspeltFunction(at place: Int) -> Literal? {
    guard place < limit, expectsFunction else { return nil }
    let word = literal(place..<wordEnd(place))
    let fixed = expected.flatMap(\.fixedWords)
    guard StatsFunction.named(word.text) == nil, !syntax.options.contains(where: { $0.name == word.text }),
      Spelling.nearest(to: word.text.uppercased(), in: fixed) == nil,
      Spelling.nearest(to: word.text.lowercased(), in: StatsFunction.names) != nil
    else { return nil }
    return word
  }

  private func unclosedParenthesis(in body: Range<Int>) -> Int? {
    var index = body.lowerBound
    while index < limit {
      if bytes[index] == ASCII.openParenthesis {
        guard let group = parser.pairs.range(from: index, limit: limit) else { return index }
        index = group.upperBound
      } else {
        index = Delimiters.quotedEnd(bytes, from: index, limit: limit) ?? index + 1
      }
    }
    return nil
  }

  /// The end of the text in quotes, of the call or of the word at `start`.
  private func pieceEnd(_ start: Int) -> Int {
    if let end = Delimiters.quotedEnd(bytes, from: start, limit: limit) { return end }
    let end = wordEnd(start)
    return parser.pairs.range(from: end, limit: limit)?.upperBound ?? end
  }

  /// Where the end of the arguments is complained of: their last word, or the command where there are none.
  private func lastWord(of body: Range<Int>) -> Range<Int> {
    guard !body.isEmpty else { return commandRange }
    var start = body.upperBound - 1
    while start > body.lowerBound, !ASCII.isSpace(bytes[start - 1]) { start -= 1 }
    return start..<body.upperBound
  }
}

extension [String] {
  /// `a, b or c`
  var formatted: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " or " + (last ?? "")
  }
}
