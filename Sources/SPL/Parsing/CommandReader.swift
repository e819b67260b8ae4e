import Diagnostics

extension Parser {
  /// Reads the arguments of a command by its syntax. What does not fit is told once and kept as text.
  mutating func call(_ syntax: CommandSyntax, at name: Range<Int>, in body: Range<Int>) -> CommandCall {
    let trimmed = Delimiters.trimmed(bytes, body)
    var reader = CommandReader(
      parser: self, syntax: syntax, commandRange: name, index: trimmed.lowerBound, limit: trimmed.upperBound)
    let arguments = reader.optionTrees(in: reader.arguments(of: trimmed))
    self = reader.parser
    return CommandCall(name: syntax.name, arguments: arguments)
  }
}

/// Reads one command. Patterns are tried in order; where one does not fit, the reader goes back to where it began.
struct CommandReader {
  var parser: Parser
  let syntax: CommandSyntax
  /// Where the command's word stands.
  let commandRange: Range<Int>
  var index: Int
  let limit: Int
  /// Where the reading got furthest, and what would have fitted there.
  var furthest = 0
  var expected: [Pattern] = []
  /// Whether a macro that could not be expanded was met: it can stand for whatever is missing.
  var hasMacro = false

  init(parser: Parser, syntax: CommandSyntax, commandRange: Range<Int>, index: Int, limit: Int) {
    self.parser = parser
    self.syntax = syntax
    self.commandRange = commandRange
    self.index = index
    self.limit = limit
  }

  var bytes: [UInt8] { parser.bytes }

  mutating func arguments(of body: Range<Int>) -> [CommandArgument] {
    var arguments: [CommandArgument] = []
    let fits = read(syntax.arguments, into: &arguments)
    takeOptions(into: &arguments)
    skipSeparators()
    if fits, index == limit {
      if !parser.isTrial { complainOfMissingPipe(among: arguments) }
      return arguments
    }
    if !hasMacro { complain(of: body) }
    if index < limit {
      arguments.append(.text(literal(index..<limit)))
      index = limit
    }
    return arguments
  }

  // MARK: Patterns

  /// Reads all of these, or nothing.
  private mutating func read(_ patterns: [Pattern], into arguments: inout [CommandArgument]) -> Bool {
    let saved = (index, arguments.count, parser.problems.count, hasMacro)
    for pattern in patterns where !read(pattern, into: &arguments) {
      index = saved.0
      arguments.removeLast(arguments.count - saved.1)
      parser.problems.removeLast(parser.problems.count - saved.2)
      hasMacro = saved.3
      return false
    }
    return true
  }

  private mutating func read(_ pattern: Pattern, into arguments: inout [CommandArgument]) -> Bool {
    switch pattern {
    case .sequence(let patterns): return read(patterns, into: &arguments)
    case .optional(let patterns):
      _ = read(patterns, into: &arguments)
      return true
    case .any(let patterns):
      return patterns.contains { read([$0], into: &arguments) }
    case .list(let item): return readList(item, into: &arguments)
    case .clause(let name, let patterns):
      // An option before a clause is the command's.
      takeOptions(into: &arguments)
      var inner: [CommandArgument] = []
      guard read(patterns, into: &inner) else { return false }
      arguments.append(.clause(name, inner))
      return true
    default:
      takeOptions(into: &arguments)
      parser.skip(&index, limit: limit)
      if let macro = takeMacro(for: pattern) {
        arguments.append(macro)
        return true
      }
      let start = index
      guard let argument = leaf(pattern) else {
        // One that began to fit has noted what it lacks.
        if index == start { note(pattern) }
        return false
      }
      arguments.append(argument)
      return true
    }
  }

  private mutating func readList(_ item: Pattern, into arguments: inout [CommandArgument]) -> Bool {
    guard read([item], into: &arguments) else { return false }
    while true {
      // Splunk lets a comma stand behind the last item too.
      skipSeparators()
      let start = index
      guard start < limit, read([item], into: &arguments), index > start else { return true }
    }
  }

  mutating func note(_ pattern: Pattern) {
    if index > furthest {
      furthest = index
      expected = []
    }
    if index == furthest { expected.append(pattern) }
  }

  // MARK: Leaves

