import Patterns

extension EvalImplementations {
  /// Comparison and conditional functions. Source: Search Reference, "Comparison and Conditional functions".
  static let conditional: [EvalImplementation] = [
    EvalImplementation("case") { arguments, compilation throws(SearchError) in
      guard arguments.count.isMultiple(of: 2) else {
        throw compilation.argument("each condition needs a value behind it", of: "case")
      }
      return Branches.choice(arguments, ifNone: nil)
    },
    .prepared("cidrmatch", .boolean) { arguments, compilation throws(SearchError) in
      let network = try arguments[0].constantText.map { text throws(SearchError) -> Network in
        guard let network = anyNetwork(text) else {
          throw compilation.argument("'\(text)' is no network", of: "cidrmatch")
        }
        return network
      }
      return { values in
        guard !values[1].isNull, let network = network ?? values[0].singleText.flatMap(anyNetwork) else {
          return .null
        }
        return .boolean(values[1].texts.contains { NetworkAddress($0).map(network.contains) ?? false })
      }
    },
    .values("coalesce", .any) { values in values.first { !$0.isNull } ?? .null },
    .values("false", .boolean) { _ in .boolean(false) },
    EvalImplementation("if") { arguments, _ in
      Branches.choice(Array(arguments[..<2]), ifNone: arguments[2])
    },
    EvalImplementation("in") { arguments, _ in
      // Candidates in quotes are compared as written.
      let asTexts = arguments.map { arguments[0].isTextLiteral || $0.isTextLiteral }
      return .map(.boolean, arguments) { values in
        guard !values[0].isNull else { return .null }
        for index in values.indices.dropFirst()
        where Comparison.equals(values[0], values[index], asTexts: asTexts[index]) {
          return .boolean(true)
        }
        return .boolean(false)
      }
    },
    .prepared("like", .boolean) { arguments, _ in
      let pattern = arguments[1].constantText.map { WildcardPattern(like: $0) }
      return { values in
        guard !values[0].isNull,
          let pattern = pattern ?? values[1].singleText.map({ WildcardPattern(like: $0) })
        else { return .null }
        return .boolean(values[0].texts.contains(where: pattern.matches))
      }
    },
    EvalImplementation("lookup", LookupFunction.compile),
    .prepared("match", .boolean) { arguments, _ throws(SearchError) in
      let pattern = try RegexArgument(arguments[1], of: "match")
      return { values throws(SearchError) in
        guard !values[0].isNull, let expression = try pattern.expression(values[1]) else { return .null }
        for text in values[0].texts where try expression.matches(text, for: "match") { return .boolean(true) }
        return .boolean(false)
      }
    },
    .values("null", .any) { _ in .null },
    EvalImplementation("nullif") { arguments, _ in
      let asTexts = arguments.contains(where: \.isTextLiteral)
      return .map(.any, arguments[0], arguments[1]) { first, second in
        Comparison.equals(first, second, asTexts: asTexts) ? .null : first
      }
    },
    .values("true", .boolean) { _ in .boolean(true) },
    EvalImplementation("validate") { arguments, compilation throws(SearchError) in
      guard arguments.count.isMultiple(of: 2) else {
        throw compilation.argument("each condition needs a text behind it", of: "validate")
      }
      return Branches.choice(arguments, on: false, ifNone: nil)
    },
  ]

  /// A network; an address alone is a network of one.
  private static func anyNetwork(_ text: String) -> Network? {
    Network(text) ?? NetworkAddress(text).flatMap { Network("\(text)/\($0.isVersion6 ? 128 : 32)") }
  }
}

/// Choosing between expressions: each is computed only for the rows that come to it.
enum Branches {
  /// The value behind the first condition that is `outcome`, else that of `ifNone`.
  static func choice(_ pairs: [CompiledExpression], on outcome: Bool = true, ifNone: CompiledExpression?)
    -> CompiledExpression
  {
    let branches = stride(from: 0, to: pairs.count - 1, by: 2).map { (pairs[$0], pairs[$0 + 1]) }
    let values = branches.map(\.1) + (ifNone.map { [$0] } ?? [])
    let isBoolean = values.allSatisfy { $0.kind == .boolean }
    let fields = (pairs + (ifNone.map { [$0] } ?? [])).reduce(into: Set<String>()) { $0.formUnion($1.fields) }
    return CompiledExpression(isBoolean ? .boolean : .any, fields: fields) { table throws(SearchError) in
      var result = [Value](repeating: .null, count: table.count)
      var open = Array(0..<table.count)
      for (condition, value) in branches where !open.isEmpty {
        let truths = try condition.values(table, rows: open)
        var chosen: [Int] = []
        var left: [Int] = []
        for (index, row) in open.enumerated() {
          if case .boolean(outcome) = truths[index] { chosen.append(row) } else { left.append(row) }
        }
        for (row, value) in zip(chosen, try value.values(table, rows: chosen)) { result[row] = value }
        open = left
      }
      if let ifNone {
        for (row, value) in zip(open, try ifNone.values(table, rows: open)) { result[row] = value }
      }
      return result
    }
  }
}
