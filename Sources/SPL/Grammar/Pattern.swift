/// A part of a command's arguments. Patterns are tried in order and the first that fits is taken.
public indirect enum Pattern: Sendable {
  /// One of these fixed words, in any case: `BY`, `OUTPUT`.
  case word([String])
  /// A field's name, bare or in quotes, which may hold wildcards; not one of the words that end a list: `AS`, `BY`,
  /// `OVER`, `WHERE`, `FROM`, `OUTPUT`, `OUTPUTNEW`, `GROUPBY`, `IN`, `WITH`, `TO`, `SORTBY`.
  case field
  /// A name of something else, or any other single word or quoted text: a lookup, a file, a saved search.
  case name(String)
  /// A text in double quotes.
  case string
  /// A whole number, also a negative one.
  case integer
  /// A number.
  case number
  /// An expression of `eval`.
  case expression
  /// `FIELD=EXPRESSION` of `eval`.
  case assignment
  /// What `search` asks for, up to the end or to one of these words.
  case filter(endingAt: [String])
  /// A stats function: `count`, `sum(x)`, `count(eval(x>1))`, `p95(x)`, `values(x) AS y`, `sparkline(…)`.
  case aggregation
  /// A search in brackets.
  case subsearch
  /// This text, such as `+` or `-`; blanks may follow it.
  case mark(String)
  /// These, one after the other.
  case sequence([Pattern])
  /// The first of these that fits.
  case any([Pattern])
  /// These, one after the other, or nothing.
  case optional([Pattern])
  /// One or more, with blanks or commas between.
  case list(Pattern)
  /// These as a clause with a name, by which the tree is asked for it: `by`, `output`.
  case clause(String, [Pattern])
  /// All that is left, as it is written. For what has a language of its own.
  case rest(String)
}

extension Pattern {
  /// `field` or `field AS other`, as the clause `rename`.
  public static let fieldAs = Pattern.clause("rename", [.field, .optional([.word(["AS"]), .field])])
  /// `BY field …`, as the clause `by`.
  public static let by = Pattern.clause("by", [.word(["BY"]), .list(.field)])
}

extension Pattern {
  /// What it stands for, as a message names it.
  var words: String {
    switch self {
    case .word(let words): words.joined(separator: " or ")
    case .field: "a field"
    case .name(let what), .rest(let what): ("aeiouX".contains(what.prefix(1)) ? "an " : "a ") + what
    case .string: "a text in double quotes"
    case .integer: "a whole number"
    case .number: "a number"
    case .expression: "an expression"
    case .assignment: "FIELD=EXPRESSION"
    case .filter: "a search expression"
    case .aggregation: "a stats function"
    case .subsearch: "a search in brackets"
    case .mark(let mark): "'\(mark)'"
    case .sequence(let patterns), .any(let patterns), .optional(let patterns), .clause(_, let patterns):
      patterns.first?.words ?? ""
    case .list(let item): item.words
    }
  }

  /// The fixed words in it, in capitals: none of them is a field or a name here unless it stands in quotes.
  var fixedWords: [String] {
    switch self {
    case .word(let words): words.map { $0.uppercased() }
    case .filter(let words): words.map { $0.uppercased() }
    case .aggregation: ["AS"]
    case .sequence(let patterns):
      (Self.isCall(patterns) ? patterns.dropFirst() : patterns[...]).flatMap(\.fixedWords)
    case .any(let patterns), .optional(let patterns), .clause(_, let patterns): patterns.flatMap(\.fixedWords)
    case .list(let item): item.fixedWords
    case .field, .name, .string, .integer, .number, .expression, .assignment, .subsearch, .mark, .rest: []
    }
  }

  /// Whether a word with parentheses begins here. Without them it may be a field's name: `sort ip`.
  private static func isCall(_ patterns: [Pattern]) -> Bool {
    if patterns.count > 1, case .word = patterns[0], case .mark("(") = patterns[1] { true } else { false }
  }
}

extension CommandSyntax.OptionValue {
  /// What this value should be, where it is not; nil where it is, or where it cannot be known: tokens, macros and
  /// subsearches stand for anything.
  func complaint(about text: String) -> String? {
    guard !text.isEmpty else { return "a value" }
    let first = text.utf8.first
    if first == ASCII.backtick || first == ASCII.openBracket || text.utf8.contains(ASCII.dollar) {
      return nil
    }
    let bare = first == ASCII.quote ? String(text.dropFirst().dropLast()) : text
    switch self {
    case .boolean:
      let words = ["true", "false", "t", "f", "1", "0", "yes", "no", "y", "n"]
      return words.contains(bare.lowercased()) ? nil : "true or false"
    case .integer: return Int(bare) == nil ? "a whole number" : nil
    case .number: return Double(bare) == nil ? "a number" : nil
    case .choice(let words):
      return words.contains { $0.lowercased() == bare.lowercased() } ? nil : words.formatted
    case .span, .time, .field, .fields, .filter, .condition, .text: return nil
    }
  }
}
