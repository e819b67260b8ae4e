@testable import SPL

/// Builds random trees of every kind that the parser can give, the same ones in every run. What a tree keeps as a range
/// stands in `source`.
struct TreeGenerator {
  var random: SeededRandom
  /// The text that ranges of the trees point into.
  let source: [UInt8]
  private let copies: [String: Range<Int>]
  var depth = 0
  /// The words that end the filter that is being built.
  var endingWords: [String] = []

  static let deepest = 4

  init(seed: UInt64) {
    random = SeededRandom(seed: seed)
    var text: [UInt8] = []
    var copies: [String: Range<Int>] = [:]
    for piece in Self.signs + Self.macros + Self.brackets + Self.groups {
      let start = text.count
      text += Array(piece.utf8)
      copies[piece] = start..<text.count
    }
    source = text
    self.copies = copies
  }

  private static let signs = ["-", "+"]
  static let macros = ["`m`", "`m(\"a, b\", 1)`", "`a-b(x=\"|\")`"]
  private static let brackets = ["[search x=1 | return y]", "[| inputlookup a.csv]"]
  private static let groups = ["(a, b)", "lower(user)"]

  // MARK: Choices

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &random) }
  mutating func isLucky(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<Element>(_ all: [Element]) -> Element { all[below(all.count)] }
  mutating func many<Element>(
    _ range: ClosedRange<Int>, _ make: (inout TreeGenerator) -> Element
  ) -> [Element] {
    (0..<Int.random(in: range, using: &random)).map { _ in make(&self) }
  }

  private mutating func deeper<Result>(_ make: (inout TreeGenerator) -> Result) -> Result {
    depth += 1
    defer { depth -= 1 }
    return make(&self)
  }

  mutating func copy(_ pieces: [String]) -> Range<Int> { copies[pick(pieces)] ?? 0..<0 }
  mutating func macro() -> Range<Int> { copy(Self.macros) }
  func literal(_ text: String) -> Literal { Literal(text, at: 0..<0) }
  func field(_ name: String) -> FieldName { FieldName(name, at: 0..<0) }

  // MARK: Words

  static let plainNames = [
    "user", "src_ip", "dest.host", "Web.status", "items{}.name", "http_*", "date-hour", "größe", "x1", "a::b",
    "_time", "$token$", "<<FIELD>>", "user@host",
  ]
  static let quotedNames = [
    "source IP", "a,b", "it's", "x=1", "a(b", "[0]", "AND", "By", "-bytes", "über größe", "say \\\"hi\\\"",
    "a|b", "`x`",
    "q\"q",
  ]
  static let strings = [
    "\"\"", "\"a b\"", "\"C:\\\\Temp\\\\*\"", "\"say \\\"hi\\\"\"", "\"(|)\"", "\"a=1 OR b\"", "\"it's\"",
    "\"[x]\"",
    "\"größe\"", "\"`no macro`\"", "\"%Y-%m-%d %H:%M\"", "\"\\\\\"", "\"a\\nb\"", "\"```\"",
  ]
  static let numbers = ["0", "1", "42", "3.14", ".5", "1e5", "2.5E-3", "007"]

  mutating func anyName() -> FieldName { field(pick(isLucky(70) ? Self.plainNames : Self.quotedNames)) }

  // MARK: Searches

  mutating func pipeline(isSubsearch: Bool) -> Pipeline {
    var stages: [Stage] = []
    if isLucky(60) { stages.append(searchStage()) }
    let count = max(stages.isEmpty ? 1 : 0, below(depth == 0 ? 4 : 3))
    for _ in 0..<count { stages.append(stage()) }
    return Pipeline(stages: stages)
  }

  mutating func stage() -> Stage {
    switch below(10) {
    case 0: return searchStage()
    case 1: return Stage(range: 0..<0, name: "where", command: .where(evalExpression()))
    case 2: return Stage(range: 0..<0, name: "regex", command: .regex(regex()))
    default:
      let syntax = pick(CommandTable.all)
      return stage(syntax)
    }
  }

  mutating func stage(_ syntax: CommandSyntax) -> Stage {
    Stage(
      range: 0..<0, name: syntax.name == "mstats" ? "search" : syntax.name,
      command: .call(deeper { $0.call(syntax) }))
  }

  private mutating func searchStage() -> Stage {
    Stage(range: 0..<0, name: "search", command: .search(searchExpression()))
  }

  private mutating func regex() -> Regex {
    let pattern = literal(pick(["\"^a|b$\"", "\"(?i)x\\\\d+\"", "\"\\\"q\\\"\""]))
    if isLucky(30) { return Regex(field: FieldName("_raw", at: 0..<0), isNegated: false, pattern: pattern) }
    let name = pick(Self.plainNames + ["source IP", "it's"])
    return Regex(field: FieldName(name, at: 0..<1), isNegated: isLucky(50), pattern: pattern)
  }

  mutating func subsearch() -> Subsearch {
    Subsearch(pipeline: deeper { $0.pipeline(isSubsearch: true) }, range: 0..<0)
  }
}

