@testable import SPL

/// The same trees with nothing in their ranges, so that two of them can be compared.
extension Pipeline {
  var shape: Pipeline {
    Pipeline(
      stages: stages.map { Stage(range: 0..<0, name: $0.name, command: $0.command.shape) })
  }
}

extension Command {
  fileprivate var shape: Command {
    switch self {
    case .search(let expression): .search(expression.shape)
    case .where(let expression): .where(expression?.shape)
    case .regex(let regex):
      .regex(
        Regex(
          field: FieldName(regex.field.name, at: regex.field.range.isEmpty ? 0..<0 : 0..<1),
          isNegated: regex.isNegated, pattern: regex.pattern.shape))
    case .call(let call): .call(CommandCall(name: call.name, arguments: call.arguments.map(\.shape)))
    case .generic: .generic
    }
  }
}

extension Literal {
  fileprivate var shape: Literal { Literal(text, at: 0..<0) }
}

extension FieldName {
  fileprivate var shape: FieldName { FieldName(name, at: 0..<0) }
}

extension Subsearch {
  fileprivate var shape: Subsearch { Subsearch(pipeline: pipeline.shape, range: 0..<0) }
}

extension SearchValue {
  fileprivate var shape: SearchValue {
    switch self {
    case .literal(let literal): .literal(literal.shape)
    case .computed: .computed(0..<0)
    }
  }
}

extension SearchExpression {
  fileprivate var shape: SearchExpression {
    switch self {
    case .all(let terms): .all(terms.map(\.shape))
    case .any(let terms): .any(terms.map(\.shape))
    case .not(let term, _): .not(term.shape, 0..<0)
    case .comparison(let field, let comparison, let value): .comparison(field.shape, comparison, value.shape)
    case .membership(let field, let values, let negated):
      .membership(field.shape, values.map(\.shape), negated: negated)
    case .term(let term): .term(SearchTerm(text: term.text, directive: term.directive, range: 0..<0))
    case .macro: .macro(0..<0)
    case .subsearch(let subsearch): .subsearch(subsearch.shape)
    }
  }
}

extension EvalExpression {
  fileprivate var shape: EvalExpression {
    switch self {
    case .field(let field): .field(field.shape)
    case .string(let literal): .string(literal.shape)
    case .number(let literal): .number(literal.shape)
    case .negated(let inner, _): .negated(inner.shape, 0..<0)
    case .arithmetic(let left, let sign, let right): .arithmetic(left.shape, sign.shape, right.shape)
    case .comparison(let left, let comparison, let right): .comparison(left.shape, comparison, right.shape)
    case .like(let left, let right): .like(left.shape, right.shape)
    case .membership(let left, let values, let negated):
      .membership(left.shape, values.map(\.shape), negated: negated)
    case .call(let function, let arguments): .call(function.shape, arguments.map(\.shape))
    case .not(let inner, _): .not(inner.shape, 0..<0)
    case .all(let terms): .all(terms.map(\.shape))
    case .any(let terms): .any(terms.map(\.shape))
    case .exclusive(let left, let right): .exclusive(left.shape, right.shape)
    case .opaque: .opaque(0..<0)
    }
  }
}

extension CommandOption.Value {
  fileprivate var shape: CommandOption.Value {
    switch self {
    case .literal(let literal): .literal(literal.shape)
    case .filter(let expression): .filter(expression.shape)
    case .evaluation(let expression): .evaluation(expression.shape)
    case .condition(let expression): .condition(expression.shape)
    }
  }
}

extension Aggregation {
  fileprivate var shape: Aggregation {
    let operand: Operand =
      switch operand {
      case .none: .none
      case .field(let field): .field(field.shape)
      case .expression(let expression): .expression(expression.shape)
      case .series(.aggregation(let inner, let span)):
        .series(.aggregation(inner.shape, span: span?.shape))
      }
    return Aggregation(function: function.shape, operand: operand, at: 0..<0, alias: alias?.shape)
  }
}

extension CommandArgument {
  fileprivate var shape: CommandArgument {
    switch self {
    case .word(let literal): .word(literal.shape)
    case .mark(let literal): .mark(literal.shape)
    case .field(let field): .field(field.shape)
    case .name(let literal): .name(literal.shape)
    case .string(let literal): .string(literal.shape)
    case .number(let literal): .number(literal.shape)
    case .option(let option): .option(CommandOption(name: option.name.shape, value: option.value.shape))
    case .expression(let expression): .expression(expression.shape)
    case .assignment(let field, let expression): .assignment(field.shape, expression.shape)
    case .filter(let expression): .filter(expression.shape)
    case .aggregation(let aggregation): .aggregation(aggregation.shape)
    case .subsearch(let subsearch): .subsearch(subsearch.shape)
    case .clause(let name, let arguments): .clause(name, arguments.map(\.shape))
    case .macro: .macro(0..<0)
    case .text(let literal): .text(literal.shape)
    }
  }
}
