import SPL

/// What the search language asks for, ready to run. Each leaf keeps its place in the text.
indirect enum SearchPredicate: Sendable {
  case all([SearchPredicate])
  case any([SearchPredicate])
  case not(SearchPredicate)
  case field(FieldPredicate)
  case term(RawTerm, Range<Int>)
  /// Many alternatives that are looked up at once.
  case alternatives(FieldAlternatives)
  /// A time modifier that holds for a part of the search only.
  case time(TimeRange)
  /// What a subsearch asks for: seen from outside it is one predicate, at its brackets.
  case subsearch(SearchPredicate, Range<Int>)

  /// Whether each row fits.
  func mask(_ table: Table, _ observer: inout PredicateObserver?) throws(SearchError) -> [Bool] {
    var mask = [Bool](repeating: true, count: table.count)
    try narrow(table, &mask, &observer)
    return mask
  }

  /// Takes the rows out of the mask that do not fit. Only rows that are in it are looked at, unless someone watches: who
  /// watches wants to know what each part says of each row.
  func narrow(_ table: Table, _ mask: inout [Bool], _ observer: inout PredicateObserver?) throws(SearchError)
  {
    switch self {
    case .all(let parts):
      for part in parts {
        if observer == nil {
          if !mask.contains(true) { return }
          try part.narrow(table, &mask, &observer)
        } else {
          let other = try part.mask(table, &observer)
          for row in mask.indices where !other[row] { mask[row] = false }
        }
      }
    case .any(let parts):
      var left = mask
      for part in parts {
        if observer == nil, !left.contains(true) { break }
        var other = observer == nil ? left : [Bool](repeating: true, count: table.count)
        try part.narrow(table, &other, &observer)
        for row in left.indices where other[row] { left[row] = false }
      }
      for row in mask.indices where left[row] { mask[row] = false }
    case .not(let part):
      var other = observer == nil ? mask : [Bool](repeating: true, count: table.count)
      try part.narrow(table, &other, &observer)
      for row in mask.indices where other[row] { mask[row] = false }
    case .field(let predicate):
      predicate.narrow(table, &mask)
      observer?.add(.init(range: predicate.range, field: predicate.field, mask: mask, table: table))
    case .term(let term, let range):
      term.narrow(table, &mask)
      observer?.add(.init(range: range, field: nil, mask: mask, table: table))
    case .alternatives(let alternatives): try alternatives.narrow(table, &mask)
    case .time(let time):
      guard let times = table["_time"] else { return }
      for row in mask.indices where mask[row] { mask[row] = times[row].double.map(time.contains) ?? false }
    case .subsearch(let part, let range):
      var nobody: PredicateObserver?
      try part.narrow(table, &mask, &nobody)
      observer?.add(.init(range: range, field: nil, mask: mask, table: table))
    }
  }

  /// The fields that it looks at.
  var fields: Set<String> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.fields) }
    case .not(let part), .subsearch(let part, _): part.fields
    case .field(let predicate): [predicate.field]
    case .alternatives(let alternatives): alternatives.fields
    case .term: ["_raw"]
    case .time: ["_time"]
    }
  }

  /// Texts that every raw event that fits holds, in any case.
  var rawTexts: [String] {
    switch self {
    case .all(let parts): parts.flatMap(\.rawTexts)
    case .term(let term, _): term.requiredText.map { [$0] } ?? []
    case .any(let parts): parts.count == 1 ? parts[0].rawTexts : []
    case .subsearch(let part, _): part.rawTexts
    case .not, .field, .alternatives, .time: []
    }
  }

  /// Fields with the texts of which an event that fits has one.
  var requiredValues: [EventRequest.FieldValue] {
    switch self {
    case .all(let parts): parts.flatMap(\.requiredValues)
    case .field(let predicate):
      predicate.requiredTexts.map { [EventRequest.FieldValue(field: predicate.field, texts: $0)] } ?? []
    case .any(let parts): Self.required(ofAny: parts)
    case .alternatives(let alternatives): alternatives.requiredValues
    case .subsearch(let part, _): part.requiredValues
    case .not, .term, .time: []
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