  private mutating func leaf(_ pattern: Pattern) -> CommandArgument? {
    switch pattern {
    case .word(let words): return word(words).map(CommandArgument.word)
    case .mark(let mark): return self.mark(mark).map(CommandArgument.mark)
    case .field: return field().map(CommandArgument.field)
    case .name: return name().map(CommandArgument.name)
    case .string: return quoted().map(CommandArgument.string)
    case .integer: return number(isInteger: true).map(CommandArgument.number)
    case .number: return number(isInteger: false).map(CommandArgument.number)
    case .expression: return expression()
    case .assignment: return assignment()
    case .filter(let words): return filter(endingAt: words)
    case .aggregation: return aggregation().map(CommandArgument.aggregation)
    case .subsearch: return subsearch()
    case .rest: return rest()
    case .sequence, .any, .optional, .list, .clause: return nil
    }
  }

  mutating func word(_ words: [String]) -> Literal? {
    let end = wordEnd(index)
    return words.contains { ASCII.equalsIgnoringCase(bytes, index..<end, $0) } ? take(to: end) : nil
  }

  private mutating func mark(_ mark: String) -> Literal? {
    let end = index + mark.utf8.count
    guard end <= limit, bytes[index..<end].elementsEqual(mark.utf8) else { return nil }
    return take(to: end)
  }

  mutating func field() -> FieldName? {
    guard let range = fieldToken(), !isFixedWord(range) else { return nil }
    index = range.upperBound
    return parser.fieldName(range)
  }

  private mutating func name() -> Literal? {
    guard index < limit else { return nil }
    var end = index
    while end < limit, !ASCII.isSpace(bytes[end]), bytes[end] != ASCII.openBracket, bytes[end] != ASCII.comma,
      bytes[end] != ASCII.openParenthesis, bytes[end] != ASCII.closeParenthesis
    {
      end = Delimiters.quotedEnd(bytes, from: end, limit: limit) ?? end + 1
    }
    return end == index || isFixedWord(index..<end) ? nil : take(to: end)
  }

  /// Whether a word has a place of its own in this command. Quotes are no part of such a word.
  func isFixedWord(_ range: Range<Int>) -> Bool {
    syntax.fixedWords.contains { ASCII.equalsIgnoringCase(bytes, range, $0) }
  }

  private mutating func quoted() -> Literal? {
    guard index < limit, bytes[index] == ASCII.quote,
      let end = Delimiters.stringEnd(bytes, from: index, limit: limit)
    else { return nil }
    return take(to: end)
  }

  private mutating func number(isInteger: Bool) -> Literal? {
    var end = index
    if end < limit, bytes[end] == ASCII.minus || bytes[end] == UInt8(ascii: "+") { end += 1 }
    let digits = end
    while end < limit, ASCII.isDigit(bytes[end]) || (!isInteger && bytes[end] == ASCII.dot) { end += 1 }
    guard end > digits, end == limit || !ASCII.isWord(bytes[end]) && bytes[end] != ASCII.dot else {
      return nil
    }
    return take(to: end)
  }

  mutating func expression() -> CommandArgument? {
    guard index < limit else { return nil }
    let range = index..<expressionEnd
    index = range.upperBound
    return parser.evalExpression(in: range).map(CommandArgument.expression) ?? .text(literal(range))
  }

  /// An expression in parentheses ends with them, one behind an opening parenthesis before its closing one, and any
  /// other before an option of the command.
  private var expressionEnd: Int {
    if bytes[index] == ASCII.openParenthesis, let group = parser.pairs.range(from: index, limit: limit) {
      return group.upperBound
    }
    var before = index
    while before > 0, ASCII.isSpace(bytes[before - 1]) { before -= 1 }
    guard before > 0, bytes[before - 1] == ASCII.openParenthesis,
      let group = parser.pairs.range(from: before - 1, limit: limit)
    else { return nextOption }
    return group.upperBound - 1
  }

  /// Where the next option begins that the command knows by name; the end where there is none.
  private var nextOption: Int {
    var end = index
    while end < limit {
      if ASCII.isSpace(bytes[end]), let name = optionName(at: end + 1),
        syntax.options.contains(where: { ASCII.equalsIgnoringCase(bytes, name, $0.name) })
      {
        return end
      }
      end = Delimiters.quotedEnd(bytes, from: end, limit: limit) ?? end + 1
    }
    return limit
  }

