import Diagnostics

extension Parser {
  /// Reads an expression of `where` or `eval`; nil, and a problem, where it is malformed.
  /// `isAssigned` says that it is the value of a field.
  mutating func evalExpression(in range: Range<Int>, isAssigned: Bool = false) -> EvalExpression? {
    let tokens = EvalLexer(bytes: bytes, pairs: pairs).tokens(in: range)
    var reader = EvalReader(
      bytes: bytes, tokens: tokens, end: range.upperBound, depth: depth, isAssigned: isAssigned)
    do throws(EvalSyntaxError) {
      let expression = try reader.whole()
      problems += reader.problems
      return expression
    } catch {
      switch error {
      case .tooDeep(let index):
        complainOfDepth(at: index)
      case .unexpected(let place, let summary, let help):
        if !place.isEmpty, isCommand(place, limit: range.upperBound, isCertain: false) {
          complainOfMissingPipe(place)
        } else {
          complainOfSyntax(at: place, summary, help: help)
        }
      case .unclosed(let place):
        complainOfUnclosed(place.lowerBound)
      case .openQuote(let place):
        problems.append(
          Problem(
            .unclosedQuote, at: place, "this quote is never closed",
            help: "close it with \"'\", or put a text in double quotes"))
      case .unopened(let place):
        complainOfUnopened(place.lowerBound)
      }
      return nil
    }
  }
}

enum EvalSyntaxError: Error {
  case tooDeep(Int)
  case unexpected(Range<Int>, String, help: String? = nil)
  case unclosed(Range<Int>)
  case unopened(Range<Int>)
  case openQuote(Range<Int>)
}

/// Reads tokens by precedence, loosest first: XOR, OR, AND, NOT, comparison, sum, product, sign, operand.
struct EvalReader {
  let bytes: [UInt8]
  let tokens: [EvalToken]
  let end: Int
  let isAssigned: Bool
  var depth: Int
  var position = 0
  /// What is wrong with functions: the expression is read all the same.
  private(set) var problems: [Problem] = []

  init(bytes: [UInt8], tokens: [EvalToken], end: Int, depth: Int, isAssigned: Bool) {
    self.bytes = bytes
    self.tokens = tokens
    self.end = end
    self.depth = depth
    self.isAssigned = isAssigned
  }

  mutating func whole() throws(EvalSyntaxError) -> EvalExpression {
    let expression = try exclusive()
    if let token = current { throw misfit(token) }
    return expression
  }

  private mutating func exclusive() throws(EvalSyntaxError) -> EvalExpression {
    try enter()
    defer { depth -= 1 }
    var left = try any()
    var count = 0
    while takeKeyword("XOR") {
      count += 1
      if depth + count > Parser.depthLimit { throw .tooDeep(here.lowerBound) }
      left = .exclusive(left, try any())
    }
    return left
  }

