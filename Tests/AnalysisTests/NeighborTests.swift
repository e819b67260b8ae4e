import Diagnostics
import SPL
import TestSupport
import Testing

@testable import Analysis
@testable import Catalog

/// The plain cases of `Tests/Spec/filters` and `Tests/Spec/relations`, and neighbors against brute force.
@Suite struct NeighborTests {
  @Test(arguments: SpecCase.all(in: "filters"))
  func filters(_ spec: SpecCase) throws {
    let search = try analysis(spec, "search")
    let lines = search.filters.filters.map(\.text).sorted(by: CodePoints.precede)
    #expect(lines == spec.lines("filters"))
  }

  @Test(arguments: SpecCase.all(in: "relations"))
  func relations(_ spec: SpecCase) throws {
    let rules = [try analysis(spec, "search"), try analysis(spec, "other")].map { RuleAnalysis($0) }
    let neighbors = NeighborIndex(rules).neighbors(of: 0)
    let relation =
      if !neighbors.same.isEmpty {
        "same"
      } else if let step = neighbors.stricter.first {
        "stricter \(step.count)"
      } else if let step = neighbors.broader.first {
        "broader \(step.count)"
      } else {
        "none"
      }
    #expect(relation == spec.sections["relation"])
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "filters").count >= 100)
    #expect(SpecCase.all(in: "relations").count >= 50)
  }

  private func analysis(_ spec: SpecCase, _ section: String) throws -> SearchAnalysis {
    let definitions = try spec.macros().map {
      MacroDefinition(name: $0.name, arguments: $0.arguments, definition: $0.definition)
    }
    return SearchAnalysis(
      try #require(spec.sections[section]),
      expander: MacroExpander(MacroTable(definitions), knownFilters: []))
  }

  // MARK: Brute force

  /// Of 200 rules spread over the catalog, every pair with every other rule, by the definitions alone.
  @Test(.enabled(if: Repository.needsShared, "the shared folder is not here"))
  func neighborsEqualBruteForce() async throws {
    let read = try await CatalogReader.read(root: try Repository.shared("corpus/security_content"))
    let table = try AttackTable(json: Array(try Repository.text("catalog/\(AttackTable.path)").utf8))
    let analysis = await CatalogAnalysis(read.catalog, attack: table)
    let rules = analysis.rules
    let step = rules.count / 200
    var found = Neighbors()
    for index in stride(from: 0, to: 200 * step, by: step) {
      let neighbors = analysis.neighbors.neighbors(of: index)
      let expected = bruteForce(index, rules)
      let path = rules[index].rule.file.path
      #expect(neighbors.same == expected.same, "\(path)")
      #expect(
        neighbors.stricter.map { ($0.rule, analysis.neighbors.differences(between: index, and: $0.rule)) }
          .elementsEqual(
            expected.stricter, by: ==), "\(path)")
      #expect(
        neighbors.broader.map { ($0.rule, analysis.neighbors.differences(between: index, and: $0.rule)) }
          .elementsEqual(
            expected.broader, by: ==), "\(path)")
      #expect(neighbors.similar == expected.similar, "\(path)")
      #expect(neighbors.sameData == expected.sameData, "\(path)")
      found.same += neighbors.same
      found.stricter += neighbors.stricter
      found.broader += neighbors.broader
      found.similar += neighbors.similar
      found.sameData += neighbors.sameData
    }
    #expect(!found.broader.isEmpty && !found.similar.isEmpty && !found.sameData.isEmpty)
  }

  /// What brute force finds: as the neighbors are, with the texts of the filters.
  private struct Expected {
    var same: [Int] = []
    var stricter: [(Int, [String])] = []
    var broader: [(Int, [String])] = []
    var similar: [Neighbors.Overlap] = []
    var sameData: [Neighbors.Overlap] = []
  }

  private func bruteForce(_ index: Int, _ rules: [RuleAnalysis]) -> Expected {
    let own = rules[index]
    var neighbors = Expected()
    for other in rules.indices where other != index && !rules[other].rule.isRetired {
      let rule = rules[other]
      let mine = own.search.filters.filters
      let theirs = rule.search.filters.filters
      let areComparable =
        own.search.dataSets == rule.search.dataSets && own.search.filters.frame == rule.search.filters.frame
        && !mine.isEmpty && !theirs.isEmpty
      let shared = indicators(own).filter(indicators(rule).contains).count
      let all = Set(indicators(own) + indicators(rule)).count
      let overlap = Neighbors.Overlap(rule: other, shared: shared, all: all)
      if areComparable, mine == theirs {
        neighbors.same.append(other)
      } else if areComparable, mine.allSatisfy(theirs.contains) {
        neighbors.stricter.append(self.step(other, theirs.filter { !mine.contains($0) }))
      } else if areComparable, theirs.allSatisfy(mine.contains) {
        neighbors.broader.append(self.step(other, mine.filter { !theirs.contains($0) }))
      } else if Double(shared) > Double(all) / 2 {
        neighbors.similar.append(overlap)
      } else if shared > 0, !data(own).isEmpty, data(own) == data(rule), !own.attack.techniqueIDs.isEmpty,
        !rule.attack.techniqueIDs.isEmpty,
        !own.attack.techniqueIDs.contains(where: rule.attack.techniqueIDs.contains)
      {
        neighbors.sameData.append(overlap)
      }
    }
    neighbors.stricter.sort { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    neighbors.broader.sort { ($0.1.count, $0.0) < ($1.1.count, $1.0) }
    neighbors.similar.sort { left, right in
      let difference = Double(left.shared) / Double(left.all) - Double(right.shared) / Double(right.all)
      return abs(difference) < 1e-9 ? left.rule < right.rule : difference > 0
    }
    neighbors.sameData.sort { ($1.shared, $0.rule) < ($0.shared, $1.rule) }
    return neighbors
  }

  private func step(_ rule: Int, _ filters: Set<Filter>) -> (Int, [String]) {
    (rule, filters.map(\.text).sorted(by: CodePoints.precede))
  }

  private func indicators(_ rule: RuleAnalysis) -> [CorpusIndex.Key] {
    Array(Set(rule.search.indicators.flatMap(\.keys)))
  }

  private func data(_ rule: RuleAnalysis) -> Set<String> {
    var data = Set(rule.search.dataSets.map(\.text))
    let asked = rule.search.indicators.filter { row in
      ["sourcetype", "source", "eventtype"].contains(row.field) && ["eq", "in"].contains(row.kind.rawValue)
    }
    for row in asked {
      data.formUnion(row.keys.map { "\($0.field) \($0.value)" })
    }
    return data
  }
}

extension RuleAnalysis {
  /// A rule that has a search and nothing else.
  fileprivate init(_ search: SearchAnalysis) {
    let file = CatalogFile(path: "rule.yml", bytes: [], source: SourceText(path: "rule.yml", bytes: []))
    self.init(
      rule: Rule.unreadable(file, isRetired: false), search: search, attack: AttackCoverage(rows: []),
      diagnostics: [])
  }
}
