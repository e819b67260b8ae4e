/// The fields that parts of a search name.
public enum FieldUse {
  /// The fields that an expression reads.
  public static func fields(of expression: EvalExpression) -> [String] {
    switch expression {
    case .field(let field): [field.name]
    case .negated(let inner, _), .not(let inner, _): fields(of: inner)
    case .arithmetic(let left, _, let right), .comparison(let left, _, let right), .like(let left, let right),
      .exclusive(let left, let right):
      fields(of: left) + fields(of: right)
    case .membership(let left, let values, _): fields(of: left) + values.flatMap(fields)
    case .call(let name, let terms): terms.flatMap(fields) + fields(searchedBy: name, terms)
    case .all(let terms), .any(let terms): terms.flatMap(fields)
    case .string, .number, .opaque: []
    }
  }

  /// The fields in the filter of `searchmatch("user=alice code=1")`.
  private static func fields(searchedBy name: Literal, _ arguments: [EvalExpression]) -> [String] {
    guard name.text.lowercased() == "searchmatch", case .string(let literal)? = arguments.first else {
      return []
    }
    let filter = literal.text.dropFirst().dropLast().replacing("\\\"", with: "\"")
    let stages = ParsedSearch(Array("search \(filter)".utf8)).pipeline.stages
    guard stages.count == 1, case .search(let expression)? = stages.first?.command else { return [] }
    return fields(of: expression)
  }

  /// The fields that a filter of the search language compares.
  private static func fields(of expression: SearchExpression) -> [String] {
    switch expression {
    case .all(let terms), .any(let terms): terms.flatMap(fields)
    case .not(let term, _): fields(of: term)
    case .comparison(let field, _, _), .membership(let field, _, _): [field.name]
    case .term, .macro, .subsearch: []
    }
  }

  /// The fields that an aggregation reads.
  public static func fields(of aggregation: Aggregation) -> [String] {
    switch aggregation.operand {
    // `avg` alone is `avg(*)`.
    case .none: ["count", "c", "sparkline"].contains(aggregation.function.text.lowercased()) ? [] : ["*"]
    case .field(let field): [field.name]
    case .expression(let expression): fields(of: expression)
    case .series(.aggregation(let inner, _)): fields(of: inner)
    }
  }

  /// Fields with the name that each gets after AS; nil where it keeps its own.
  public static func renames(_ arguments: [CommandArgument]) -> [(from: String, to: String?)] {
    arguments.flatMap { argument -> [(from: String, to: String?)] in
      switch argument {
      case .field(let field): return [(field.name, nil)]
      case .clause(_, let inner):
        let fields = inner.fields
        let hasAs = inner.contains { argument in
          if case .word(let word) = argument { word.text.uppercased() == "AS" } else { false }
        }
        if hasAs, fields.count == 2 { return [(fields[0].name, fields[1].name)] }
        return renames(inner)
      default: return []
      }
    }
  }
}

extension Aggregation {
  /// The name of the result: that after AS, or the call as it is written.
  public func resultName(in bytes: [UInt8]) -> String {
    if let alias { return alias.name }
    switch operand {
    case .none: return function.text
    case .field(let field): return "\(function.text)(\(field.name))"
    case .expression, .series: return String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// The same without the name of its result.
  public var withoutAlias: Aggregation {
    Aggregation(function: function, operand: operand, at: range, alias: nil)
  }
}

extension CommandArgument {
  /// Whether it is a clause of this name.
  func isClause(_ name: String) -> Bool {
    if case .clause(name, _) = self { true } else { false }
  }
}