  private mutating func any() throws(EvalSyntaxError) -> EvalExpression {
    var terms = [try all()]
    while takeKeyword("OR") { terms.append(try all()) }
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func all() throws(EvalSyntaxError) -> EvalExpression {
    var terms = [try negation()]
    while takeKeyword("AND") { terms.append(try negation()) }
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func negation() throws(EvalSyntaxError) -> EvalExpression {
    let range = here
    guard takeKeyword("NOT") || takeSymbol("!") else { return try comparison() }
    try enter()
    defer { depth -= 1 }
    return .not(try negation(), range)
  }

  private mutating func comparison() throws(EvalSyntaxError) -> EvalExpression {
    let left = try sum()
    let start = position
    if let token = current, token.kind == .symbol, let comparison = comparison(token) {
      position += 1
      return .comparison(left, comparison, try sum())
    }
    let isNegated = takeKeyword("NOT")
    if takeKeyword("LIKE") {
      let pattern = try sum()
      checkPattern(pattern)
      let like = EvalExpression.like(left, pattern)
      return isNegated ? .not(like, tokens[start].range) : like
    }
    if takeKeyword("IN") {
      return .membership(left, try arguments(), negated: isNegated)
    }
    position = start
    return left
  }

  private func comparison(_ token: EvalToken) -> ComparisonOperator? {
    switch text(token.range) {
    case "=", "==": .equal
    case let symbol: ComparisonOperator(rawValue: symbol)
    }
  }

  private mutating func sum() throws(EvalSyntaxError) -> EvalExpression {
    var left = try product()
    var count = 0
    while let symbol = takeSymbol(anyOf: ["+", "-", "."]) {
      count += 1
      if depth + count > Self.operatorLimit { throw .tooDeep(symbol.range.lowerBound) }
      left = .arithmetic(left, symbol, try product())
    }
    return left
  }

  private mutating func product() throws(EvalSyntaxError) -> EvalExpression {
    var left = try sign()
    var count = 0
    while let symbol = takeSymbol(anyOf: ["*", "/", "%"]) {
      count += 1
      if depth + count > Self.operatorLimit { throw .tooDeep(symbol.range.lowerBound) }
      left = .arithmetic(left, symbol, try sign())
    }
    return left
  }

  /// How many sums or products may hang on one another: each is one level of the tree.
  private static let operatorLimit = 1000

  private mutating func sign() throws(EvalSyntaxError) -> EvalExpression {
    guard let symbol = takeSymbol(anyOf: ["-", "+"]) else { return try operand() }
    try enter()
    defer { depth -= 1 }
    return .negated(try sign(), symbol.range)
  }

  private mutating func operand() throws(EvalSyntaxError) -> EvalExpression {
    guard let token = current else {
      throw .unexpected(
        last, "the expression ends where a field, a value or a function should follow", help: wildcardHelp)
    }
    if isKeyword(token) { throw noOperand(token) }
    position += 1
    switch token.kind {
    case .number: return .number(Literal(text(token.range), at: token.range))
    case .string: return .string(Literal(text(token.range), at: token.range))
    case .macro, .bracket: return .opaque(token.range)
    case .quotedName:
      let inner = token.range.lowerBound + 1..<token.range.upperBound - 1
      return .field(FieldName(text(inner), at: token.range))
    case .name:
      if let next = current, isSymbol(next, "("), next.range.lowerBound >= token.range.upperBound {
        let arguments = try arguments()
        check(token.range, arguments)
        return .call(Literal(text(token.range), at: token.range), arguments)
      }
      return .field(FieldName(text(token.range), at: token.range))
    case .symbol where isSymbol(token, "("):
      let inner = try exclusive()
      guard takeSymbol(")") else {
        if let unexpected = current {
          throw mistake(unexpected)
            ?? .unexpected(unexpected.range, "')' is expected here, not '\(text(unexpected.range))'")
        }
        throw .unclosed(token.range)
      }
      return inner
    case .symbol, .unknown:
      position -= 1
      throw noOperand(token)
    }
  }

  /// Tells of a function that does not exist, or that is called with too few or too many arguments.
  private mutating func check(_ range: Range<Int>, _ arguments: [EvalExpression]) {
    let name = text(range)
    let count = arguments.count
    guard let function = EvalFunction.named(name) else {
      // In chart and timechart, an expression may hold stats functions.
      guard StatsFunction.named(name) == nil else { return }
      let names = EvalFunction.all.map(\.name)
      let nearest =
        Spelling.nearest(to: name.lowercased(), in: names)
        ?? Spelling.related(to: name.lowercased(), in: names)
      problems.append(
        Problem(
          .unknownFunction, at: range, "'\(name)' is no function of eval",
          help: nearest.map { "did you mean '\($0)'?" }))
      return
    }
    if count < function.minimum || count > function.maximum ?? Int.max {
      problems.append(
        Problem(
          .functionArguments, at: range,
          "'\(name)' takes \(function.argumentCount), not \(count)", help: "write \(function.signature)"))
    } else if function.takesPairs, count % 2 == 1 {
      problems.append(
        Problem(
          .functionArguments, at: range, "'\(name)' takes pairs of arguments, not \(count) arguments",
          help: "write \(function.signature)"))
    } else if function.name == "like" {
      checkPattern(arguments[1])
    }
  }

  /// Tells of a pattern with the wildcard of the search language.
  private mutating func checkPattern(_ pattern: EvalExpression) {
    guard case .string(let text) = pattern, text.text.contains("*"),
      !text.text.contains(where: { "%_".contains($0) })
    else { return }
    problems.append(
      Problem(
        .likeWildcard, at: text.range, "'*' stands for itself in a pattern of LIKE",
        help: "write \(text.text.replacing("*", with: "%"))"))
  }

  /// The arguments in parentheses; the position stands on the opening one.
  private mutating func arguments() throws(EvalSyntaxError) -> [EvalExpression] {
    let open = here
    guard takeSymbol("(") else {
      let value = current.flatMap { $0.kind == .string || $0.kind == .number ? text($0.range) : nil }
      throw .unexpected(
        current?.range ?? last, current == nil ? "'(' is expected after this" : "'(' is expected here",
        help: value.map { "write IN (\($0))" })
    }
    if takeSymbol(")") { return [] }
    var arguments = [try exclusive()]
    while takeSymbol(",") { arguments.append(try exclusive()) }
    guard takeSymbol(")") else {
      if let unexpected = current {
        throw mistake(unexpected)
          ?? .unexpected(unexpected.range, "',' or ')' is expected here, not '\(text(unexpected.range))'")
      }
      throw .unclosed(open)
    }
    return arguments
  }

  private mutating func enter() throws(EvalSyntaxError) {
    if depth >= Parser.depthLimit { throw .tooDeep(here.lowerBound) }
    depth += 1
  }

  var current: EvalToken? {
    position < tokens.count ? tokens[position] : nil
  }

  /// The last token: where an expression that ends too early is complained of.
  private var last: Range<Int> {
    tokens.last?.range ?? end..<end
  }

  /// Whether a name is an operator here. LIKE and IN before a parenthesis are functions.
  func isKeyword(_ token: EvalToken) -> Bool {
    guard token.kind == .name else { return false }
    func isOne(of words: [StaticString]) -> Bool {
      words.contains { ASCII.equalsIgnoringCase(bytes, token.range, $0) }
    }
    let next = position + 1 < tokens.count ? tokens[position + 1] : nil
    return isOne(of: ["AND", "OR", "XOR", "NOT"])
      || (isOne(of: ["LIKE", "IN"]) && !(next.map { isSymbol($0, "(") } ?? false))
  }

  private var here: Range<Int> {
    current?.range ?? end..<end
  }

  private mutating func takeKeyword(_ word: StaticString) -> Bool {
    guard let token = current, token.kind == .name, ASCII.equalsIgnoringCase(bytes, token.range, word) else {
      return false
    }
    position += 1
    return true
  }

  func isSymbol(_ token: EvalToken, _ symbol: StaticString) -> Bool {
    token.kind == .symbol && ASCII.equals(bytes, token.range, symbol)
  }

  private mutating func takeSymbol(_ symbol: StaticString) -> Bool {
    guard let token = current, isSymbol(token, symbol) else { return false }
    position += 1
    return true
  }

  private mutating func takeSymbol(anyOf symbols: [StaticString]) -> Literal? {
    guard let token = current, symbols.contains(where: { isSymbol(token, $0) }) else { return nil }
    position += 1
    return Literal(text(token.range), at: token.range)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
