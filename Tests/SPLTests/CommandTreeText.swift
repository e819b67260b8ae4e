@testable import SPL

/// Commands as the spec files write them: one line each.
extension TreeText {
  static func text(_ pipeline: Pipeline) -> [String] {
    pipeline.stages.map(text)
  }

  private static func text(_ stage: Stage) -> String {
    switch stage.command {
    case .search(let expression): list("search", [text(expression, isWhole: true)])
    case .where(let expression): list("where", [expression.map(text) ?? "error"])
    case .regex(let regex): list("regex", condition(regex) + [regex.pattern.text])
    case .call(let call): list(call.name, items(call.arguments))
    case .generic: list("?", [stage.name])
    }
  }

  /// The field of `regex`, where one is written.
  private static func condition(_ regex: Regex) -> [String] {
    regex.field.range.isEmpty ? [] : [regex.field.name, regex.isNegated ? "!=" : "="]
  }

  /// Arguments side by side: AS takes what follows it into a clause, commas and parentheses leave no trace.
  private static func items(_ arguments: [CommandArgument]) -> [String] {
    var items: [String] = []
    var isRenamed = false
    for argument in arguments {
      if case .word(let word) = argument, word.text.lowercased() == "as" {
        isRenamed = true
        continue
      }
      let texts = text(argument)
      items += isRenamed ? texts.map { "[as \($0)]" } : texts
      isRenamed = false
    }
    return items
  }

  private static func text(_ argument: CommandArgument) -> [String] {
    switch argument {
    case .word(let word): [word.text.lowercased()]
    case .mark(let mark): ["+", "-", "~"].contains(mark.text) ? [mark.text] : []
    case .field(let field): [list("field", [field.name])]
    case .name(let name): [name.text.hasPrefix("\"") ? name.text : list("name", [name.text])]
    case .string(let literal), .number(let literal): [literal.text]
    case .option(let option): ["\(option.name.text.lowercased())=\(text(option.value))"]
    case .expression(let expression): [text(expression)]
    case .assignment(let field, let value): [list("set", [list("field", [field.name]), text(value)])]
    case .filter(let filter): [text(filter, isWhole: true)]
    case .aggregation(let aggregation): [text(aggregation)]
    case .subsearch(let subsearch): [list("subsearch", text(subsearch.pipeline))]
    case .clause(let name, let inner): clause(name, inner)
    case .macro: ["(macro)"]
    case .text(let literal): [list("text", [literal.text])]
    }
  }

  private static func text(_ value: CommandOption.Value) -> String {
    switch value {
    case .literal(let literal): literal.text
    case .filter(let filter): text(filter, isWhole: true)
    case .evaluation(let expression): list("eval", [text(expression)])
    case .condition(let expression): text(expression)
    }
  }

  /// Clauses that begin with a word which is not their name.
  private static let transparent: Set<String> = ["dataset", "conversion", "key", "reverse"]

  /// A clause that begins with a word bears its name; any other only holds together what stands in it.
  private static func clause(_ name: String, _ inner: [CommandArgument]) -> [String] {
    guard !transparent.contains(name), case .word(let word)? = inner.first, word.text.lowercased() != "as"
    else { return items(inner) }
    let head = word.text.lowercased() == "groupby" ? "by" : word.text.lowercased()
    return ["[\(([head] + items(Array(inner.dropFirst()))).joined(separator: " "))]"]
  }

  private static func text(_ aggregation: Aggregation) -> String {
    let operand: [String] =
      switch aggregation.operand {
      case .none: []
      case .field(let field): [list("field", [field.name])]
      case .expression(let expression): [text(expression)]
      case .series(.aggregation(let inner, let span)): [text(inner)] + (span.map { [$0.text] } ?? [])
      }
    let alias = aggregation.alias.map { ["as", $0.name] } ?? []
    return list("agg", [aggregation.function.text] + operand + alias)
  }
}
