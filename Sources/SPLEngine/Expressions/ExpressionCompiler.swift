import Patterns
import SPL

/// Makes expressions of `eval` ready to run.
struct ExpressionCompiler {
  let compilation: Compilation

  init(_ compilation: Compilation) {
    self.compilation = compilation
  }

  func compile(_ expression: EvalExpression) throws(SearchError) -> CompiledExpression {
    switch expression {
    case .field(let field): return CompiledExpression(field: field.name)
    case .string(let literal):
      return CompiledExpression(constant: .text(QuotedText.ofExpression(literal.text)), .text)
    case .number(let literal):
      // A number as written has all its figures, and is shown with those that count.
      guard let number = Number(literal.text) else {
        throw SearchError(
          .argument, "'\(literal.text)' is no number that can be computed with", at: literal.range)
      }
      return CompiledExpression(constant: .number(number), .number)
    case .negated(let inner, let sign):
      let isMinus = sign.lowerBound < compilation.bytes.count && compilation.bytes[sign.lowerBound] == 0x2D
      return .map(.number, try compile(inner)) { value in
        guard let number = value.number else { return .null }
        return .number(isMinus ? Number(-number.value, decimals: number.decimals) : number)
      }
    case .arithmetic(let left, let sign, let right):
      return try Arithmetic.compile(
        try compile(left), sign, try compile(right), compilation.meter)
    case .comparison(let left, let comparison, let right):
      return Comparison.compile(try compile(left), comparison, try compile(right))
    case .like(let left, let right):
      return try call("like", [try compile(left), try compile(right)], expression.range)
    case .membership(let left, let items, let negated):
      let isIn = try call("in", [try compile(left)] + compile(items), expression.range)
      return negated ? Logic.not(isIn) : isIn
    case .call(let name, let arguments): return try call(name, arguments)
    case .not(let inner, _): return Logic.not(try compile(inner))
    case .all(let terms): return Logic.all(try compile(terms))
    case .any(let terms): return Logic.any(try compile(terms))
    case .exclusive(let left, let right): return Logic.exclusive(try compile(left), try compile(right))
    case .opaque(let range): return try SubsearchFilter(compilation).evalExpression(in: range)
    }
  }

  func compile(_ expressions: [EvalExpression]) throws(SearchError) -> [CompiledExpression] {
    var compiled: [CompiledExpression] = []
    for expression in expressions { compiled.append(try compile(expression)) }
    return compiled
  }

  private func call(_ name: Literal, _ arguments: [EvalExpression]) throws(SearchError) -> CompiledExpression
  {
    do {
      if let form = SpecialForms.named(name.text.lowercased()) { return try form(arguments, self) }
      return try call(name.text.lowercased(), compile(arguments), name.range)
    } catch {
      throw error.at(name.range)
    }
  }

  private func call(_ name: String, _ arguments: [CompiledExpression], _ range: Range<Int>)
    throws(SearchError)
    -> CompiledExpression
  {
    guard let function = EvalImplementations.named(name) else {
      let isKnown = EvalFunction.byName[name] != nil
      throw SearchError(
        .unsupported, "the function '\(name)' \(isKnown ? "does not run here" : "is not known")", at: range)
    }
    return try function.compile(arguments, compilation)
  }
}
