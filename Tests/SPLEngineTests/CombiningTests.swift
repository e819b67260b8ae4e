import SPL
import Testing

@testable import SPLEngine

/// What plain cases cannot reach of the search language and of commands that bring other rows in: size, limits, and
/// what is reported.
struct CombiningTests {
  private static func environment(_ table: Table, _ lookups: [String: LookupDefinition] = [:])
    -> SearchEnvironment
  {
    var environment = SearchEnvironment(events: MemoryEvents(table), now: 1_700_000_000)
    environment.lookups = MemoryLookups(lookups)
    return environment
  }

  private static func numbers(_ count: Int, _ field: String = "n", prefix: String = "") -> Table {
    Table(count: count, [(field, (0..<count).map { .text("\(prefix)\($0)") })])
  }

  @Test func alternativesOfASubsearchAreLookedUp() throws {
    let lookup = LookupDefinition(Self.numbers(5_000))
    let result = try Search.run(
      "[| inputlookup t.csv]", in: Self.environment(Self.numbers(20_000), ["t.csv": lookup]))
    #expect(result.table.count == 5_000)
  }

  @Test func alternativesOfSeveralFieldsAreLookedUpInAnyCaseAndForAnyValue() throws {
    var rows = Table(
      count: 20, [("a", (0..<20).map { .text("A\($0)") }), ("b", (0..<20).map { .text("b\($0)") })])
    rows.set("b", at: 3, to: Value([.text("x"), .text("B3")]))
    rows.set("b", at: 4, to: .text("b5"))
    rows.set("b", at: 5, to: .null)
    let lookup = LookupDefinition(
      Table(count: 10, [("a", (0..<10).map { .text("a\($0)") }), ("b", (0..<10).map { .text("b\($0)") })]))
    let result = try Search.run("[| inputlookup t.csv]", in: Self.environment(rows, ["t.csv": lookup]))
    #expect(result.table["a"] == [0, 1, 2, 3, 6, 7, 8, 9].map { .text("A\($0)") })
  }

  @Test func aSubsearchHandsOverSoManyRowsAndSaysSo() throws {
    var environment = Self.environment(Self.numbers(30), ["t.csv": LookupDefinition(Self.numbers(30))])
    environment.budget.subsearchRows = 10
    environment.budget.joinRows = 5
    let filtered = try Search.run("[| inputlookup t.csv]", in: environment)
    #expect(filtered.table.count == 10)
    #expect(filtered.report.notes.count == 1)
    #expect(try Search.run("n=* | append [| inputlookup t.csv]", in: environment).table.count == 35)
    #expect(try Search.run("n=* | join n [| inputlookup t.csv]", in: environment).table.count == 5)
  }

