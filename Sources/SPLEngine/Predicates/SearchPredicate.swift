import SPL

/// What the search language asks for, ready to run. Each leaf keeps its place in the text.
indirect enum SearchPredicate: Sendable {
  case all([SearchPredicate])
  case any([SearchPredicate])
  case not(SearchPredicate)
  case field(FieldPredicate)
  case term(RawTerm, Range<Int>)

  /// Whether each row fits.
  func mask(_ table: Table, _ observer: inout PredicateObserver?) throws(SearchError) -> [Bool] {
    switch self {
    case .all(let parts):
      var mask = [Bool](repeating: true, count: table.count)
      for part in parts {
        // Whoever watches wants to know what each part says of each row.
        if observer == nil, !mask.contains(true) { break }
        let other = try part.mask(table, &observer)
        for row in mask.indices where !other[row] { mask[row] = false }
      }
      return mask
    case .any(let parts):
      var mask = [Bool](repeating: false, count: table.count)
      for part in parts {
        let other = try part.mask(table, &observer)
        for row in mask.indices where other[row] { mask[row] = true }
      }
      return mask
    case .not(let part): return try part.mask(table, &observer).map { !$0 }
    case .field(let predicate):
      let mask = predicate.mask(table)
      observer?.add(.init(range: predicate.range, field: predicate.field, mask: mask, table: table))
      return mask
    case .term(let term, let range):
      let mask = term.mask(table)
      observer?.add(.init(range: range, field: nil, mask: mask, table: table))
      return mask
    }
  }

  /// The fields that it looks at.
  var fields: Set<String> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let part): part.fields
    case .field(let predicate): [predicate.field]
    case .term: ["_raw"]
    }
  }

  /// Texts that every raw event that fits holds, in any case.
  var rawTexts: [String] {
    switch self {
    case .all(let parts): parts.flatMap(\.rawTexts)
    case .term(let term, _): term.requiredText.map { [$0] } ?? []
    case .any(let parts): parts.count == 1 ? parts[0].rawTexts : []
    case .not, .field: []
    }
  }

  /// Fields with the texts of which an event that fits has one.
  var requiredValues: [EventRequest.FieldValue] {
    switch self {
    case .all(let parts): parts.flatMap(\.requiredValues)
    case .field(let predicate):
      predicate.requiredTexts.map { [EventRequest.FieldValue(field: predicate.field, texts: $0)] } ?? []
    case .any(let parts): Self.required(ofAny: parts)
    case .not, .term: []
    }
  }

  /// Alternatives of one field need one of the texts of all.
  private static func required(ofAny parts: [SearchPredicate]) -> [EventRequest.FieldValue] {
    var field: String?
    var texts: [String] = []
    for part in parts {
      guard case .field(let predicate) = part, let required = predicate.requiredTexts,
        field == nil || field == predicate.field
      else { return [] }
      field = predicate.field
      texts += required
    }
    return field.map { [EventRequest.FieldValue(field: $0, texts: texts)] } ?? []
  }
}

/// Collects what each predicate says.
struct PredicateObserver {
  private(set) var outcomes: [SearchReport.Predicate] = []

  mutating func add(_ outcome: SearchReport.Predicate) {
    outcomes.append(outcome)
  }
}
