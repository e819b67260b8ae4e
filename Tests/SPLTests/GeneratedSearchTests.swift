import Testing

@testable import SPL

/// Random trees are printed, read as the same trees without complaint, and printed as the same text.
@Suite struct GeneratedSearchTests {
  @Test func expressionsOfEval() {
    expectRoundTrips(1_500, seed: 1) { generator in
      [Stage(range: 0..<0, name: "where", command: .where(generator.evalExpression()))]
    }
  }

  @Test func searchExpressions() {
    expectRoundTrips(1_500, seed: 2) { generator in
      [Stage(range: 0..<0, name: "search", command: .search(generator.searchExpression()))]
    }
  }

  @Test(arguments: CommandTable.all.indices)
  func everyCommand(_ number: Int) {
    expectRoundTrips(10, seed: UInt64(number)) { [$0.stage(CommandTable.all[number])] }
  }

  @Test func wholeSearches() {
    expectRoundTrips(1_500, seed: 4) { $0.pipeline(isSubsearch: false).stages }
  }

  /// Tells of the first trees that fail, no more: one fault fails many.
  private func expectRoundTrips(
    _ count: Int, seed: UInt64, _ make: (inout TreeGenerator) -> [Stage]
  ) {
    var generator = TreeGenerator(seed: seed)
    var failures = 0
    for _ in 0..<count where failures < 5 {
      let tree = Pipeline(stages: make(&generator))
      guard let failure = Self.failure(of: tree, source: generator.source) else { continue }
      failures += 1
      Issue.record("\(failure)")
    }
  }

  private static func failure(of tree: Pipeline, source: [UInt8]) -> String? {
    let text = SPLPrinter.text(tree, of: source)
    let bytes = Array(text.utf8)
    let parsed = ParsedSearch(bytes)
    if let problem = parsed.problems.first { return "\(text)\n\(problem.summary) at \(problem.range)" }
    let again = SPLPrinter.text(parsed.pipeline, of: bytes)
    if again != text { return "\(text)\n\(again)" }
    guard parsed.pipeline.shape == tree.shape else {
      return "\(text)\n\(tree.shape)\n\(parsed.pipeline.shape)"
    }
    return nil
  }
}
