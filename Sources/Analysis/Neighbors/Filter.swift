/// Something that must hold for an event to be found, in a form that is the same for all ways to write it: `f IN (a, b)`
/// is `f=a OR f=b`, values have no quotes and no case, NOT stands before single predicates only.
public indirect enum Filter: Sendable, Hashable {
  /// A field, a kind and a value.
  case predicate(CorpusIndex.Key)
  /// A word or phrase of the raw event, folded.
  case term(String)
  /// What has no simpler form, such as the comparison of two fields, as text.
  case computed(String)
  /// None of these events. It holds a predicate, a term or a computed filter.
  case not(Filter)
  /// Any of these must hold.
  case any(Set<Filter>)
  /// All of these must hold. With none in it, nothing is asked for.
  case all(Set<Filter>)

  /// What asks for nothing.
  static let nothing = Filter.all([])

  /// A field, a kind and a value as written.
  static func single(_ field: String, _ kind: PredicateKind, _ value: String) -> Filter {
    // In a regular expression case has a meaning: \d is not \D.
    kind == .matches
      ? .computed("\(field) \(kind.rawValue) \(CorpusIndex.Key.unquoted(value))")
      : .predicate(CorpusIndex.Key(field: field, kind: kind, value: value))
  }

  /// All of these, in the simplest form.
  static func conjunction(_ filters: [Filter]) -> Filter {
    var set: Set<Filter> = []
    for filter in filters {
      if case .all(let inner) = filter { set.formUnion(inner) } else { set.insert(filter) }
    }
    return set.count == 1 ? set.first ?? .nothing : .all(set)
  }

  /// Any of these, in the simplest form.
  static func disjunction(_ filters: [Filter]) -> Filter {
    var set: Set<Filter> = []
    for filter in filters {
      if filter == .nothing { return .nothing }
      if case .any(let inner) = filter { set.formUnion(inner) } else { set.insert(filter) }
    }
    return set.count == 1 ? set.first ?? .nothing : .any(set)
  }

  /// The filter in words, in the manner of SPL; not to be run.
  public var text: String {
    switch self {
    case .predicate(let key): "\(key.field) \(key.kind.rawValue) \(key.value)".trimmingSuffix(" ")
    case .term(let term): term
    case .computed(let text): text
    case .not(let filter): "NOT \(filter.text)"
    case .any(let filters): "(" + Self.texts(filters).joined(separator: " OR ") + ")"
    case .all(let filters): "(" + Self.texts(filters).joined(separator: " AND ") + ")"
    }
  }

  private static func texts(_ filters: Set<Filter>) -> [String] {
    filters.map(\.text).sorted(by: CodePoints.precede)
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