  private mutating func assignment() -> CommandArgument? {
    let start = index
    guard let name = token() else { return nil }
    let equals = parser.skipBlank(from: name.upperBound, limit: limit)
    guard equals < limit, bytes[equals] == ASCII.equals else {
      // A name alone was meant to be assigned to; a call was meant to be assigned.
      if equals == limit || bytes[equals] != ASCII.openParenthesis {
        index = equals
        note(.mark("="))
      }
      return nil
    }
    let end = commaEnd(from: equals + 1)
    index = end
    guard !complainOfAssignment(equals, value: equals + 1..<end),
      let value = parser.evalExpression(in: equals + 1..<end, isAssigned: true)
    else {
      // What was never closed, or a command, takes in the commas behind it.
      if [.unclosedParenthesis, .missingPipe].contains(parser.problems.last?.code) { index = limit }
      return .text(literal(start..<index))
    }
    return .assignment(parser.fieldName(name), value)
  }

  private mutating func filter(endingAt words: [String]) -> CommandArgument? {
    guard index < limit else { return nil }
    let read = parser.searchExpression(in: index..<limit, stopsAt: words)
    guard read.end > index else { return nil }
    index = read.end
    return .filter(read.expression)
  }

  private mutating func subsearch() -> CommandArgument? {
    guard index < limit, bytes[index] == ASCII.openBracket else { return nil }
    guard let subsearch = parser.subsearch(from: index, limit: limit) else {
      // Too deep, which is told, or never closed, which was.
      return .text(take(to: parser.pairs.range(from: index, limit: limit)?.upperBound ?? limit))
    }
    index = subsearch.range.upperBound
    return .subsearch(subsearch)
  }

  private mutating func rest() -> CommandArgument? {
    guard index < limit else { return nil }
    return .text(take(to: limit))
  }

  // MARK: Options

  private mutating func takeOptions(into arguments: inout [CommandArgument]) {
    var hasTaken = false
    while true {
      let saved = index
      skipSeparators()
      guard let name = optionName(at: index) else {
        // The comma behind an option separates it from what follows.
        if !hasTaken { index = saved }
        return
      }
      let text = parser.text(name).lowercased()
      let option = syntax.options.first { $0.name == text }
      guard option != nil || syntax.takesAnyOption else {
        if !hasTaken { index = saved }
        return
      }
      hasTaken = true
      let equals = parser.skipBlank(from: name.upperBound, limit: limit)
      let start = parser.skipBlank(from: equals + 1, limit: limit)
      let value = literal(start..<valueEnd(start))
      index = value.range.upperBound
      if let option { check(value, option, at: name) }
      arguments.append(.option(CommandOption(name: literal(name), value: .literal(value))))
    }
  }

  /// The name of an option that starts at `start`: a word before `=`.
  func optionName(at start: Int) -> Range<Int>? {
    var end = start
    while end < limit,
      ASCII.isWord(bytes[end]) || bytes[end] == ASCII.dot || (bytes[end] == ASCII.minus && end > start)
    {
      end += 1
    }
    let equals = parser.skipBlank(from: end, limit: limit)
    guard end > start, equals < limit, bytes[equals] == ASCII.equals,
      equals + 1 == limit || bytes[equals + 1] != ASCII.equals
    else { return nil }
    return start..<end
  }

  /// The end of an option's value: a text in quotes, a group, a call such as `eval(…)`, or a word.
  private func valueEnd(_ start: Int) -> Int {
    var end = start
    while end < limit, !ASCII.isSpace(bytes[end]), bytes[end] != ASCII.comma {
      if let quoted = Delimiters.quotedEnd(bytes, from: end, limit: limit) {
        let isWhole = end == start
        end = quoted
        if isWhole, bytes[start] == ASCII.quote { return quotedGroupEnd(start, end) ?? end }
      } else if bytes[end] == ASCII.openBracket, end > start {
        return end
      } else if bytes[end] == ASCII.openParenthesis || bytes[end] == ASCII.openBracket,
        let group = parser.pairs.range(from: end, limit: limit)
      {
        end = group.upperBound
      } else {
        end += 1
      }
    }
    return end
  }

