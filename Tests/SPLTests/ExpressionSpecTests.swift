import TestSupport
import Testing

@testable import SPL

/// The plain cases of `Tests/Spec/search-expressions` and `Tests/Spec/eval-expressions`.
@Suite struct ExpressionSpecTests {
  @Test(arguments: SpecCase.all(in: "search-expressions"))
  func search(_ spec: SpecCase) throws {
    let bytes = Array(try #require(spec.sections["search"]).utf8)
    var parser = Parser(bytes)
    let expression = parser.searchExpression(in: 0..<bytes.count).expression
    var wanted = try #require(spec.sections["tree"])
    // The tree keeps where a macro call stands; the case shows its text.
    wanted.replace(/\(macro `[^`]*`\)/, with: "(macro)")
    #expect(TreeText.text(expression) == wanted)
  }

  @Test(arguments: SpecCase.all(in: "eval-expressions"))
  func eval(_ spec: SpecCase) throws {
    let bytes = Array(try #require(spec.sections["where"]).utf8)
    var parser = Parser(bytes)
    let expression = parser.evalExpression(in: 0..<bytes.count)
    #expect(expression.map(TreeText.text) ?? "error" == spec.sections["tree"])
    if let offset = spec.sections["at"] {
      #expect(parser.problems.first.map { String($0.range.lowerBound) } == offset)
    }
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "search-expressions").count >= 40)
    #expect(SpecCase.all(in: "eval-expressions").count >= 50)
  }
}
