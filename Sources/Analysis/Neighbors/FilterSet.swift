import Diagnostics
import SPL

/// What decides which events a search finds, as far as it can be compared: the filters that must all hold, and the frame
/// in which they do.
///
/// Filters are the conjuncts of the `search`, `where`, `regex` and `tstats … where` stages of the main pipeline, macros put
/// in, without search scope.
public struct FilterSet: Sendable, Hashable {
  /// The filters of the main pipeline.
  public let filters: Set<Filter>
  /// The rest: what generates the rows, the search scope, what cuts rows off, and the searches that are brought in. Two
  /// searches whose frames differ are not comparable.
  let frame: [String]

  /// The commands that bring in rows of searches of their own.
  private static let combining: Set<String> = [
    "join", "append", "appendcols", "appendpipe", "multisearch", "union", "set", "selfjoin",
  ]
  /// The commands that keep some rows by their place or number.
  private static let cutting: Set<String> = [
    "head", "tail", "dedup", "uniq", "top", "rare", "sample", "transaction",
  ]

  /// Collects what a search consists of; it was parsed from `bytes`.
  init(_ pipeline: Pipeline, in bytes: [UInt8]) {
    var reader = FilterReader(bytes: bytes)
    var found: [Filter] = []
    var frame: [String] = []
    // What makes fields matters only before a filter that could ask for them.
    let lastFilter = pipeline.stages.lastIndex { $0.asksForFields } ?? -1
    for (number, stage) in pipeline.stages.enumerated() {
      switch stage.command {
      case .search(let expression): found.append(reader.filter(expression, isNegated: false))
      case .where(let expression):
        if let expression { found.append(reader.filter(expression, isNegated: false)) }
      case .regex(let regex): found.append(reader.filter(regex))
      case .call(let call):
        found += reader.filters(of: call)
        if let entry = Self.frame(call, found, bytes) {
          // The order in which searches are brought in decides; that of what they are brought in beside does not.
          frame.append(Self.combining.contains(call.name) ? "\(frame.count) \(entry)" : entry)
        }
        if number < lastFilter { reader.origins.follow(call) }
      case .generic: frame.append("generic \(StableHash.of(reader.text(stage.range)))")
      }
    }
    if case .all(let set) = Filter.conjunction(found) {
      filters = set
    } else {
      filters = [.conjunction(found)]
    }
    let scope = pipeline.stages.flatMap { Self.scope(of: $0, reader) }
    self.frame = (frame + Set(scope)).sorted(by: CodePoints.precede)
  }

  /// What a command adds to the frame; nil for one that only changes or filters rows.
  private static func frame(_ call: CommandCall, _ found: [Filter], _ bytes: [UInt8]) -> String? {
    if call.name == "tstats" {
      return "tstats \(call.dataModel.map { "\($0.model).\($0.dataSet ?? "")" } ?? "")"
    }
    if combining.contains(call.name) {
      let own = call.arguments.filter { argument in if case .subsearch = argument { false } else { true } }
      let others = call.subsearches.map { subsearch in
        let set = FilterSet(subsearch.pipeline, in: bytes)
        return (set.frame + set.filters.map(\.identity).sorted()).joined(separator: " & ")
      }
      return
        "\(SPLPrinter.text(CommandCall(name: call.name, arguments: own), of: bytes)) [\(others.joined(separator: "] ["))]"
    }
    if cutting.contains(call.name) {
      // What is cut off depends on what is left before.
      let before = Filter.conjunction(found).identity
      return "\(SPLPrinter.text(call, of: bytes)) of \(StableHash.of(before))"
    }
    guard CommandTable.syntax(of: call.name)?.kind == .generating else { return nil }
    return SPLPrinter.text(call, of: bytes)
  }

  /// Where the search looks: its index and servers. Time is left to who runs it.
  private static func scope(of stage: Stage, _ reader: FilterReader) -> [String] {
    switch stage.command {
    case .search(let expression): reader.scope(of: expression)
    case .call(let call) where call.name == "tstats": call.filters.flatMap { reader.scope(of: $0) }
    default: []
    }
  }
}

/// Turns expressions into filters.
private struct FilterReader {
  let bytes: [UInt8]
  var origins: FieldOrigins

  init(bytes: [UInt8]) {
    self.bytes = bytes
    origins = FieldOrigins(bytes: bytes)
  }

  func filters(of call: CommandCall) -> [Filter] {
    call.name == "tstats" ? call.filters.map { filter($0, isNegated: false) } : []
  }

  func filter(_ regex: Regex) -> Filter {
    let single = condition(regex.field.name, .matches, CorpusIndex.Key.unquoted(regex.pattern.text))
    return regex.isNegated ? .not(single) : single
  }

  private func condition(_ field: String, _ kind: PredicateKind, _ value: String) -> Filter {
    let text = "\(field) \(kind.rawValue)" + (kind.takesValue ? " \(value)" : "")
    return .condition(text, origin: origins.origin(of: field))
  }

  // MARK: The search language

