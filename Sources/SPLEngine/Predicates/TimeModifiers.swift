import SPL

/// `earliest=` and `latest=` in a search: they bound the time of its events, and are no predicates.
/// Source: Search Manual, "Specify time modifiers in your search".
struct TimeModifiers {
  private let compilation: Compilation

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  /// Takes the modifiers out of an expression, and sets the bounds that they give.
  func take(from expression: SearchExpression, into time: inout TimeRange) throws(SearchError)
    -> SearchExpression
  {
    switch expression {
    case .all(let terms):
      var rest: [SearchExpression] = []
      for term in terms {
        if case .comparison(let field, .equal, .literal(let literal)) = term,
          try set(field.name, literal, &time)
        {
          continue
        }
        rest.append(try take(from: term, into: &time))
      }
      return .all(rest)
    case .comparison(let field, .equal, .literal(let literal)):
      return try set(field.name, literal, &time) ? .all([]) : expression
    default: return expression
    }
  }

  private func set(_ name: String, _ literal: Literal, _ time: inout TimeRange) throws(SearchError) -> Bool {
    guard name == "earliest" || name == "latest" else { return false }
    let text = SearchLiteral.unescaped(literal.text)
    let environment = compilation.environment
    let moment = TimeModifier.seconds(text, now: environment.now, in: environment.timeZone)
    guard let moment else {
      throw SearchError(
        .argument, "'\(text)' is no time: -1d@d, now, 1700000000, 11/22/2026:13:00:00", at: literal.range)
    }
    // 0 is the beginning of time.
    if name == "earliest" { time.earliest = moment == 0 ? nil : moment } else { time.latest = moment }
    return true
  }
}
