import Catalog
import SPL

/// The rules that are like a rule, by position; retired rules are nobody's neighbors.
public struct Neighbors: Sendable, Hashable {
  /// A rule that asks for more, or less.
  public struct Step: Sendable, Hashable {
    /// The rule.
    public let rule: Int
    /// How many filters it has that this one does not, or the other way round.
    public let count: Int
  }

  /// A rule that shares indicators.
  public struct Overlap: Sendable, Hashable {
    /// The rule.
    public let rule: Int
    /// How many indicators both have.
    public let shared: Int
    /// How many indicators there are in both together.
    public let all: Int
  }

  /// Rules with the very same filters, by position.
  public var same: [Int] = []
  /// Rules that have all of this one's filters and more: the fewest more first.
  public var stricter: [Step] = []
  /// Rules whose filters are a part of this one's: the fewest less first.
  public var broader: [Step] = []
  /// Other rules that share more than half of the indicators that both have together: the largest part first.
  public var similar: [Overlap] = []
  /// Other rules that read the same data, share an indicator and name other techniques: those that share most first.
  public var sameData: [Overlap] = []

  /// Whether there are none.
  public var isEmpty: Bool {
    same.isEmpty && stricter.isEmpty && broader.isEmpty && similar.isEmpty && sameData.isEmpty
  }
}

/// Finds the neighbors of a rule. Filters and indicators are numbers here, which compare faster than they do.
public struct NeighborIndex: Sendable {
  private let profiles: [Profile]
  private let filters: [Filter]
  private let rulesByFilter: [[Int]]
  private let rulesByIndicator: [[Int]]
  private let rulesByData: [Set<String>: [Int]]

  init(_ rules: [RuleAnalysis]) {
    var filters = Numbering<Filter>()
    var indicators = Numbering<CorpusIndex.Key>()
    var frames = Numbering<[String]>()
    profiles = rules.map { Profile($0, &filters, &indicators, &frames) }
    var byFilter = [[Int]](repeating: [], count: filters.all.count)
    var byIndicator = [[Int]](repeating: [], count: indicators.all.count)
    var byData: [Set<String>: [Int]] = [:]
    for (index, profile) in profiles.enumerated() where !rules[index].rule.isRetired {
      for filter in profile.filters { byFilter[filter].append(index) }
      for indicator in profile.indicators { byIndicator[indicator].append(index) }
      if !profile.data.isEmpty { byData[profile.data, default: []].append(index) }
    }
    self.filters = filters.all
    rulesByFilter = byFilter
    rulesByIndicator = byIndicator
    rulesByData = byData
  }

  /// The neighbors of the rule at this position.
  public func neighbors(of index: Int) -> Neighbors {
    var neighbors = Neighbors()
    let own = profiles[index]
    addComparable(to: &neighbors, of: index, own)
    var isListed = [Bool](repeating: false, count: profiles.count)
    for rule in neighbors.same + (neighbors.stricter + neighbors.broader).map(\.rule) + [index] {
      isListed[rule] = true
    }
    let (shared, sharing) = sharedIndicators(own)
    for rule in sharing where !isListed[rule] {
      let overlap = overlap(own, rule, shared: shared[rule])
      guard 2 * overlap.shared > overlap.all else { continue }
      neighbors.similar.append(overlap)
      isListed[rule] = true
    }
    neighbors.similar.sort { left, right in
      left.shared * right.all == right.shared * left.all
        ? left.rule < right.rule : left.shared * right.all > right.shared * left.all
    }
    for rule in rulesByData[own.data] ?? [] where !isListed[rule] && shared[rule] > 0 {
      guard own.namesOtherTechniques(than: profiles[rule]) else { continue }
      neighbors.sameData.append(overlap(own, rule, shared: shared[rule]))
    }
    neighbors.sameData.sort { ($1.shared, $0.rule) < ($0.shared, $1.rule) }
    return neighbors
  }