  func filter(_ expression: SearchExpression, isNegated: Bool) -> Filter {
    switch expression {
    case .all(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: !isNegated)
    case .any(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: isNegated)
    case .not(let term, _): filter(term, isNegated: !isNegated)
    case .comparison(let field, let comparison, let value):
      if PredicateCollector.isScope(field.name) {
        .nothing
      } else {
        negated(isNegated, compared(field, PredicateKind(comparison), value))
      }
    case .membership(let field, let values, let excludes):
      if PredicateCollector.isScope(field.name) {
        .nothing
      } else {
        // `f NOT IN (a, b)` is `f!=a f!=b`: events without the field are not found, unlike with NOT.
        combined(
          values.map { negated(isNegated, compared(field, excludes ? .notEqual : .equal, $0)) },
          isAll: excludes != isNegated)
      }
    case .term(let term):
      if term.text == "*" { .nothing } else { negated(isNegated, .condition(Self.folded(term), origin: 0)) }
    case .macro(let range): negated(isNegated, .condition(text(range), origin: 0))
    case .subsearch(let subsearch): negated(isNegated, .condition(text(subsearch.range), origin: 0))
    }
  }

  private func compared(_ field: FieldName, _ kind: PredicateKind, _ value: SearchValue) -> Filter {
    switch value {
    case .literal(let literal): condition(field.name, kind, CorpusIndex.Key.folded(literal.text))
    case .computed(let range): condition(field.name, kind, text(range))
    }
  }

  private static func folded(_ term: SearchTerm) -> String {
    let text = CorpusIndex.Key.folded(term.text)
    return switch term.directive {
    case .none: text
    case .term: "TERM(\(text))"
    case .letterCase: "CASE(\(term.text))"
    }
  }

  /// The comparisons of an index or a server.
  func scope(of expression: SearchExpression) -> [String] {
    switch expression {
    case .all(let terms), .any(let terms): terms.flatMap(scope)
    case .not(let term, _): scope(of: term).map { "NOT \($0)" }
    case .comparison(let field, let comparison, let value) where Self.places.contains(field.name):
      [compared(field, PredicateKind(comparison), value).text]
    case .membership(let field, let values, let excludes) where Self.places.contains(field.name):
      values.map { compared(field, excludes ? .notEqual : .equal, $0).text }
    case .comparison, .membership, .term, .macro, .subsearch: []
    }
  }

  private static let places: Set<String> = ["index", "splunk_server", "splunk_server_group", "nodename"]

  // MARK: Eval expressions

  func filter(_ expression: EvalExpression, isNegated: Bool) -> Filter {
    switch expression {
    case .all(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: !isNegated)
    case .any(let terms): combined(terms.map { filter($0, isNegated: isNegated) }, isAll: isNegated)
    case .not(let term, _): filter(term, isNegated: !isNegated)
    default: filter(of: expression, isNegated: isNegated)
    }
  }

  private func filter(of expression: EvalExpression, isNegated: Bool) -> Filter {
    let predicates = PredicateCollector.predicates(expression)
    guard let kind = predicates.first?.kind, predicates.count == expression.valueCount else {
      let origin = origins.origin(of: FieldUse.fields(of: expression))
      return negated(isNegated, .condition(SPLPrinter.text(expression, of: bytes), origin: origin))
    }
    // In `where`, NOT turns the comparison itself: a missing field satisfies neither.
    let excludes = kind == .noneOf
    let filters = predicates.map { predicate in
      let single: PredicateKind =
        switch kind {
        case .anyOf: .equal
        case .noneOf: .notEqual
        default: kind
        }
      let turned = isNegated ? single.negation : single
      // A text keeps its quotes: it is compared by case and without wildcards, unlike in `search`.
      let value = kind == .matches ? CorpusIndex.Key.unquoted(predicate.value) : predicate.value
      let filter = condition(predicate.field, turned ?? single, value)
      return turned == nil ? Filter.not(filter) : filter
    }
    return combined(filters, isAll: excludes != isNegated)
  }

  // MARK: Both

  private func combined(_ filters: [Filter], isAll: Bool) -> Filter {
    isAll ? .conjunction(filters) : .disjunction(filters)
  }

  private func negated(_ isNegated: Bool, _ filter: Filter) -> Filter {
    isNegated ? .not(filter) : filter
  }

  /// A piece of the search with its white space made one.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension EvalExpression {
  /// How many values a test for membership names; 1 for any other expression.
  fileprivate var valueCount: Int {
    switch self {
    case .membership(_, let values, _): values.count
    case .call(let function, let arguments) where function.text.lowercased() == "in": arguments.count - 1
    default: 1
    }
  }
}

extension Stage {
  /// Whether it filters by fields.
  fileprivate var asksForFields: Bool {
    switch command {
    case .where, .regex: return true
    case .search(let expression):
      // Every rule ends with a filter macro that asks for nothing.
      if case .term(let term) = expression { return term.text != "*" }
      return true
    case .call, .generic: return false
    }
  }
}
