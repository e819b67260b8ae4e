import SPL

/// Writes an expression the same way however its author spaced it and put its parentheses.
enum EvalText {
  static func text(_ expression: EvalExpression) -> String {
    switch expression {
    case .field(let field): "'\(field.name)'"
    case .string(let literal), .number(let literal): literal.text
    case .negated(let inner, _): "-\(text(inner))"
    case .arithmetic(let left, let sign, let right): "(\(text(left)) \(sign.text) \(text(right)))"
    case .comparison(let left, let comparison, let right):
      "\(text(left)) \(comparison.rawValue) \(text(right))"
    case .like(let left, let pattern): "like(\(text(left)), \(text(pattern)))"
    case .membership(let left, let values, let excludes):
      "\(text(left)) \(excludes ? "NOT IN" : "IN") (\(list(values)))"
    case .call(let function, let arguments): "\(function.text.lowercased())(\(list(arguments)))"
    case .not(let inner, _): "NOT \(text(inner))"
    case .all(let terms): "(" + terms.map(text).joined(separator: " AND ") + ")"
    case .any(let terms): "(" + terms.map(text).joined(separator: " OR ") + ")"
    case .exclusive(let left, let right): "(\(text(left)) XOR \(text(right)))"
    // Where it stands tells two of them apart: what is not known is not the same.
    case .opaque(let range): "?\(range.lowerBound)"
    }
  }

  private static func list(_ expressions: [EvalExpression]) -> String {
    expressions.map(text).joined(separator: ", ")
  }
}