  private func addComparable(to neighbors: inout Neighbors, of index: Int, _ own: Profile) {
    // Every rule with all of these filters has the rarest of them, and every rule with a part of them has one.
    guard let rarest = own.filters.min(by: { rulesByFilter[$0].count < rulesByFilter[$1].count }) else {
      return
    }
    for rule in rulesByFilter[rarest] where rule != index {
      let other = profiles[rule]
      guard own.filters.count <= other.filters.count, own.isComparable(with: other) else { continue }
      guard Self.contains(other.filters, own.filters) else { continue }
      let added = other.filters.count - own.filters.count
      if added == 0 {
        neighbors.same.append(rule)
      } else {
        neighbors.stricter.append(Neighbors.Step(rule: rule, count: added))
      }
    }
    var seen: Set<Int> = [index]
    for filter in own.filters {
      for rule in rulesByFilter[filter] where profiles[rule].filters.count < own.filters.count {
        guard seen.insert(rule).inserted, own.isComparable(with: profiles[rule]),
          Self.contains(own.filters, profiles[rule].filters)
        else { continue }
        let dropped = own.filters.count - profiles[rule].filters.count
        neighbors.broader.append(Neighbors.Step(rule: rule, count: dropped))
      }
    }
    neighbors.stricter.sort { ($0.count, $0.rule) < ($1.count, $1.rule) }
    neighbors.broader.sort { ($0.count, $0.rule) < ($1.count, $1.rule) }
  }

  /// Whether `all` holds everything that `part` holds. Both are sorted.
  private static func contains(_ all: [Int], _ part: [Int]) -> Bool {
    var next = 0
    for number in all where next < part.count && part[next] == number { next += 1 }
    return next == part.count
  }

  /// The filters that one of two rules has and the other does not, in words, by code point.
  public func differences(between rule: Int, and other: Int) -> [String] {
    Set(profiles[rule].filters).symmetricDifference(profiles[other].filters).map { filters[$0].text }
      .sorted(by: CodePoints.precede)
  }

  private func overlap(_ own: Profile, _ rule: Int, shared: Int) -> Neighbors.Overlap {
    Neighbors.Overlap(
      rule: rule, shared: shared, all: own.indicators.count + profiles[rule].indicators.count - shared)
  }

  /// How many of these indicators each rule has, and which rules have any.
  private func sharedIndicators(_ own: Profile) -> (counts: [Int], rules: [Int]) {
    var counts = [Int](repeating: 0, count: profiles.count)
    var rules: [Int] = []
    for indicator in own.indicators {
      for rule in rulesByIndicator[indicator] {
        if counts[rule] == 0 { rules.append(rule) }
        counts[rule] += 1
      }
    }
    return (counts, rules)
  }
}

/// Gives each value a number.
private struct Numbering<Value: Hashable & Sendable> {
  private(set) var all: [Value] = []
  private var numbers: [Value: Int] = [:]

  mutating func number(_ value: Value) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = all.count
    all.append(value)
    return all.count - 1
  }
}

/// What is compared of a rule. A class, because it is only ever read, and passed around a lot.
private final class Profile: Sendable {
  /// The filters, sorted.
  let filters: [Int]
  /// A number that two searches share only where all but their filters is the same.
  let frame: Int
  /// The indicators, sorted.
  let indicators: [Int]
  /// What the search reads: data sets, and source types, sources and event types that it asks for.
  let data: Set<String>
  let techniques: [String]

  init(
    _ analysis: RuleAnalysis, _ filterNumbers: inout Numbering<Filter>,
    _ indicatorNumbers: inout Numbering<CorpusIndex.Key>, _ frameNumbers: inout Numbering<[String]>
  ) {
    let search = analysis.search
    let keys = Set(search.indicators.flatMap(\.keys))
    filters = search.filters.filters.map { filterNumbers.number($0) }.sorted()
    frame = frameNumbers.number(search.filters.frame + search.dataSets.map(\.text))
    indicators = keys.map { indicatorNumbers.number($0) }.sorted()
    let asked = keys.filter { key in
      ["sourcetype", "source", "eventtype"].contains(key.field) && [.equal, .anyOf].contains(key.kind)
    }
    data = Set(search.dataSets.map { "datamodel=\($0.text)" } + asked.map { "\($0.field)=\($0.value)" })
    techniques = analysis.attack.techniqueIDs
  }

  /// Whether the filters alone tell which of the two finds more: all else is the same.
  func isComparable(with other: Profile) -> Bool {
    frame == other.frame
  }

  func namesOtherTechniques(than other: Profile) -> Bool {
    !techniques.isEmpty && !other.techniques.isEmpty && !techniques.contains(where: other.techniques.contains)
  }
}
