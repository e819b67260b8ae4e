import SPL
import Testing

@testable import SPLEngine

/// The examples that the reference of functions shows are what the engine gives.
struct EvalFunctionExampleTests {
  /// A call and what it gives.
  struct Example: Sendable, CustomTestStringConvertible {
    let expression: String
    let value: String?
    var testDescription: String { expression }
  }

  static let examples = EvalFunction.all.flatMap { function in
    function.examples.map { Example(expression: $0.expression, value: $0.value) }
  }

  @Test(arguments: examples)
  func exampleGivesItsValue(_ example: Example) throws {
    let environment = SearchEnvironment(
      events: MemoryEvents(Table(rows: [[(field: "n", value: "1")]])), now: 1_700_000_000)
    let result = try Search.run("| eval result=\(example.expression)", in: environment)
    #expect(result.table.value("result", at: 0).text == example.value)
  }

  @Test func everyFunctionRuns() {
    let missing = EvalFunction.all.map(\.name).filter {
      EvalImplementations.named($0) == nil && SpecialForms.named($0) == nil
    }
    #expect(missing == [])
  }

  @Test func everyFunctionThatRunsIsInTheReference() {
    let unknown = EvalImplementations.all.map(\.name).filter { EvalFunction.byName[$0] == nil }
    #expect(unknown == [])
  }
}
