/// An expression of `where` and `eval`.
///
/// Precedence, tightest first: unary minus; `*` `/` `%`; `+` `-` `.`; comparisons, IN, LIKE; NOT; AND; OR; XOR.
/// Source: Search Reference, "Eval functions" and "where"; Search Manual, "Boolean expressions".
public indirect enum EvalExpression: Sendable, Hashable {
  /// A field, bare or in single quotes.
  case field(FieldName)
  /// A string in double quotes, as written.
  case string(Literal)
  /// A number, as written.
  case number(Literal)
  /// `-x` or `+x`
  case negated(EvalExpression, Range<Int>)
  /// Arithmetic and joining: `+ - * / % .`
  case arithmetic(EvalExpression, Literal, EvalExpression)
  /// `left < right` and its kin.
  case comparison(EvalExpression, ComparisonOperator, EvalExpression)
  /// `x LIKE "pattern"`
  case like(EvalExpression, EvalExpression)
  /// `x IN (a, b)`; negated in `x NOT IN (a, b)`.
  case membership(EvalExpression, [EvalExpression], negated: Bool)
  /// `function(argument, …)`; the name as written.
  case call(Literal, [EvalExpression])
  /// `NOT x` or `!x`. The range is that of the operator.
  case not(EvalExpression, Range<Int>)
  /// All of these (AND).
  case all([EvalExpression])
  /// Any of these (OR).
  case any([EvalExpression])
  /// Exactly one of the two (XOR).
  case exclusive(EvalExpression, EvalExpression)
  /// What has a value that cannot be known here: a macro that could not be expanded, or a subsearch.
  case opaque(Range<Int>)
}