  @Test func eachPredicateIsCountedOverAllEventsInTime() throws {
    var environment = Self.environment(
      Table(rows: [
        [("_time", Value(1_699_999_000)), ("user", "alice"), ("code", "1")],
        [("_time", Value(1_699_999_100)), ("user", "bob"), ("code", "2")],
        [("_time", Value(1_600_000_000)), ("user", "carol"), ("code", "1")],
      ]), ["t.csv": LookupDefinition(Table(rows: [[("user", "alice")], [("user", "dave")]]))])
    environment.observesPredicates = true
    let text = "earliest=-1d user=alice code=2 OR NOT code=1 [| inputlookup t.csv]"
    let report = try Search.run(text, in: environment).report
    let predicates = report.stages[0].predicates
    #expect(predicates.map(\.field) == ["user", "code", "code", nil])
    #expect(predicates.map(\.tested) == [2, 2, 2, 2])
    #expect(predicates.map(\.matched) == [1, 1, 1, 1])
    #expect(predicates.map(\.otherValues) == [["bob": 1], ["1": 1], ["2": 1], [:]])
    let bytes = Array(text.utf8)
    #expect(
      predicates.last.map { String(decoding: bytes[$0.range], as: UTF8.self) } == "[| inputlookup t.csv]")
    #expect(report.stages[0].rowsIn == 3)
    #expect(report.stages[0].rowsOut == 0)
  }

  @Test(.timeLimit(.minutes(1))) func aLargeLookupIsFoundByItsTexts() throws {
    var definition = LookupDefinition(
      Table(
        count: 100_000,
        [("key", (0..<100_000).map { .text("k\($0)") }), ("out", (0..<100_000).map { .text("o\($0)") })]))
    let events = Self.numbers(20_000, "key", prefix: "K")
    #expect(
      try Search.run("| lookup t key OUTPUT out", in: Self.environment(events, ["t": definition])).table[
        "out"]?
        .allSatisfy(\.isNull) == true)
    definition.isCaseSensitive = false
    let found = try Search.run("| lookup t key OUTPUT out", in: Self.environment(events, ["t": definition]))
      .table
    #expect(found["out"]?[19_999] == "o19999")
  }

  @Test(.timeLimit(.minutes(1))) func networksAreFoundByTheirLengthAndRowsStayInTheOrderOfTheTable() {
    let nets: [Value] = ["192.0.0.0/16", "2001:db8::/32", "192.0.2.0/24", "192.0.2.7", "198.51.100.0/24"]
    var definition = LookupDefinition(Table(count: 5, [("net", nets)]))
    definition.matchTypes = ["net": .cidr]
    let matcher = LookupMatcher(definition, columns: ["net"])
    #expect(matcher.rows(for: ["192.0.2.7"]) == [0, 2, 3])
    #expect(matcher.rows(for: ["2001:DB8:1::1"]) == [1])
    #expect(matcher.rows(for: ["203.0.113.1"]) == [])
  }

  @Test func aLookupWrittenByAnEarlierStageIsRead() throws {
    let events = Table(rows: [[("user", "alice"), ("team", "red")], [("user", "bob"), ("team", "blue")]])
    let table = try Search.run(
      "| outputlookup seen.csv | fields user | lookup seen.csv user OUTPUT team AS t",
      in: Self.environment(events)
    ).table
    #expect(table["t"] == ["red", "blue"])
  }

  @Test func aFileIsReadOnceItIsWritten() throws {
    let environment = Self.environment(Self.numbers(3))
    #expect(
      try Search.run("n=* | outputcsv kept | inputcsv append=true kept.csv", in: environment).table.count == 6
    )
    #expect(throws: SearchError.self) { try Search.run("| inputcsv kept", in: environment) }
  }

  @Test(.timeLimit(.minutes(1))) func manyOpenTransactionsTakeTimeByTheirNumber() throws {
    let count = 20_000
    let events = Table(
      count: count,
      [
        ("_time", (0..<count).map { Value(count - $0) }), ("host", (0..<count).map { _ in "HOST-01" }),
        ("user", (0..<count).map { .text("user\($0 / 2)") }),
      ])
    let table = try Search.run("* | transaction host user", in: Self.environment(events)).table
    #expect(table.count == count / 2)
  }

  @Test(.timeLimit(.minutes(1))) func aWildcardInALongTextTakesTimeByItsLength() {
    let text = String(repeating: "a", count: 200_000) + " " + String(repeating: "ab ", count: 50_000)
    for word in ["*a*c*", "a*c", "*a*bc", "a*b*c"] {
      guard case .search(.term(let term))? = ParsedSearch(Array(word.utf8)).pipeline.stages.first?.command
      else {
        Issue.record("\(word) is no word")
        continue
      }
      #expect(!RawTerm(term).fits(text))
    }
  }

  @Test func searchesThatStandInThemselvesEndAtALimit() {
    let text = String(repeating: "a=1 [search ", count: 20) + "b=1" + String(repeating: "]", count: 20)
    #expect(throws: SearchError.self) { try Search.run(text, in: Self.environment(Table())) }
  }

  @Test func resultsThatBringTheirOwnSubsearchAgainEndAtALimit() {
    let table = Table(rows: [[("search", "[| inputlookup t.csv]")]])
    let environment = Self.environment(Table(), ["t.csv": LookupDefinition(table)])
    #expect(throws: SearchError.self) { try Search.run("[| inputlookup t.csv]", in: environment) }
  }

  @Test func aSubsearchMayGiveANegativeNumberToAnExpression() throws {
    let environment = Self.environment(
      Table(rows: [[("n", "1")]]), ["t.csv": LookupDefinition(Table(rows: [[("x", "-5")]]))])
    let table = try Search.run("n=1 | eval y=[| inputlookup t.csv | return $x] + n", in: environment).table
    #expect(table["y"]?.first?.text == "-4")
  }

  /// Hands over only what it is asked for.
  private struct StrictEvents: EventSource {
    let table: Table

    func read(
      _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
      sink: (Table) throws(SearchError) -> Bool
    ) throws(SearchError) {
      var table = table
      table.keep(table.fields.filter(request.fields.wants))
      _ = try sink(try prepare(table))
    }
  }

  @Test(arguments: [
    ("a=1 | search [| inputlookup t.csv | fields c] | fields n", "n"),
    ("a=1 | map search=\"search a=1 c=$c$ | fields n\" | fields n", "n"),
    ("a=1 | join left=L right=R WHERE L.c=R.c [search a=1] | fields L.n", "L.n"),
    ("a=1 | join c [search a=1] | fields n", "n"), ("a=1 | join [search a=1] | fields n", "n"),
    ("a=1 | lookup t.csv c OUTPUT d | search d=1 | fields n", "n"),
    ("a=1 | transaction a startswith=(c=1) | fields n", "n"),
    ("a=1 | outputlookup kept.csv | fields n | lookup kept.csv n OUTPUT c | search c=1", "n"),
    ("a=1 | selfjoin keepsingle=t c | fields n", "n"),
    ("a=1 | appendpipe [search c=1] | fields n", "n"),
  ])
  func everyFieldThatIsLookedAtIsAskedFor(_ text: String, _ field: String) throws {
    let table = Table(rows: [
      [("a", "1"), ("c", "1"), ("n", "7"), ("_time", Value(1)), ("other", "x")],
      [("a", "2"), ("c", "1"), ("n", "8"), ("_time", Value(2)), ("other", "x")],
    ])
    var environment = Self.environment(
      Table(), ["t.csv": LookupDefinition(Table(rows: [[("c", "1"), ("d", "1")]]))])
    environment.events = StrictEvents(table: table)
    let result = try Search.run(text, in: environment).table
    #expect(result[field]?.first == "7", "\(result)")
  }
}
