import Foundation
import SPL
import Testing

@testable import SPLEngine

/// What plain-file cases cannot say of `eval`: limits, whole columns, the same result in each run.
struct EvalTests {
  private func run(_ search: String, _ table: Table, _ change: (inout SearchEnvironment) -> Void = { _ in })
    throws
    -> Table
  {
    var environment = SearchEnvironment(events: MemoryEvents(table), now: 1_700_000_000)
    change(&environment)
    return try Search.run(search, in: environment).table
  }

  private func rows(_ count: Int, _ value: (Int) -> Value) -> Table {
    Table(count: count, [("n", (0..<count).map(value))])
  }

  @Test func randomNumbersAreTheSameInEachRunAndDifferFromRowToRow() throws {
    let table = rows(2000) { Value($0) }
    let first = try run("| eval a=random(), b=random()", table)
    let second = try run("| eval a=random(), b=random()", table)
    #expect(first["a"] == second["a"])
    #expect(first["a"] != first["b"])
    let numbers = first["a"]?.compactMap(\.double) ?? []
    #expect(numbers.count == 2000)
    #expect(Set(numbers).count > 1990)
    #expect(numbers.allSatisfy { $0 >= 0 && $0 <= 2_147_483_647 })
    let mean = numbers.reduce(0, +) / 2000
    #expect(abs(mean / 2_147_483_647 - 0.5) < 0.03)
  }

  @Test(arguments: [
    "replace(t, \"a\", t)", "printf(\"%999999999d\", 1)", "mvjoin(split(t, \"\"), t)",
    "printf(\"%.*f\", 900000000, 1)",
  ])
  func aTextThatWouldGrowTooLongEndsTheSearch(_ expression: String) throws {
    let text = String(repeating: "a", count: 5000)
    let error = #expect(throws: SearchError.self) {
      _ = try run("| eval x=\(expression)", Table(count: 1, [("t", [.text(text)])])) {
        $0.budget.textBytes = 100_000
      }
    }
    #expect(error?.kind == .limit)
  }

  @Test(arguments: ["mvappend(v, v, v)", "mvrange(0, 1001)", "split(t, \"\")", "mvrange(0, 1e300)"])
  func aListThatWouldGrowTooLongEndsTheSearch(_ expression: String) throws {
    let list = Value.list((0..<500).map { Value($0) })
    let text = Value.text(String(repeating: "x", count: 2000))
    let error = #expect(throws: SearchError.self) {
      _ = try run("| eval x=\(expression)", Table(count: 1, [("v", [list]), ("t", [text])])) {
        $0.budget.values = 1000
      }
    }
    #expect(error?.kind == .limit)
  }

  @Test func aBranchThatNoRowComesToIsNotComputed() throws {
    let table = Table(count: 1, [("t", [.text(String(repeating: "a", count: 60) + "!")])])
    let evil = "match(t, \"^(a+)+$\")"
    #expect(try run("| eval r=if(len(t)<5 AND \(evil), 1, 2)", table).value("r", at: 0).text == "2")
    #expect(try run("| eval r=if(len(t)<5, if(\(evil), 1, 2), 3)", table).value("r", at: 0).text == "3")
    #expect(try run("| eval r=case(len(t)>5, 4, \(evil), 5)", table).value("r", at: 0).text == "4")
  }

  @Test func theFieldsOfSearchmatchAreAskedFor() throws {
    let search = try ParsedText(
      Array("| eval r=if(searchmatch(\"a=1 (b IN (2) OR NOT c=\\\"x\\\")\"), d, 0)".utf8))
    guard case .call(let call) = search.pipeline.stages[0].command,
      case .assignment(_, let expression)? = call.arguments.first
    else {
      Issue.record("no assignment")
      return
    }
    #expect(FieldUse.fields(of: expression).sorted() == ["a", "b", "c", "d"])
  }

  @Test func aLookupIsSearchedByItsIndex() throws {
    let lookup = Table(
      count: 5_000,
      [("id", (0..<5_000).map { .text("id\($0)") }), ("name", (0..<5_000).map { .text("name\($0)") })])
    let result = try run(
      "| eval o=lookup(\"t\", json_object(\"id\", \"id\".n), json_array(\"name\"))",
      rows(5_000) { Value($0) }
    ) { $0.lookups = MemoryLookups(["t": LookupDefinition(lookup)]) }
    #expect(result.value("o", at: 4_999).text == "{\"name\":\"name4999\"}")
  }

  @Test func patternsFromFieldsAreKeptForTheNextRow() throws {
    let table = Table(
      count: 3000,
      [
        ("t", (0..<3000).map { .text("a\($0)") }), ("p", (0..<3000).map { .text("^a\($0 % 90)$") }),
      ])
    let result = try run("| where match(t, p)", table)
    #expect(result.count == 90)
  }

  @Test(arguments: [
    (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (1.5e-10, "0.00000000015"),
    (-2.5e-5, "-0.000025"),
    (1e-20, "1e-20"), (1e15, "1000000000000000"), (123456789.125, "123456789.125"),
    (1e22, "10000000000000000000000"),
    (-0.0, "0"), (.leastNonzeroMagnitude, "5e-324"), (1.25e17 + 0.0, "125000000000000000"),
  ])
  func numbersAreShownInFull(_ number: Double, _ text: String) {
    #expect(Number(number).text == text)
  }

  @Test(arguments: [
    (1.005, 2, 1.01), (2.5, 0, 3), (-2.5, 0, -3), (0.05, 1, 0.1), (9.995, 2, 10), (1234.5, -2, 1200),
    (50, -2, 100),
    (49, -2, 0), (0.004, 2, 0), (1e300, 2, 1e300),
  ])
  func roundingGoesByTheDecimalText(_ number: Double, _ decimals: Int, _ rounded: Double) {
    #expect(Decimals.rounded(number, to: decimals) == rounded)
  }

  @Test func aMillionRowsAreComparedAndComputedQuickly() throws {
    let table = rows(1_000_000) { $0.isMultiple(of: 2) ? .text("value\($0 % 100)") : .text("\($0)") }
    let start = ContinuousClock.now
    let result = try run("| where n>500 OR n=\"value2\" | eval m=n*2, u=upper(n)", table)
    #expect(result.count > 400_000)
    // A debug build on a busy machine: what matters is that nothing is quadratic.
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
