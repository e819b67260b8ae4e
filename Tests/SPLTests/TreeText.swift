@testable import SPL

/// Trees as the spec files write them: S-expressions on one line.
enum TreeText {
  /// `isWhole`: a subsearch is written with its commands, not with their number.
  static func text(_ expression: SearchExpression, isWhole: Bool = false) -> String {
    switch expression {
    case .all(let terms): list("and", terms.map { text($0, isWhole: isWhole) })
    case .any(let terms): list("or", terms.map { text($0, isWhole: isWhole) })
    case .not(let term, _): list("not", [text(term, isWhole: isWhole)])
    case .comparison(let field, let comparison, let value):
      list(comparison.rawValue, [field.name, text(value)])
    case .membership(let field, let values, let negated):
      list(negated ? "not-in" : "in", [field.name] + values.map(text))
    case .term(let term): list(name(term.directive), [term.text])
    case .macro: "(macro)"
    case .subsearch(let subsearch):
      list("subsearch", isWhole ? text(subsearch.pipeline) : [String(subsearch.pipeline.stages.count)])
    }
  }

  private static func name(_ directive: SearchTerm.Directive) -> String {
    switch directive {
    case .none: "word"
    case .term: "term"
    case .letterCase: "case"
    }
  }

  private static func text(_ value: SearchValue) -> String {
    switch value {
    case .literal(let literal): literal.text
    case .computed: "?"
    }
  }

  static func text(_ expression: EvalExpression) -> String {
    switch expression {
    case .field(let field): list("field", [field.name])
    case .string(let literal), .number(let literal): literal.text
    case .negated(let operand, _): list("neg", [text(operand)])
    case .arithmetic(let left, let symbol, let right): list(symbol.text, [text(left), text(right)])
    case .comparison(let left, let comparison, let right):
      list(comparison.rawValue, [text(left), text(right)])
    case .like(let left, let right): list("like", [text(left), text(right)])
    case .membership(let left, let items, let negated):
      list(negated ? "not-in" : "in", [text(left)] + items.map(text))
    case .call(let function, let arguments): list("call", [function.text] + arguments.map(text))
    case .not(let operand, _): list("not", [text(operand)])
    case .all(let terms): list("and", terms.map(text))
    case .any(let terms): list("or", terms.map(text))
    case .exclusive(let left, let right): list("xor", [text(left), text(right)])
    case .opaque: "?"
    }
  }

  static func list(_ head: String, _ items: [String]) -> String {
    "(\(([head] + items).joined(separator: " ")))"
  }
}