// MARK: The search language

extension TreeGenerator {
  mutating func searchExpression() -> SearchExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return searchLeaf() }
    switch below(8) {
    case 0, 1: return .all(many(2...4) { $0.searchExpression() })
    case 2: return .any(many(2...3) { $0.searchExpression() })
    case 3: return .not(searchExpression(), 0..<0)
    default: return searchLeaf()
    }
  }

  private mutating func searchLeaf() -> SearchExpression {
    switch below(12) {
    case 0...3:
      return .comparison(anyName(), pick(ComparisonOperator.allCases), searchValue(inList: false))
    case 4, 5:
      return .membership(anyName(), many(0...3) { $0.searchValue(inList: true) }, negated: isLucky(30))
    case 6: return .macro(macro())
    case 7 where depth <= Self.deepest: return .subsearch(subsearch())
    default: return .term(term())
    }
  }

  private mutating func term() -> SearchTerm {
    if isLucky(20) {
      let inner = pick(["10.0.0.1", "\"a b\"", "user=bob", "C:\\\\x", "a/b", "(a)"])
      return SearchTerm(text: inner, directive: pick([.term, .letterCase]), range: 0..<0)
    }
    let words = [
      "error", "fail*", "10.0.0.0/8", "C:\\\\Temp", "a-b", "größe", "user@host", "search", "in", "by", "not",
      "where", "*",
      "tag::x", "'a b'", "$x$", "a'b", "{}", "TERM", "CASE", "stats", "+x", "-y", "a\\\"b",
    ]
    let text = pick(words + Self.strings)
    return SearchTerm(
      text: endingWords.contains(text.uppercased()) ? "*" : text, directive: .none, range: 0..<0)
  }

  private mutating func searchValue(inList: Bool) -> SearchValue {
    let words = [
      "1", "-5", "*", "web*", "10.0.0.0/8", "C:\\\\Temp\\\\x", "a=b", "TERM(a.b)", "CASE(Root)", "größe",
      "$x|s$", "a'b",
      "x!", "<y", "%%14674", "AND", "OR", "user",
    ]
    switch below(10) {
    case 0: return .computed(macro())
    case 1: return .computed(copy(["[search x=1 | return y]"]))
    case 2 where !inList: return .computed(copy(["(a, b)", "lower(user)"]))
    case 3...5: return .literal(literal(pick(Self.strings)))
    default: return .literal(literal(pick(words + (inList ? [] : ["a,b"]))))
    }
  }
}

// MARK: Expressions of eval

extension TreeGenerator {
  mutating func evalExpression() -> EvalExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { return evalLeaf() }
    switch below(14) {
    case 0: return .negated(evalExpression(), copy(["-", "+"]))
    case 1, 2:
      return .arithmetic(
        evalExpression(), literal(pick(["+", "-", "*", "/", "%", "."])), evalExpression())
    case 3, 4: return .comparison(evalExpression(), pick(ComparisonOperator.allCases), evalExpression())
    case 5: return .like(evalExpression(), evalExpression())
    case 6: return .membership(evalExpression(), many(0...3) { $0.evalExpression() }, negated: isLucky(30))
    case 7, 8: return call()
    case 9: return .not(evalExpression(), 0..<0)
    case 10: return .all(many(2...3) { $0.evalExpression() })
    case 11: return .any(many(2...3) { $0.evalExpression() })
    case 12: return .exclusive(evalExpression(), evalExpression())
    default: return evalLeaf()
    }
  }

  private mutating func call() -> EvalExpression {
    let function = pick(EvalFunction.all)
    let most = min(function.maximum ?? function.minimum + 2, function.minimum + 3)
    let name = isLucky(20) ? function.name.uppercased() : function.name
    return .call(literal(name), many(function.minimum...most) { $0.evalExpression() })
  }

  private mutating func evalLeaf() -> EvalExpression {
    switch below(10) {
    case 0...3: return .field(field(pick(Self.plainNames + Self.quotedNames.filter { $0 != "it's" })))
    case 4...6: return .string(literal(pick(Self.strings)))
    case 7, 8: return .number(literal(pick(Self.numbers)))
    default: return .opaque(copy(Self.macros + ["[search x=1 | return y]", "[| inputlookup a.csv]"]))
    }
  }
}
