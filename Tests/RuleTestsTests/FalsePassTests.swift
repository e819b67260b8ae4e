import Analysis
import Events
import Foundation
import SPL
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// A test that passes does so because of what its rule looks for: with other literals, without data and on other data
/// the same rule does not pass.
@Suite struct FalsePassTests {
  @Test(.enabled(if: Repository.needsShared)) func nothingPassesForNothing() async throws {
    let (rules, data, passing) = try await Self.passing()
    defer { rules.remove() }
    var count = 0
    for rule in passing {
      let search = rules.knowledge.context.analyse(rule.rule.search.value).expansion.text.bytes
      let changed = Self.withoutLiterals(search)
      // A rule that names no value at all has nothing to exchange.
      for test in rule.rule.tests where changed != search {
        let files = test.data.compactMap { item -> LogFile? in
          guard case .file(let path) = data.locate(item.data) else { return nil }
          return LogFile(path: path, sourceType: item.sourceType, source: item.source)
        }
        let condition = PassCondition(rule.rule.risk)
        #expect(
          try !Self.passes(changed, files, rules, condition), "\(rule.rule.name.value) with other literals")
        let empty = try Self.emptied(files, in: rules.root)
        #expect(try !Self.passes(search, empty, rules, condition), "\(rule.rule.name.value) without data")
        let other = try Self.replaced(files, in: rules.root)
        #expect(try !Self.passes(search, other, rules, condition), "\(rule.rule.name.value) on other data")
        count += 1
      }
    }
    #expect(count >= 20, "only \(count) tests passed")
  }

  /// The other way round: where the data holds other event ids and other names, the same search finds nothing.
  @Test(.enabled(if: Repository.needsShared)) func changedDataDoesNotPass() async throws {
    let (rules, data, passing) = try await Self.passing()
    defer { rules.remove() }
    var count = 0
    for rule in passing {
      let search = rules.knowledge.context.analyse(rule.rule.search.value).expansion.text.bytes
      // What a pattern finds need not hold any word of it.
      guard !String(decoding: search, as: UTF8.self).contains("match(") else { continue }
      let words = Self.numbersAndNames(search)
      for test in rule.rule.tests where !words.isEmpty {
        let files = try test.data.enumerated().compactMap { number, item -> LogFile? in
          guard case .file(let path) = data.locate(item.data) else { return nil }
          let copy = "\(rules.root)/changed-\(number).log"
          var text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
          for word in words.sorted() { text = Self.replaced(word, in: text) }
          try text.write(toFile: copy, atomically: true, encoding: .utf8)
          return LogFile(path: copy, sourceType: item.sourceType, source: item.source)
        }
        let passes = try Self.passes(search, files, rules, PassCondition(rule.rule.risk))
        #expect(!passes, "\(rule.rule.name.value) with other data than \(words.sorted())")
        count += 1
      }
    }
    #expect(count >= 20, "only \(count) tests could be tried")
  }

  /// The numbers and names that a search asks for: event ids, programs, operations.
  private static func numbersAndNames(_ search: [UInt8]) -> Set<String> {
    var ranges: [Range<Int>] = []
    collect(ParsedSearch(search).pipeline, &ranges)
    return Set(
      ranges.flatMap { range in
        String(decoding: search[range], as: UTF8.self).matches(of: /[A-Za-z0-9][\w.-]+[A-Za-z0-9]/).map {
          String($0.output)
        }
      })
  }

  /// The text with nines for a word, in either case, wherever no letter or digit stands beside it.
  private static func replaced(_ word: String, in text: String) -> String {
    let pattern = "(?i)(?<![A-Za-z0-9])\\Q\(word)\\E(?![A-Za-z0-9])"
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return text }
    return expression.stringByReplacingMatches(
      in: text, range: NSRange(text.startIndex..., in: text),
      withTemplate: String(repeating: "9", count: word.count))
  }

  /// The real rules of which a test passes, and their data.
  private static func passing() async throws -> (RunnableRules, AttackData, [RuleAnalysis]) {
    let rules = try await RunnableRules()
    let data = AttackData(catalog: rules.root, folder: "\(try Repository.shared("corpus"))/attack_data")
    let outcomes = await rules.runner.run(rules.analysis.rules)
    let paths = Set(outcomes.filter { $0.verdict == .passed }.map(\.path))
    return (rules, data, rules.analysis.rules.filter { paths.contains($0.rule.file.path) })
  }

  private static func passes(
    _ search: [UInt8], _ files: [LogFile], _ rules: RunnableRules, _ condition: PassCondition
  ) throws -> Bool {
    let setting = SearchSetting(files: files, knowledge: rules.knowledge)
    guard let outcome = try? setting.run(search, time: .init()), let table = try? outcome.result.get() else {
      return false
    }
    return condition.judge(table).passes
  }

  private static func emptied(_ files: [LogFile], in root: String) throws -> [LogFile] {
    try files.map { file in
      var file = file
      file.path = "\(root)/empty.log"
      try "".write(toFile: file.path, atomically: true, encoding: .utf8)
      return file
    }
  }

  /// The same source types with events that have nothing to do with the rule.
  private static func replaced(_ files: [LogFile], in root: String) throws -> [LogFile] {
    try files.map { file in
      var file = file
      file.path = "\(root)/other.log"
      try """
      {"time": "2026-11-22T13:00:00Z", "message": "session opened", "level": "info", "service": "backup"}
      {"time": "2026-11-22T13:00:05Z", "message": "session closed", "level": "info", "service": "backup"}

      """.write(toFile: file.path, atomically: true, encoding: .utf8)
      return file
    }
  }

  // MARK: Literals

  /// The search with every literal of a positive comparison replaced by a text that no log holds. Where to search stays.
  static func withoutLiterals(_ search: [UInt8]) -> [UInt8] {
    var ranges: [Range<Int>] = []
    collect(ParsedSearch(search).pipeline, &ranges)
    var result = search
    for range in Set(ranges).sorted(by: { $0.lowerBound > $1.lowerBound }) {
      result.replaceSubrange(range, with: Array("\"zq-absent-zq\"".utf8))
    }
    return result
  }

  private static let scope: Set<String> = [
    "index", "sourcetype", "source", "host", "eventtype", "tag", "earliest", "latest", "nodename",
  ]

  private static func collect(_ pipeline: Pipeline, _ ranges: inout [Range<Int>]) {
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): collect(expression, &ranges)
      case .where(let expression): if let expression { collect(expression, &ranges) }
      case .regex(let regex): if !regex.isNegated { ranges.append(regex.pattern.range) }
      case .call(let call):
        for filter in call.filters { collect(filter, &ranges) }
        for subsearch in call.subsearches where call.name == "join" || call.name == "append" {
          collect(subsearch.pipeline, &ranges)
        }
      case .generic: break
      }
    }
  }

  private static func collect(_ expression: SearchExpression, _ ranges: inout [Range<Int>]) {
    switch expression {
    case .all(let parts), .any(let parts): for part in parts { collect(part, &ranges) }
    case .comparison(let field, .equal, .literal(let literal)) where !scope.contains(field.name):
      if literal.text != "*" { ranges.append(literal.range) }
    case .membership(let field, let values, negated: false) where !scope.contains(field.name):
      for case .literal(let literal) in values { ranges.append(literal.range) }
    case .term(let term): ranges.append(term.range)
    case .not, .comparison, .membership, .macro, .subsearch: break
    }
  }

  private static func collect(_ expression: EvalExpression, _ ranges: inout [Range<Int>]) {
    switch expression {
    case .all(let parts), .any(let parts): for part in parts { collect(part, &ranges) }
    case .comparison(.field, .equal, .string(let literal)): ranges.append(literal.range)
    case .like(_, .string(let literal)): ranges.append(literal.range)
    case .membership(_, let items, negated: false):
      for case .string(let literal) in items { ranges.append(literal.range) }
    case .call(let name, let arguments) where ["match", "like"].contains(name.text.lowercased()):
      if arguments.count == 2, case .string(let literal) = arguments[1] { ranges.append(literal.range) }
    default: break
    }
  }
}
