import Diagnostics
import SPL

/// Something that must hold for an event to be found, in a form that is the same for all ways to write it: `f IN (a, b)`
/// is `f=a OR f=b`, values have no quotes, NOT stands before single predicates only.
public indirect enum Filter: Sendable, Hashable {
  /// A predicate, a word or a condition, as text, and what made the fields in it: two conditions on `count` are the same
  /// only where the same function over the same groups made it. An origin of 0 is that of the events' own fields.
  case condition(String, origin: UInt64)
  /// None of these events. It holds a condition.
  case not(Filter)
  /// Any of these must hold.
  case any(Set<Filter>)
  /// All of these must hold. With none in it, nothing is asked for.
  case all(Set<Filter>)

  /// What asks for nothing.
  static let nothing = Filter.all([])

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
    case .condition(let text, _): text
    case .not(let filter): "NOT \(filter.text)"
    case .any(let filters): "(" + Self.texts(filters).joined(separator: " OR ") + ")"
    case .all(let filters): "(" + Self.texts(filters).joined(separator: " AND ") + ")"
    }
  }

  /// The filter with the origins of its fields: equal filters have equal texts.
  var identity: String {
    switch self {
    case .condition(let text, let origin): origin == 0 ? text : "\(text)@\(origin)"
    case .not(let filter): "NOT \(filter.identity)"
    case .any(let filters): "(" + filters.map(\.identity).sorted().joined(separator: " OR ") + ")"
    case .all(let filters): "(" + filters.map(\.identity).sorted().joined(separator: " AND ") + ")"
    }
  }

  private static func texts(_ filters: Set<Filter>) -> [String] {
    filters.map(\.text).sorted(by: CodePoints.precede)
  }
}
