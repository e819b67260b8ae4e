import Diagnostics
import SPL

/// Which rules of a catalog look for the same field, kind and value. Retired rules do not count.
public struct CorpusIndex: Sendable {
  /// What makes two indicators the same: values are compared without their quotes and without regard to case.
  public struct Key: Hashable, Sendable {
    /// The field, with its data-model prefix.
    public let field: String
    /// The kind.
    public let kind: PredicateKind
    /// The value without quotes, in lower case; empty for the null kinds.
    public let value: String

    /// Keys are the same where their bytes are: `é` as one character is not `e` with an accent behind it.
    public static func == (left: Key, right: Key) -> Bool {
      left.kind == right.kind && left.field.utf8.elementsEqual(right.field.utf8)
        && left.value.utf8.elementsEqual(right.value.utf8)
    }

    /// Hashes what is compared.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(StableHash.of(field))
      hasher.combine(StableHash.of(value))
    }

    /// The key of an indicator as written.
    public init(field: String, kind: PredicateKind, value: String) {
      self.field = field
      self.kind = kind
      self.value = kind.takesValue ? Self.folded(value) : ""
    }

    /// A value without its quotes and its case.
    static func folded(_ value: String) -> String {
      unquoted(value).lowercased()
    }

    /// A value without its quotes.
    static func unquoted(_ value: String) -> String {
      let bytes = value.utf8
      let isQuoted = bytes.count >= 2 && bytes.first == UInt8(ascii: "\"") && bytes.last == UInt8(ascii: "\"")
      return isQuoted ? String(value.dropFirst().dropLast()) : value
    }
  }

  /// A value that rules look for in a field.
  public struct Value: Sendable {
    /// The field, kind and folded value.
    public let key: Key
    /// The value as the most rules write it, of equals the first by code point.
    public let text: String
    /// The rules that look for it, by position.
    public let rules: [Int]
  }

  /// A field with all values that rules look for in it.
  public struct Field: Sendable {
    /// The name.
    public let name: String
    /// The name without the data sets before it.
    public let bareName: String
    /// The values: those of most rules first, then by value and kind.
    public let values: [Value]
    /// The rules that have an indicator on this field, by position.
    public let rules: [Int]
  }

  private var values: [Key: Value] = [:]
  /// The fields by code point of their names.
  public let fields: [Field]

  init(_ rules: [RuleAnalysis]) {
    struct Tally {
      var rules: [Int] = []
      var texts: [String: Int] = [:]

      mutating func add(_ text: String, of rule: Int) {
        if rules.last != rule { rules.append(rule) }
        texts[text, default: 0] += 1
      }
    }
    var tallies: [Key: Tally] = [:]
    for (index, rule) in rules.enumerated() where !rule.rule.isRetired {
      for (key, text) in rule.search.indicators.flatMap(Self.entries) {
        tallies[key, default: Tally()].add(text, of: index)
      }
    }
    var byField: [String: [Value]] = [:]
    for (key, tally) in tallies {
      let text = tally.texts.max { left, right in
        left.value == right.value ? CodePoints.precede(right.key, left.key) : left.value < right.value
      }
      let value = Value(key: key, text: text?.key ?? key.value, rules: tally.rules)
      values[key] = value
      byField[key.field, default: []].append(value)
    }
    let dataSets = Self.dataSets(rules)
    fields = byField.map { name, values in
      Field(
        name: name, bareName: DataSets.bareName(name, roots: dataSets),
        values: values.sorted(by: Self.precedes),
        rules: Array(Set(values.flatMap(\.rules))).sorted())
    }.sorted { CodePoints.precede($0.name, $1.name) }
  }

  /// The data sets that can stand before a field: those of the Common Information Model, and those that searches read.
  private static func dataSets(_ rules: [RuleAnalysis]) -> Set<String> {
    let read = rules.flatMap(\.search.dataSets).map(\.dataSet)
    return DataSets.children.union(DataSets.roots.values.joined()).union(read)
  }

  private static func entries(_ row: PredicateRow) -> [(Key, String)] {
    let values = row.kind.takesValue ? row.values : [""]
    return values.map { (Key(field: row.field, kind: row.kind, value: $0), $0) }
  }

  private static func precedes(_ left: Value, _ right: Value) -> Bool {
    if left.rules.count != right.rules.count { return left.rules.count > right.rules.count }
    if left.key.value != right.key.value { return CodePoints.precede(left.key.value, right.key.value) }
    return left.key.kind.rawValue < right.key.kind.rawValue
  }

  /// The rules that look for this, by position.
  public func rules(for key: Key) -> [Int] {
    values[key]?.rules ?? []
  }

  /// How many rules hold this indicator, the one asked for included.
  public func count(field: String, kind: PredicateKind, value: String) -> Int {
    rules(for: Key(field: field, kind: kind, value: value)).count
  }
}

extension PredicateRow {
  /// What its values are counted by, in the order of the values.
  public var keys: [CorpusIndex.Key] {
    (kind.takesValue ? values : [""]).map { CorpusIndex.Key(field: field, kind: kind, value: $0) }
  }
}
