/// Many alternatives, each of which asks for plain texts in fields: `(a=1 b=2) OR (a=3 b=4) OR …`, as subsearches give
/// them by the thousand. A row is looked up instead of compared with each.
struct FieldAlternatives: Sendable {
  /// Fewer alternatives than these are compared one by one.
  static let fewest = 8

  /// Alternatives that ask for the same fields.
  private struct Group {
    let fields: [String]
    var keys: Set<String> = []
    /// The same alternatives one by one, for rows with so many values that not every combination can be looked up.
    var parts: [SearchPredicate] = []
  }

  private let groups: [Group]

  /// Parts the alternatives into those that can be looked up, and the others; nil where it is not worth it.
  static func split(_ parts: [SearchPredicate]) -> (looked: FieldAlternatives, others: [SearchPredicate])? {
    guard parts.count >= fewest else { return nil }
    var groups: [Group] = []
    var slots: [[String]: Int] = [:]
    var others: [SearchPredicate] = []
    for part in parts {
      guard let texts = texts(of: part) else {
        others.append(part)
        continue
      }
      let fields = texts.map(\.field)
      let slot = slots[fields] ?? groups.count
      if slot == groups.count {
        slots[fields] = slot
        groups.append(Group(fields: fields))
      }
      groups[slot].keys.insert(key(texts.map(\.text)))
      groups[slot].parts.append(part)
    }
    return parts.count - others.count >= fewest ? (FieldAlternatives(groups: groups), others) : nil
  }

  /// The fields with the texts that they must have, by name; nil where a part asks for something else.
  private static func texts(of part: SearchPredicate) -> [(field: String, text: String)]? {
    let parts = if case .all(let parts) = part { parts } else { [part] }
    var found: [(field: String, text: String)] = []
    for part in parts {
      guard case .field(let predicate) = part, let text = predicate.onlyText else { return nil }
      found.append((predicate.field, text))
    }
    let isUnique = Set(found.map(\.field)).count == found.count
    return found.isEmpty || !isUnique ? nil : found.sorted { $0.field < $1.field }
  }

  private static func key(_ texts: [String]) -> String {
    texts.count == 1 ? texts[0] : texts.map { "\($0.utf8.count):\($0)" }.joined()
  }

  /// The fields that it looks at.
  var fields: Set<String> { Set(groups.flatMap(\.fields)) }

  /// The texts of which the one field has one; nil where several fields are looked at.
  var requiredValues: [EventRequest.FieldValue] {
    guard groups.count == 1, groups[0].fields.count == 1 else { return [] }
    return [EventRequest.FieldValue(field: groups[0].fields[0], texts: groups[0].keys.sorted())]
  }

  /// Takes the rows out of the mask that fit no alternative.
  func narrow(_ table: Table, _ mask: inout [Bool]) throws(SearchError) {
    let asked = mask
    for row in mask.indices { mask[row] = false }
    for group in groups {
      let columns = group.fields.compactMap { table[$0] }
      guard columns.count == group.fields.count else { continue }
      for row in mask.indices where asked[row] && !mask[row] {
        mask[row] = try Self.fits(group, columns, row, table)
      }
    }
  }

  private static func fits(_ group: Group, _ columns: [[Value]], _ row: Int, _ table: Table)
    throws(SearchError) -> Bool
  {
    var keys: [[String]] = [[]]
    for column in columns {
      let texts = column[row].texts.map { $0.lowercased() }
      if texts.count == 1 {
        for index in keys.indices { keys[index].append(texts[0]) }
      } else if keys.count * texts.count > 1000 {
        var mask = [true]
        var observer: PredicateObserver?
        try SearchPredicate.any(group.parts).narrow(table.selecting([row]), &mask, &observer)
        return mask[0]
      } else {
        keys = keys.flatMap { key in texts.map { key + [$0] } }
      }
    }
    return keys.contains { group.keys.contains(key($0)) }
  }
}
