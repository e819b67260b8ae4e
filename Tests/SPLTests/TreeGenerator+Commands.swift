@testable import SPL

/// Commands by their syntaxes: each pattern gives what it reads.
extension TreeGenerator {
  mutating func call(_ syntax: CommandSyntax) -> CommandCall {
    var writer = CallWriter(syntax: syntax, options: syntax.options)
    for pattern in syntax.arguments { write(pattern, &writer) }
    if !writer.takesRest, !writer.isInFilter { options(60, &writer) }
    return CommandCall(name: syntax.name, arguments: writer.arguments)
  }

  /// Where the writing of a command stands.
  struct CallWriter {
    let syntax: CommandSyntax
    /// Those that may still be given.
    var options: [CommandSyntax.Option]
    var arguments: [CommandArgument] = []
    /// Whether the last argument takes all that follows.
    var takesRest = false
    /// Whether a filter stands open, which takes all up to the next fixed word.
    var isInFilter = false
    /// Whether a text in quotes would be read as something else here.
    var hasString = false
  }

  private mutating func write(_ pattern: Pattern, _ writer: inout CallWriter) {
    switch pattern {
    case .sequence(let patterns):
      for pattern in patterns { write(pattern, &writer) }
    // A comma is a separator, which stands in no tree behind an option.
    case .optional(let patterns) where patterns.first?.words == Pattern.comma.words: break
    case .optional(let patterns)
    where writer.isInFilter && patterns.first?.words == Pattern.whereFilter.words:
      break
    case .optional(let patterns):
      if isLucky(60) { for pattern in patterns { write(pattern, &writer) } }
    case .any(let patterns):
      writer.hasString = patterns.contains { if case .string = $0 { true } else { false } }
      write(pick(patterns), &writer)
      writer.hasString = false
    case .list(let item):
      for _ in 0...below(3) { write(item, &writer) }
    case .clause(let name, let patterns):
      let outer = writer.arguments
      writer.arguments = []
      for pattern in patterns { write(pattern, &writer) }
      writer.arguments = outer + [.clause(name, writer.arguments)]
    default:
      if !writer.isInFilter { options(15, &writer) }
      writer.arguments.append(leaf(pattern, &writer))
    }
  }

  private mutating func leaf(_ pattern: Pattern, _ writer: inout CallWriter) -> CommandArgument {
    switch pattern {
    case .word(let words):
      writer.isInFilter = false
      return .word(literal(isLucky(50) ? pick(words) : pick(words).lowercased()))
    case .mark(let mark): return .mark(literal(mark))
    case .field:
      let names = Self.plainNames.filter { $0 != "$token$" } + (writer.hasString ? [] : Self.quotedNames)
      return .field(field(pick(names)))
    case .name:
      let names = ["users", "a.csv", "host-1", "größe", "x_1"]
      return .name(literal(pick(names + (writer.hasString ? [] : ["\"two words\""]))))
    case .string: return .string(literal(pick(Self.strings)))
    case .integer: return .number(literal(pick(["0", "5", "-3", "20"])))
    case .number: return .number(literal(pick(["0", "5", "-3", "2.5"])))
    case .expression: return .expression(evalExpression())
    case .assignment: return .assignment(anyName(), evalExpression())
    case .filter(let words):
      writer.takesRest = words.isEmpty
      writer.isInFilter = true
      endingWords = words
      defer { endingWords = [] }
      return .filter(searchExpression())
    case .aggregation: return .aggregation(aggregation(of: writer.syntax))
    case .subsearch: return .subsearch(subsearch())
    default:
      writer.takesRest = true
      return .text(literal("(?<x>\\d+)"))
    }
  }

  private mutating func aggregation(of syntax: CommandSyntax) -> Aggregation {
    let function = pick(
      StatsFunction.all.filter {
        $0.name != "sparkline" && !syntax.fixedWords.contains($0.name.uppercased())
      })
    let name = literal(function.name + (function.takesPercent ? pick(["5", "95", "99.9"]) : ""))
    let alias: FieldName? = isLucky(40) ? anyName() : nil
    switch below(5) {
    case 0:
      return Aggregation(function: name, operand: .expression(evalExpression()), at: 0..<0, alias: alias)
    case 1 where function.standsAlone:
      return Aggregation(function: name, operand: .none, at: 0..<0, alias: alias)
    case 2:
      let inner = Aggregation(function: literal("avg"), operand: .field(anyName()), at: 0..<0, alias: nil)
      let span = isLucky(50) ? literal("1h") : nil
      return Aggregation(
        function: literal("sparkline"), operand: .series(.aggregation(inner, span: span)), at: 0..<0,
        alias: alias)
    default:
      return Aggregation(function: name, operand: .field(anyName()), at: 0..<0, alias: alias)
    }
  }

  // MARK: Options

  private mutating func options(_ percent: Int, _ writer: inout CallWriter) {
    while !writer.options.isEmpty, isLucky(percent) {
      let option = writer.options.remove(at: below(writer.options.count))
      let name = literal(isLucky(20) ? option.name.uppercased() : option.name)
      writer.arguments.append(.option(CommandOption(name: name, value: value(option.value))))
    }
  }

  private mutating func value(_ kind: CommandSyntax.OptionValue) -> CommandOption.Value {
    switch kind {
    case .boolean: text(["true", "f", "1", "\"no\"", "T"])
    case .integer: text(["0", "5", "-1", "\"7\""])
    case .number: text(["0", "0.5", "-1", "1e3"])
    case .span: text(["1h", "10", "2log5", "1.5", "-1", "30s"])
    case .time: text(["-1d@d", "now", "1500000000", "\"10/05/2024:12:00:00\""])
    case .choice(let words): text(words)
    case .field: text(["user", "dest.host", "\"source IP\""])
    case .fields: text(["user", "\"user, host\"", "(user, host)", "\"a,b\""])
    case .text: text(["abc", "\"a b\"", "x/y", "web*", "\"\"", "$tok$", "größe", "\"say \\\"hi\\\"\""])
    case .filter: isLucky(50) ? .filter(searchExpression()) : .evaluation(evalExpression())
    case .condition: .condition(evalExpression())
    }
  }

  private mutating func text(_ words: [String]) -> CommandOption.Value { .literal(literal(pick(words))) }
}