  /// The end of a condition as the page of streamstats writes it, `"("match(x,\"y\")")"`; a `"("` that anything else
  /// follows is a text.
  private func quotedGroupEnd(_ start: Int, _ end: Int) -> Int? {
    guard end == start + 3, bytes[start + 1] == ASCII.openParenthesis, end < limit,
      !ASCII.isSpace(bytes[end]), bytes[end] != ASCII.comma
    else { return nil }
    var close = end
    while close + 2 < limit {
      if isGroupEnd(close..<close + 3) { return close + 3 }
      // The next one opens: this was never closed. Each search for an end stops there.
      if bytes[close..<close + 3].elementsEqual("\"(\"".utf8) { return nil }
      close += 1
    }
    return nil
  }

  /// Whether `")"` stands here, its first quote without a backslash.
  func isGroupEnd(_ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] == ASCII.quote && bytes[range.lowerBound - 1] != ASCII.backslash
      && bytes[range.lowerBound + 1] == ASCII.closeParenthesis
      && bytes[range.lowerBound + 2] == ASCII.quote
  }

  // MARK: Tokens

  /// A name, bare or in quotes.
  private func token() -> Range<Int>? {
    guard index < limit else { return nil }
    let first = bytes[index]
    if first == ASCII.quote || first == ASCII.apostrophe {
      return Delimiters.quotedEnd(bytes, from: index, limit: limit).map { index..<$0 }
    }
    var end = index
    while end < limit {
      let byte = bytes[end]
      if ASCII.isSpace(byte) || byte == ASCII.comma || byte == ASCII.openParenthesis
        || byte == ASCII.closeParenthesis || byte == ASCII.openBracket || byte == ASCII.closeBracket
        || byte == ASCII.quote || byte == ASCII.backtick || byte == ASCII.equals
      {
        break
      }
      end += 1
    }
    // An operator by itself is no name.
    return end > index && !isOperator(index..<end) ? index..<end : nil
  }

  private func isOperator(_ range: Range<Int>) -> Bool {
    guard range.count <= 2 else { return false }
    return bytes[range].allSatisfy {
      $0 == ASCII.minus || $0 == ASCII.less || $0 == ASCII.greater || $0 == ASCII.exclamation
    }
  }

  /// A field's name, which may hold parentheses: `IsOutlier(x)`.
  func fieldToken() -> Range<Int>? {
    guard let range = token() else { return nil }
    guard range.upperBound < limit, bytes[range.upperBound] == ASCII.openParenthesis,
      bytes[range.lowerBound] != ASCII.quote,
      let group = parser.pairs.range(from: range.upperBound, limit: limit)
    else { return range }
    return range.lowerBound..<group.upperBound
  }

  /// The end of a word: letters, digits, `_`, `.` and `-`.
  func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < limit, ASCII.isWord(bytes[end]) || bytes[end] == ASCII.dot { end += 1 }
    return end == start ? min(start + 1, limit) : end
  }

  /// The offset of the next comma outside of quotes, parentheses and brackets.
  func commaEnd(from start: Int) -> Int {
    var end = start
    while end < limit, bytes[end] != ASCII.comma {
      if bytes[end] == ASCII.openParenthesis || bytes[end] == ASCII.openBracket {
        end = parser.pairs.range(from: end, limit: limit)?.upperBound ?? end + 1
      } else {
        end = Delimiters.quotedEnd(bytes, from: end, limit: limit) ?? end + 1
      }
    }
    return end
  }

  private mutating func takeMacro(for pattern: Pattern) -> CommandArgument? {
    guard index < limit, bytes[index] == ASCII.backtick,
      let end = Delimiters.macroEnd(bytes, from: index, limit: limit)
    else { return nil }
    hasMacro = true
    // A filter may go on behind a macro, and has a place for one.
    if case .filter = pattern { return nil }
    defer { index = end }
    return .macro(index..<end)
  }

  private mutating func take(to end: Int) -> Literal {
    defer { index = end }
    return literal(index..<end)
  }

  func literal(_ range: Range<Int>) -> Literal {
    Literal(parser.text(range), at: range)
  }

  private mutating func skipSeparators() {
    parser.skip(&index, limit: limit)
    while index < limit, bytes[index] == ASCII.comma {
      index += 1
      parser.skip(&index, limit: limit)
    }
  }
}

extension Parser {
  func skip(_ index: inout Int, limit: Int) {
    index = skipBlank(from: index, limit: limit)
  }
}
