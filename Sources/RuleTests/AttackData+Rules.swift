import Analysis

extension AttackData {
  /// Whether data of any test of these rules is there: without any, nothing needs to know how to read it.
  public func holdsData(of rules: [RuleAnalysis]) -> Bool {
    rules.contains { rule in
      rule.rule.tests.contains { test in
        test.data.contains { item in
          if case .file = locate(item.data) { true } else { false }
        }
      }
    }
  }
}
