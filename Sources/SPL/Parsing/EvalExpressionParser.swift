import Diagnostics

extension Parser {
  /// Reads an expression of `where` or `eval`; nil, and a problem, where it is malformed.
  mutating func evalExpression(in range: Range<Int>) -> EvalExpression? {
    let tokens = EvalLexer(bytes: bytes, pairs: pairs).tokens(in: range)
    var reader = EvalReader(bytes: bytes, tokens: tokens, end: range.upperBound, depth: depth)
    do throws(EvalSyntaxError) {
      let expression = try reader.whole()
      problems += reader.problems
      return expression
    } catch {
      switch error {
      case .tooDeep(let index):
        complainOfDepth(at: index)
      case .unexpected(let range, let summary):
        complainOfSyntax(at: range, summary)
      case .unclosed(let range):
        problems.append(
          Problem(
            .unclosedParenthesis, at: range, "this parenthesis is never closed", help: "close it with ')'"))
      }
      return nil
    }
  }
}

private enum EvalSyntaxError: Error {
  case tooDeep(Int)
  case unexpected(Range<Int>, String)
  case unclosed(Range<Int>)
}

/// Reads tokens by precedence, loosest first: XOR, OR, AND, NOT, comparison, sum, product, sign, operand.
private struct EvalReader {
  let bytes: [UInt8]
  let tokens: [EvalToken]
  let end: Int
  var depth: Int
  var position = 0
  /// What is wrong with functions: the expression is read all the same.
  private(set) var problems: [Problem] = []

  init(bytes: [UInt8], tokens: [EvalToken], end: Int, depth: Int) {
    self.bytes = bytes
    self.tokens = tokens
    self.end = end
    self.depth = depth
  }

  mutating func whole() throws(EvalSyntaxError) -> EvalExpression {
    let expression = try exclusive()
    if let token = current {
      throw .unexpected(
        token.range, "'\(text(token.range))' does not fit here: the expression could end before it")
    }
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
      let like = EvalExpression.like(left, try sum())
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
      throw .unexpected(last, "the expression ends where a field, a value or a function should follow")
    }
    if isKeyword(token) {
      throw .unexpected(
        token.range, "a field, a value or a function is expected here, not '\(text(token.range))'")
    }
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
        check(token.range, argumentCount: arguments.count)
        return .call(Literal(text(token.range), at: token.range), arguments)
      }
      return .field(FieldName(text(token.range), at: token.range))
    case .symbol where isSymbol(token, "("):
      let inner = try exclusive()
      guard takeSymbol(")") else {
        if let unexpected = current {
          throw .unexpected(unexpected.range, "')' is expected here, not '\(text(unexpected.range))'")
        }
        throw .unclosed(token.range)
      }
      return inner
    case .symbol, .unknown:
      throw .unexpected(
        token.range, "a field, a value or a function is expected here, not '\(text(token.range))'")
    }
  }

  /// Tells of a function that does not exist, or that is called with too few or too many arguments.
  private mutating func check(_ range: Range<Int>, argumentCount count: Int) {
    let name = text(range)
    guard let function = EvalFunction.named(name) else {
      // In chart and timechart, an expression may hold stats functions.
      guard StatsFunction.named(name) == nil else { return }
      let nearest = Spelling.nearest(to: name.lowercased(), in: EvalFunction.all.map(\.name))
      problems.append(
        Problem(
          .unknownFunction, at: range, "'\(name)' is no function of eval",
          help: nearest.map { "did you mean '\($0)'?" }))
      return
    }
    guard count < function.minimum || count > function.maximum ?? Int.max else { return }
    problems.append(
      Problem(
        .functionArguments, at: range,
        "'\(name)' takes \(function.argumentCount), not \(count)", help: "write \(function.signature)"))
  }

  /// The arguments in parentheses; the position stands on the opening one.
  private mutating func arguments() throws(EvalSyntaxError) -> [EvalExpression] {
    let open = here
    guard takeSymbol("(") else {
      throw .unexpected(
        current?.range ?? last, current == nil ? "'(' is expected after this" : "'(' is expected here")
    }
    if takeSymbol(")") { return [] }
    var arguments = [try exclusive()]
    while takeSymbol(",") { arguments.append(try exclusive()) }
    guard takeSymbol(")") else {
      if let unexpected = current {
        throw .unexpected(unexpected.range, "',' or ')' is expected here, not '\(text(unexpected.range))'")
      }
      throw .unclosed(open)
    }
    return arguments
  }

  private mutating func enter() throws(EvalSyntaxError) {
    if depth >= Parser.depthLimit { throw .tooDeep(here.lowerBound) }
    depth += 1
  }

  private var current: EvalToken? {
    position < tokens.count ? tokens[position] : nil
  }

  /// The last token: where an expression that ends too early is complained of.
  private var last: Range<Int> {
    tokens.last?.range ?? end..<end
  }

  /// Whether a name is an operator here. LIKE and IN before a parenthesis are functions.
  private func isKeyword(_ token: EvalToken) -> Bool {
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

  private func isSymbol(_ token: EvalToken, _ symbol: StaticString) -> Bool {
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

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
