extension EvalExpression {
  /// Where it stands: UTF-8 byte offsets, from its first name, literal or operator to its last.
  public var range: Range<Int> {
    switch self {
    case .field(let field): field.range
    case .string(let literal), .number(let literal): literal.range
    case .negated(let inner, let sign): Self.cover([sign, inner.range])
    case .not(let inner, let word): Self.cover([word, inner.range])
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right), .like(let left, let right),
      .exclusive(let left, let right):
      Self.cover([left.range, right.range])
    case .membership(let left, let items, _): Self.cover([left.range] + items.map(\.range))
    case .call(let name, let arguments): Self.cover([name.range] + arguments.map(\.range))
    case .all(let terms), .any(let terms): Self.cover(terms.map(\.range))
    case .opaque(let range): range
    }
  }

  private static func cover(_ ranges: [Range<Int>]) -> Range<Int> {
    let start = ranges.map(\.lowerBound).min() ?? 0
    return start..<max(start, ranges.map(\.upperBound).max() ?? 0)
  }
}
