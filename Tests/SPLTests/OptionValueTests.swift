import Testing

@testable import SPL

/// Options whose values are expressions.
@Suite struct OptionValueTests {
  /// The tree of the first option, as the spec files write trees.
  private func tree(_ search: String) -> String {
    let parsed = ParsedSearch(Array(search.utf8))
    guard case .call(let call) = parsed.pipeline.stages[0].command else { return "no call" }
    for case .option(let option) in call.arguments {
      return switch option.value {
      case .literal(let literal): "literal \(literal.text)"
      case .filter(let expression): "filter \(TreeText.text(expression))"
      case .evaluation(let expression): "eval \(TreeText.text(expression))"
      case .condition(let expression): "condition \(TreeText.text(expression))"
      }
    }
    return "no option"
  }

  @Test(arguments: [
    (#""login""#, #"filter (word login)"#),
    (#""user login""#, #"filter (and (word user) (word login))"#),
    (#""action=start""#, #"filter (= action start)"#),
    (#""(code=1 OR code=2)""#, #"filter (or (= code 1) (= code 2))"#),
    // No search expression: a phrase.
    (#""done (100%""#, #"filter (word "done (100%")"#),
    (#""[start]""#, #"filter (word "[start]")"#),
    (#""say \"hi\"""#, #"filter (word "say \"hi\"")"#),
    (#"("user login" x=1)"#, #"filter (and (word "user login") (= x 1))"#),
    (#"login"#, #"filter (word login)"#),
    (#"eval(bytes > 10)"#, #"eval (> (field bytes) 10)"#),
    (#"EVAL(x)"#, #"eval (field x)"#),
  ])
  func filters(_ written: String, _ wanted: String) {
    #expect(tree("| transaction startswith=\(written)") == wanted)
  }

  @Test(arguments: [
    (#"(action=="x")"#, #"condition (= (field action) "x")"#),
    (#""(total>1000)""#, #"condition (> (field total) 1000)"#),
    (#""total>1000""#, #"condition (> (field total) 1000)"#),
    (#""(match(x, \"^\\\\d\"))""#, #"condition (call match (field x) "^\\d")"#),
  ])
  func conditions(_ written: String, _ wanted: String) {
    #expect(tree("| streamstats reset_after=\(written) count") == wanted)
  }

  @Test func whatIsWrongIsToldWhereItStands() {
    let search = #"| streamstats count reset_after="(x==\"a\" AND nofunction(y))""#
    let problems = ParsedSearch(Array(search.utf8)).problems
    #expect(problems.map(\.code) == [.unknownFunction])
    let bytes = Array(search.utf8)
    #expect(problems.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["nofunction"])
  }

  @Test func aFilterThatCannotBeReadIsTold() {
    let problems = ParsedSearch(Array("| transaction startswith=eval(x >)".utf8)).problems
    #expect(problems.map(\.code) == [.expressionSyntax])
  }
}
