import SPL

/// The fields that a search needs of its events without naming them: `_time` and `_raw`.
///
/// They cost more to make than most others, so they are left out where it is certain that nothing asks for them: where
/// a search goes from its events, by commands that name all that they look at, to one that leaves none of the events'
/// fields. All else gets both. An order of events asks for their time by itself.
enum ImplicitFields {
  private static let all: Set<String> = ["_time", "_raw"]
  /// Commands that look at nothing but the fields that they name, and pass rows on.
  private static let plain: Set<String> = [
    "eval", "fillnull", "iplocation", "lookup", "rename", "replace", "rex", "regex", "where", "makemv",
    "mvexpand",
    "nomv", "rangemap", "strcat",
  ]
  /// The same, but that their rows come in an order, or that they look at times.
  private static let ordered: Set<String> = [
    "bucket", "bin", "dedup", "eventstats", "head", "sort", "streamstats", "tail", "timechart", "transaction",
  ]
  /// Commands that leave none of the events' fields.
  private static let last: Set<String> = ["chart", "rare", "stats", "timechart", "top"]
  /// Functions of `eval` that look at what they do not name.
  private static let hidden: Set<String> = ["random", "searchmatch"]

  /// The fields that the pipeline may need beside those that it names.
  static func of(_ pipeline: Pipeline) -> Set<String> {
    var isTimed = false
    for (index, stage) in pipeline.stages.enumerated() {
      switch stage.command {
      case .search(let expression):
        // The first stage says by itself what it looks at; a later one may look for words in the raw text.
        if index > 0, !isPlain(expression) { return all }
      case .where(let expression): if let expression, !isPlain(expression) { return all }
      case .regex: break
      case .call(let call):
        guard index > 0 || !isGenerating(call), isPlain(call.arguments) else { return all }
        if ordered.contains(call.name) { isTimed = true }
        if call.name == "transaction" { return all }
        if last.contains(call.name) { return isTimed || readsTime(call) ? ["_time"] : [] }
        guard plain.contains(call.name) || ordered.contains(call.name) else { return all }
      case .generic: return all
      }
    }
    return all
  }

  private static func isGenerating(_ call: CommandCall) -> Bool {
    CommandTable.syntax(of: call.name)?.kind == .generating
  }

  /// Whether a function of the command looks at the times of rows.
  private static func readsTime(_ call: CommandCall) -> Bool {
    aggregations(call.arguments).contains { aggregation in
      StatsImplementations.named(aggregation.function.text).map { $0.readsTime || $0.dependsOnOrder } ?? true
    }
  }

  private static func aggregations(_ arguments: [CommandArgument]) -> [Aggregation] {
    arguments.flatMap { argument -> [Aggregation] in
      switch argument {
      case .aggregation(let aggregation): [aggregation]
      case .clause(_, let inner): aggregations(inner)
      default: []
      }
    }
  }

  private static func isPlain(_ expression: SearchExpression) -> Bool {
    switch expression {
    case .all(let terms), .any(let terms): terms.allSatisfy(isPlain)
    case .not(let term, _): isPlain(term)
    case .comparison(let field, _, .literal): !SearchScope.fields.contains(field.name)
    case .membership(_, let values, _):
      values.allSatisfy { if case .literal = $0 { true } else { false } }
    case .comparison, .term, .macro, .subsearch: false
    }
  }

  private static func isPlain(_ arguments: [CommandArgument]) -> Bool {
    arguments.allSatisfy { argument in
      switch argument {
      case .expression(let expression), .assignment(_, let expression): isPlain(expression)
      case .aggregation(let aggregation):
        if case .expression(let expression) = aggregation.operand { isPlain(expression) } else { true }
      case .clause(_, let inner): isPlain(inner)
      case .option(let option):
        if case .literal = option.value { true } else { false }
      case .field, .name, .string, .word, .mark, .number: true
      default: false
      }
    }
  }

  private static func isPlain(_ expression: EvalExpression) -> Bool {
    switch expression {
    case .field, .string, .number: true
    case .negated(let inner, _), .not(let inner, _): isPlain(inner)
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right), .like(let left, let right),
      .exclusive(let left, let right):
      isPlain(left) && isPlain(right)
    case .membership(let left, let values, _): isPlain(left) && values.allSatisfy(isPlain)
    case .call(let name, let terms): !hidden.contains(name.text.lowercased()) && terms.allSatisfy(isPlain)
    case .all(let terms), .any(let terms): terms.allSatisfy(isPlain)
    case .opaque: false
    }
  }
}
