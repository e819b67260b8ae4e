import Analysis
import Foundation
import SPLEngine
import TestSupport
import Testing

@testable import RuleTests

/// Real rules on real data: the verdicts are those that official runs foretell.
@Suite struct RunnableRulesTests {
  /// Rules whose verdict differs, by the name of their file, with the reason.
  static let knownDifferences: [String: String] = [:]

  @Test(.enabled(if: Repository.needsShared)) func verdictsAreThoseForetold() async throws {
    let rules = try await RunnableRules()
    defer { rules.remove() }
    let outcomes = await rules.runner.run(rules.analysis.rules)
    #expect(outcomes.count >= 70)
    var likely = (passed: 0, all: 0)
    var lines: [String] = []
    for outcome in outcomes {
      let expected = rules.expectations[outcome.path] ?? ""
      let stem = ((outcome.path as NSString).lastPathComponent as NSString).deletingPathExtension
      lines.append("\(outcome.verdict.rawValue)\t\(expected.prefix(40))\t\(outcome.rule): \(outcome.reason)")
      if expected.hasPrefix("likely") {
        likely.all += 1
        if outcome.verdict == .passed { likely.passed += 1 }
        continue
      }
      let isForetold =
        if expected.hasPrefix("pass") {
          outcome.verdict == .passed
        } else if expected.hasPrefix("no:") {
          outcome.verdict != .passed
        } else {
          outcome.verdict == .skipped || outcome.verdict == .unsupported
        }
      #expect(
        isForetold != (Self.knownDifferences[stem] != nil),
        "\(outcome.path): \(outcome.verdict.rawValue), \(outcome.reason); foretold: \(expected)")
    }
    #expect(likely.passed * 10 >= likely.all * 9, "\(likely.passed) of \(likely.all) likely ones pass")
    if let path = ProcessInfo.processInfo.environment["RUNNABLE_REPORT"] {
      try lines.sorted().joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
