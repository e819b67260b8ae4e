/// How many rules of a catalog hold the same field, kind and value. Retired rules do not count.
public struct CorpusCounts: Sendable {
  /// What makes two indicators the same: values are compared without their quotes and without regard to case.
  struct Key: Hashable, Sendable {
    let field: String
    let kind: PredicateKind
    let value: String

    init(field: String, kind: PredicateKind, value: String) {
      self.field = field
      self.kind = kind
      self.value = kind.takesValue ? Self.folded(value) : ""
    }

    private static func folded(_ value: String) -> String {
      let bytes = value.utf8
      let isQuoted = bytes.count >= 2 && bytes.first == UInt8(ascii: "\"") && bytes.last == UInt8(ascii: "\"")
      return (isQuoted ? String(value.dropFirst().dropLast()) : value).lowercased()
    }
  }

  private var counts: [Key: Int] = [:]

  init(_ rules: [RuleAnalysis]) {
    for rule in rules where !rule.rule.isRetired {
      for key in Set(rule.search.indicators.flatMap(Self.keys)) { counts[key, default: 0] += 1 }
    }
  }

  private static func keys(_ row: PredicateRow) -> [Key] {
    let values = row.kind.takesValue ? row.values : [""]
    return values.map { Key(field: row.field, kind: row.kind, value: $0) }
  }

  /// How many rules hold this indicator, the one asked for included.
  public func count(field: String, kind: PredicateKind, value: String) -> Int {
    counts[Key(field: field, kind: kind, value: value)] ?? 0
  }
}
