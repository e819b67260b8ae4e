import Catalog
import SPL
import TestSupport
import Testing

@testable import Analysis

/// Real searches with bytes cut, doubled and exchanged are read to their end, and what is printed is read again.
@Suite(.enabled(if: Repository.needsShared, "the shared folder is not here"))
struct MutatedSearchTests {
  /// A generator that gives the same numbers in every run.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, limit)
    }
  }

  @Test func mutatedSearchesAreReadToTheirEnd() async throws {
    let catalog = try await CatalogReader.read(root: try Repository.shared("corpus/security_content")).catalog
    let expander = MacroExpander(MacroTable([]), knownFilters: [])
    var numbers = Numbers(state: 1)
    for rule in catalog.rules where !rule.search.value.isEmpty {
      let original = Array(rule.search.value.utf8)
      for kind in 0..<3 {
        let mutated = Self.mutated(original, kind, &numbers)
        let text = expander.expand(mutated).text.bytes
        let parsed = ParsedSearch(text)
        for stage in parsed.pipeline.stages { #expect(stage.range.upperBound <= text.count) }
        for problem in parsed.problems {
          #expect(
            problem.range.lowerBound >= 0 && problem.range.upperBound <= text.count, "\(problem.summary)")
        }
        _ = ParsedSearch(Array(SPLPrinter.text(parsed.pipeline, of: text).utf8))
        _ = SearchAnalysis(String(decoding: mutated, as: UTF8.self), expander: expander)
      }
    }
  }

  private static func mutated(_ bytes: [UInt8], _ kind: Int, _ numbers: inout Numbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0...numbers.below(4) {
      guard bytes.count > 2 else { return bytes }
      let start = numbers.below(bytes.count - 1)
      let end = min(bytes.count, start + 1 + numbers.below(12))
      switch kind {
      case 0: bytes.removeSubrange(start..<end)
      case 1: bytes.insert(contentsOf: bytes[start..<end], at: numbers.below(bytes.count))
      default: bytes.swapAt(start, numbers.below(bytes.count))
      }
    }
    return bytes
  }
}
