/// What was probably meant where an expression cannot be read on.
extension EvalReader {
  /// For a token behind a whole expression.
  func misfit(_ token: EvalToken) -> EvalSyntaxError {
    if isSymbol(token, ")") { return .unopened(token.range) }
    return mistake(token)
      ?? .unexpected(
        token.range, "'\(text(token.range))' does not fit here: the expression could end before it",
        help: connectionHelp(token))
  }

  /// For a token where an operand should stand.
  func noOperand(_ token: EvalToken) -> EvalSyntaxError {
    mistake(token)
      ?? .unexpected(
        token.range, "a field, a value or a function is expected here, not '\(text(token.range))'")
  }

  /// An operator of another language; nil where the token belongs to none.
  func mistake(_ token: EvalToken) -> EvalSyntaxError? {
    if token.kind == .unknown, bytes[token.range.lowerBound] == ASCII.apostrophe {
      return .openQuote(token.range)
    }
    for start in [token.range.lowerBound - 1, token.range.lowerBound] where start >= 0 && start + 2 <= end {
      if let help = Self.foreignOperators[text(start..<start + 2)] {
        return .unexpected(start..<start + 2, "'\(text(start..<start + 2))' is no operator", help: help)
      }
    }
    guard token.kind == .name, let form = Self.foreignWords[text(token.range).lowercased()] else {
      return nil
    }
    let isNot = position + 1 < tokens.count && text(tokens[position + 1].range).lowercased() == "not"
    let help = (isNot ? form.negated : form.plain).replacing("FIELD", with: operandBefore)
    return .unexpected(token.range, "'\(text(token.range))' is no operator", help: "write \(help)")
  }

  private static let foreignOperators = [
    "&&": "write AND", "<>": "write '!='", "=!": "write '!='", "=>": "write '>='", "=<": "write '<='",
    "=~": "write match(FIELD, \"EXPRESSION\")", "!~": "write NOT match(FIELD, \"EXPRESSION\")",
    "**": "write pow(BASE, EXPONENT)",
  ]

  private static let foreignWords: [String: (plain: String, negated: String)] = [
    "is": ("isnull(FIELD)", "isnotnull(FIELD)"),
    "contains": ("like(FIELD, \"%TEXT%\")", ""), "startswith": ("like(FIELD, \"TEXT%\")", ""),
    "endswith": ("like(FIELD, \"%TEXT\")", ""), "matches": ("match(FIELD, \"EXPRESSION\")", ""),
    "between": ("FIELD>=FROM AND FIELD<=TO", ""),
  ]

  /// The field before the token that is read, or a word for it.
  private var operandBefore: String {
    guard position > 0, tokens[position - 1].kind == .name || tokens[position - 1].kind == .quotedName else {
      return "FIELD"
    }
    return text(tokens[position - 1].range)
  }

  /// What to put between an expression and the token behind it.
  private func connectionHelp(_ token: EvalToken) -> String? {
    let comma = "separate assignments with ','"
    if text(token.range) == ";" { return comma }
    guard token.kind == .name || token.kind == .quotedName || isSymbol(token, "(") else { return nil }
    let next = position + 1 < tokens.count ? text(tokens[position + 1].range) : ""
    if isAssigned, next == "=" { return comma }
    if isSymbol(token, "(") || ["=", "==", "!=", "<", ">", "<=", ">=", "("].contains(next) || isKeyword(token)
    {
      return "write AND or OR between two conditions"
    }
    return position > 0 && tokens[position - 1].kind == .name ? "put a text in double quotes" : nil
  }

  /// For `user=adm*`: the wildcard of the search language, where a product was read.
  var wildcardHelp: String? {
    guard let last = tokens.last, isSymbol(last, "*"), tokens.count > 1 else { return nil }
    let word = tokens[tokens.count - 2]
    guard word.kind == .name, word.range.upperBound == last.range.lowerBound else { return nil }
    return "for a wildcard write like(FIELD, \"\(text(word.range))%\")"
  }
}
