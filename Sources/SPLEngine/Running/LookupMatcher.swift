import Patterns
import SPL

/// Finds the rows of a lookup's table that fit values.
///
/// Columns that are compared exactly are looked up by their texts at once, networks by their length; wildcards are tried
/// one by one. Source: Admin Manual, "transforms.conf" (match_type, max_matches, case_sensitive_match).
struct LookupMatcher: Sendable {
  let definition: LookupDefinition
  /// The places, among the columns, of those that are compared exactly.
  private let exact: [Int]
  /// Rows by the texts of the columns that are compared exactly; empty where there is none.
  private var index: [String: [Int]] = [:]
  /// The other columns, each with its place among the columns.
  private var loose: [(place: Int, column: LooseColumn)] = []

  init(_ definition: LookupDefinition, columns: [String]) {
    self.definition = definition
    let types = columns.map { definition.matchTypes[$0] ?? .exact }
    exact = types.indices.filter { types[$0] == .exact }
    for (place, type) in types.enumerated() {
      let values = definition.table[columns[place]] ?? []
      switch type {
      case .exact: break
      case .wildcard: loose.append((place, .wildcards(values, definition.isCaseSensitive)))
      case .cidr: loose.append((place, .networks(values)))
      }
    }
    guard !exact.isEmpty else { return }
    let values = exact.map { definition.table[columns[$0]] }
    for row in 0..<definition.table.count {
      var key = ""
      var isWhole = true
      for column in values {
        guard let text = column?[row].text else {
          isWhole = false
          break
        }
        add(text, to: &key)
      }
      if isWhole { index[key, default: []].append(row) }
    }
  }

  /// The rows that fit, one value for each column, in the order of the table; those of each of several values of a
  /// field one after the other.
  func rows(for values: [Value]) -> [Int] {
    if values.count == 1, case .list(let several) = values[0] {
      return several.flatMap { $0.text.map { rows(forTexts: [$0]) } ?? [] }
    }
    var combinations: [[String]] = [[]]
    for value in values {
      let texts = value.texts
      // More combinations than rows can come out are not worth trying.
      combinations = combinations.prefix(10_000).flatMap { start in texts.map { start + [$0] } }
    }
    return combinations.flatMap { rows(forTexts: $0) }
  }

  private func rows(forTexts texts: [String]) -> [Int] {
    var found: [Int]?
    if !exact.isEmpty {
      var key = ""
      for place in exact { add(texts[place], to: &key) }
      found = index[key] ?? []
    }
    for (place, column) in loose {
      if let candidates = found {
        found = candidates.filter { column.fits(texts[place], row: $0) }
      } else {
        found = column.rows(for: texts[place])
      }
      if found?.isEmpty == true { return [] }
    }
    return Array((found ?? []).prefix(definition.maximumMatches))
  }

  private func add(_ text: String, to key: inout String) {
    let text = definition.isCaseSensitive ? text : text.lowercased()
    if exact.count > 1 { key += "\(text.utf8.count):" }
    key += text
  }
}

/// A column whose values stand for more than themselves.
private struct LooseColumn: Sendable {
  private enum Cell {
    case nothing
    case text(String)
    case wildcard(WildcardPattern)
    case network(Network)
  }

  private var cells: [Cell]
  private let isCaseSensitive: Bool
  /// Rows by the texts without a wildcard.
  private var texts: [String: [Int]] = [:]
  /// Rows by networks, and the lengths of these.
  private var networks: [NetworkKey: [Int]] = [:]
  private var lengths: [NetworkKey.Size] = []
  /// Rows with a wildcard.
  private var patterns: [Int] = []

  private struct NetworkKey: Hashable {
    struct Size: Hashable {
      let length: Int
      let isVersion6: Bool
    }
    let start: NetworkAddress
    let length: Int
  }

  static func wildcards(_ values: [Value], _ isCaseSensitive: Bool) -> LooseColumn {
    LooseColumn(values, isCaseSensitive) { text in
      text.utf8.contains(UInt8(ascii: "*"))
        ? .wildcard(WildcardPattern(search: text, ignoringCase: !isCaseSensitive)) : .text(text)
    }
  }

  static func networks(_ values: [Value]) -> LooseColumn {
    LooseColumn(values, false) { text in Network(text).map { .network($0) } ?? .text(text) }
  }

  private init(_ values: [Value], _ isCaseSensitive: Bool, _ cell: (String) -> Cell) {
    self.isCaseSensitive = isCaseSensitive
    cells = values.map { value in value.text.map(cell) ?? .nothing }
    var sizes: Set<NetworkKey.Size> = []
    for (row, cell) in cells.enumerated() {
      switch cell {
      case .nothing: break
      case .text(let text): texts[folded(text), default: []].append(row)
      case .wildcard: patterns.append(row)
      case .network(let network):
        networks[NetworkKey(start: network.start, length: network.length), default: []].append(row)
        sizes.insert(.init(length: network.length, isVersion6: network.start.isVersion6))
      }
    }
    lengths = sizes.sorted { $0.length < $1.length }
  }

  func fits(_ text: String, row: Int) -> Bool {
    switch cells[row] {
    case .nothing: false
    case .text(let other): folded(other) == folded(text)
    case .wildcard(let pattern): pattern.matches(text)
    case .network(let network): NetworkAddress(text).map(network.contains) ?? false
    }
  }

  /// The rows that fit, in order.
  func rows(for text: String) -> [Int] {
    var found = texts[folded(text)] ?? []
    found += patterns.filter { fits(text, row: $0) }
    if !lengths.isEmpty, let address = NetworkAddress(text) {
      for size in lengths where size.isVersion6 == address.isVersion6 {
        found += networks[NetworkKey(start: address.masked(size.length), length: size.length)] ?? []
      }
    }
    return found.sorted()
  }

  private func folded(_ text: String) -> String { isCaseSensitive ? text : text.lowercased() }
}
