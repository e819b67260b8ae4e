/// How a command is written, as a line of the reference: fixed words in capitals, brackets around what may be left out,
/// `…` behind what may be repeated.
extension CommandSyntax {
  /// The line.
  public var signature: String {
    ([name] + (options.isEmpty && !takesAnyOption ? [] : ["[OPTION=VALUE …]"]) + arguments.map(\.signature))
      .joined(separator: " ")
  }
}

extension Pattern {
  fileprivate var signature: String {
    switch self {
    case .word(let words): words.map { $0.uppercased() }.joined(separator: "|")
    case .field: "field"
    case .name(let what): what.split(separator: " ").last.map(String.init) ?? what
    case .string: "\"text\""
    case .integer, .number: "n"
    case .expression: "expression"
    case .assignment: "field=expression"
    case .filter: "filter"
    case .aggregation: "function(field) [AS field]"
    case .subsearch: "[search]"
    case .mark(let mark): mark
    case .rest: "…"
    case .sequence(let patterns), .clause(_, let patterns): Self.joined(patterns)
    case .any(let patterns): patterns.map(\.signature).joined(separator: "|")
    case .optional(let patterns): "[\(Self.joined(patterns))]"
    case .list(let item): "\(item.signature) …"
    }
  }

  private static func joined(_ patterns: [Pattern]) -> String {
    patterns.map(\.signature).joined(separator: " ")
  }
}

extension CommandSyntax.OptionValue {
  /// What it takes, as the reference says it.
  public var text: String {
    switch self {
    case .boolean: "true or false"
    case .integer: "whole number"
    case .number: "number"
    case .span: "span"
    case .time: "time"
    case .choice(let words): words.joined(separator: ", ")
    case .field: "field"
    case .fields: "fields"
    case .filter: "\"filter\", (filter) or eval(expression)"
    case .condition: "(expression)"
    case .text: "text"
    }
  }
}
