import Analysis
import Catalog
import Events
import Foundation
import SPL
import SPLEngine

/// Runs the tests that rules bring.
public struct TestRunner: Sendable {
  private let knowledge: SearchKnowledge
  private let data: AttackData
  private let budget: Budget

  /// How many rows of a result are kept.
  private static let keptRows = 5

  /// Runs tests on the data that is found, read as the add-ons say.
  public init(knowledge: SearchKnowledge, data: AttackData, budget: Budget = TestRunner.standardBudget) {
    self.knowledge = knowledge
    self.data = data
    self.budget = budget
  }

  /// What a search of a test may take.
  public static var standardBudget: Budget {
    var budget = Budget()
    budget.seconds = 30
    return budget
  }

  /// Runs the tests of all rules on all cores; outcomes come in the order of the rules and their tests.
  public func run(_ rules: [RuleAnalysis], progress: (@Sendable (Int, Int) -> Void)? = nil) async
    -> [TestOutcome]
  {
    let jobs = rules.flatMap { rule in rule.rule.tests.map { (rule, $0) } }
    var outcomes = [TestOutcome?](repeating: nil, count: jobs.count)
    await withTaskGroup(of: (Int, TestOutcome).self) { group in
      var next = 0
      func start() {
        guard next < jobs.count else { return }
        let (number, job) = (next, jobs[next])
        next += 1
        group.addTask { (number, run(job.0, job.1)) }
      }
      for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
      var done = 0
      for await (number, outcome) in group {
        outcomes[number] = outcome
        done += 1
        progress?(done, jobs.count)
        start()
      }
    }
    return outcomes.compactMap { $0 }
  }

  /// Runs one test.
  public func run(_ rule: RuleAnalysis, _ test: EmbeddedTest) -> TestOutcome {
    let began = ContinuousClock.now
    var evidence = TestOutcome.Evidence()
    let (verdict, reason) = judge(rule, test, &evidence)
    let took = (ContinuousClock.now - began).components
    evidence.seconds = Double(took.seconds) + Double(took.attoseconds) / 1e18
    return TestOutcome(
      rule: rule.rule.name.value, path: rule.rule.file.path, test: test.name, verdict: verdict,
      reason: reason,
      evidence: evidence)
  }

  private func judge(_ rule: RuleAnalysis, _ test: EmbeddedTest, _ evidence: inout TestOutcome.Evidence) -> (
    Verdict, String
  ) {
    if let reason = Self.skipReason(rule.rule, test) { return (.skipped, reason) }
    guard !test.data.isEmpty else { return (.dataMissing, "the test names no data") }
    var files: [LogFile] = []
    for item in test.data {
      switch data.locate(item.data) {
      case .missing(let reason): return (.dataMissing, "\(item.data): \(reason)")
      case .file(let path):
        if let fault = AttackData.fault(of: path) {
          return (fault.isMissing ? .dataMissing : .error, "\(item.data): \(fault.reason)")
        }
        files.append(
          LogFile(
            path: path, sourceType: item.sourceType, source: item.source.isEmpty ? item.data : item.source,
            host: item.host.isEmpty ? Self.standardHost : item.host,
            index: item.index.isEmpty ? "main" : item.index))
      }
    }
    let analysis = knowledge.context.analyse(rule.rule.search.value)
    // A rule's own filter is `search *` until someone fills it in; any other macro could stand for anything.
    if let unknown = analysis.expansion.calls.first(where: {
      $0.definition == nil && !$0.name.hasSuffix("_filter")
    }) {
      return (.unsupported, "the macro `\(unknown.name)` is not defined")
    }
    let search = analysis.expansion.text.bytes
    evidence.search = search
    do {
      let parsed = try ReadSearch(search)
      let setting = SearchSetting(files: files, knowledge: knowledge, budget: budget)
      evidence.data = try setting.loaded(names: test.data.map(\.data))
      var outcome = try setting.run(parsed, time: .init(), observes: false)
      if case .success(let table) = outcome.result, table.count == 0 {
        // Where nothing is found, the search runs again with an eye on each predicate.
        outcome = try setting.run(parsed, time: .init(), observes: true)
      }
      evidence.stages = outcome.report.stages
      evidence.notes = outcome.report.notes
      let table = try outcome.result.get()
      evidence.resultCount = table.count
      evidence.results = table.prefix(Self.keptRows)
      evidence.findEmptyStage()
      let (passes, reason) =
        test.expected?.judge(table) ?? PassCondition(rule.rule.risk).judge(table)
      if passes, table.count > 0 { return (.passed, reason) }
      if passes, evidence.data.allSatisfy({ $0.events == 0 }) {
        return (.error, "the data holds no event: that nothing is found in it says nothing")
      }
      // Without a database no address has a place: that the search finds nothing then says nothing of the rule.
      if let note = evidence.notes.first(where: { $0.hasPrefix("iplocation") }) {
        return (.unsupported, note)
      }
      return (passes ? .passed : .failed, evidence.explained(reason))
    } catch {
      switch error.kind {
      case .unsupported: return (.unsupported, error.message)
      case .syntax, .argument, .limit, .data: return (.error, error.message)
      }
    }
  }

  /// The host of data that names none.
  private static let standardHost = "ATTACK_DATA_HOST"

  /// Why a test is not to be run; nil where it is. Tests of `catalog.yml` are meant for this program, and run whatever
  /// the state of the rule. Source: contentctl 5.6.
  private static func skipReason(_ rule: Rule, _ test: EmbeddedTest) -> String? {
    if test.place == .settings { return rule.isRetired ? "the rule is retired" : nil }
    if !rule.manualTest.isEmpty { return "the rule is tested by hand: \(rule.manualTest)" }
    if rule.isRetired { return "the rule is retired" }
    let status = rule.status.lowercased()
    if status != "production" {
      return "the rule's status is \(status.isEmpty ? "not given" : status), not production"
    }
    if test.type.lowercased() == "experimental" { return "the test is experimental" }
    return nil
  }
}

extension TestOutcome.Evidence {
  /// Finds the stage after which no row was left.
  mutating func findEmptyStage() {
    guard resultCount == 0 else { return }
    emptyStage = stages.firstIndex { $0.rowsOut == 0 }
    guard let emptyStage else { return }
    unmet = stages[emptyStage].predicates.filter { $0.matched == 0 && $0.tested > 0 }
  }

  /// The reason with the stage at which the search went empty.
  func explained(_ reason: String) -> String {
    guard let emptyStage else { return reason }
    let stage = stages[emptyStage]
    let events = data.reduce(0) { $0 + $1.events }
    if events == 0 { return "\(reason): the data holds no event" }
    return "\(reason): no row is left after stage \(emptyStage + 1), \(stage.name)"
  }
}
