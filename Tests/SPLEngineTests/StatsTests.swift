import SPL
import Testing

@testable import SPLEngine

/// What the plain-file cases of stats functions cannot reach: the registry, limits, large inputs, order.
struct StatsTests {
  private func run(_ search: String, on table: Table, budget: Budget = Budget()) throws -> Table {
    var environment = SearchEnvironment(events: MemoryEvents(table), now: 1_700_000_000)
    environment.budget = budget
    return try Search.run(search, in: environment).table
  }

  @Test func everyFunctionOfTheListRuns() {
    for function in StatsFunction.all where !["sparkline", "rate_avg", "rate_sum"].contains(function.name) {
      #expect(StatsImplementations.named(function.name + (function.takesPercent ? "95" : "")) != nil)
    }
    let names = Set(StatsFunction.all.map(\.name))
    #expect(StatsImplementations.all.allSatisfy { names.contains($0.name) })
  }

  /// What is saved and restored, or merged, is what one state would have taken.
  @Test func statesMergeAndComeBack() {
    let values: [Value] = ["3", "1", "b", "2", "a", "3", "12.5", "-4"]
    var all = StatsImplementations.all
    all += ["perc30", "exactperc95", "upperperc50"].compactMap(StatsImplementations.named)
    for function in all + all.map(\.allNumeric) {
      check(function.empty, function.name, values)
    }
  }

  private func check(_ empty: some Accumulator, _ name: String, _ values: [Value]) {
    let context = StatsContext(span: 60, times: 0...100)
    var whole = empty
    for (index, value) in values.enumerated() { _ = whole.add(value, at: 100 - Double(index)) }
    for split in 0...values.count {
      var (left, right, restored) = (empty, empty, empty)
      for (index, value) in values.enumerated() {
        if index < split {
          _ = left.add(value, at: 100 - Double(index))
        } else {
          _ = right.add(value, at: 100 - Double(index))
        }
      }
      restored.restore(left.saved)
      restored.restore(right.saved)
      left.merge(right)
      for state in [left, restored] {
        let (got, expected) = (state.result(context), whole.result(context))
        if let number = expected.double, let other = got.double {
          #expect(abs(number - other) < 1e-9, "\(name) split at \(split)")
        } else {
          #expect(got == expected, "\(name) split at \(split)")
        }
      }
    }
  }

  @Test func groupsAreToldApartByBytes() throws {
    // One letter and the same with its accent as a letter of its own look alike; a number and its text are one group.
    let table = Table(rows: [
      [("user", "caf\u{E9}")], [("user", "cafe\u{301}")], [("user", Value(7))], [("user", "7")],
      [("user", "")],
    ])
    #expect(try run("| stats count by user", on: table).count == 4)
    let pairs = Table(rows: [[("a", "x\u{1}"), ("b", "y")], [("a", "x"), ("b", "\u{1}y")]])
    #expect(try run("| stats count by a b", on: pairs).count == 2)
  }

  @Test func manyGroupsKeepTheirCounts() throws {
    let table = Table(
      count: 20_000,
      [("f", (0..<20_000).map { .text("value-\($0 % 5000)") }), ("g", (0..<20_000).map { Value($0 % 3) })])
    let result = try run("| stats count sum(g) as s by f", on: table)
    #expect(result.count == 5000)
    #expect(result["count"]?.allSatisfy { $0.double == 4 } == true)
    #expect(try run("| stats count by f g", on: table).count == 15_000)
  }

  @Test func aMovingWindowGivesWhatCountingAnewGives() throws {
    let numbers = (0..<500).map { ($0 * 7919) % 101 }
    let table = Table(count: 500, [("x", numbers.map { Value($0) })])
    let result = try run("| streamstats window=7 sum(x) as s max(x) as m values(x) as v", on: table)
    for row in 0..<500 {
      let window = numbers[max(0, row - 6)...row]
      #expect(result.value("s", at: row).double == Double(window.reduce(0, +)))
      #expect(result.value("m", at: row).double == window.max().map(Double.init))
      #expect(result.value("v", at: row).texts == Set(window.map(String.init)).sorted())
    }
  }

  @Test func onlyFunctionsThatLookAtOrderAskForIt() throws {
    func dependsOnOrder(_ functions: String) throws -> Bool {
      let parsed = try ParsedText(Array("| stats \(functions)".utf8))
      let run = SearchRun(SearchEnvironment(events: MemoryEvents(Table()), now: 0))
      let stage = try #require(parsed.pipeline.stages.first)
      let compilation = Compilation(
        run: run, stage: stage, index: 1, depth: 0, bytes: parsed.bytes, demand: .all, time: TimeRange())
      guard case .stateful(let command) = try CommandImplementations.compile(stage, compilation) else {
        return true
      }
      return command.dependsOnOrder
    }
    #expect(try !dependsOnOrder("count min(_time) max(_time) values(user) dc(src) avg(x) mode(y) by dest"))
    for function in ["first(x)", "last(x)", "list(x)", "earliest(x)", "latest(x)"] {
      #expect(try dependsOnOrder("count \(function)"), "\(function)")
    }
  }

  @Test func limitsHold() {
    var budget = Budget()
    budget.rows = 1000
    budget.bytes = 20_000
    let table = Table(count: 900, [("f", (0..<900).map { .text("a rather long value of number \($0)") })])
    func limit(_ search: String, on table: Table) -> SearchError.Kind? {
      #expect(throws: SearchError.self) { _ = try run(search, on: table, budget: budget) }?.kind
    }
    #expect(limit("| stats values(f)", on: table) == .limit)
    #expect(limit("| stats count by f", on: table) == .limit)
    #expect(limit("| streamstats values(f)", on: table) == .limit)
    let times = Table(rows: [[("_time", Value(0))], [("_time", Value(1_700_000_000))]])
    #expect(limit("| timechart span=1s count", on: times) == .limit)
    #expect(limit("| chart count by _time span=1s", on: times) == .limit)
    let lists = Table(
      count: 1,
      ["a", "b", "c"].map { ($0, [.list((0..<200).map { Value($0) })]) })
    #expect(limit("| stats count by a b c", on: lists) == .limit)
  }

  @Test func hostileNumbersEndWell() throws {
    let table = Table(rows: [
      [("_time", "1e300"), ("x", "1e308")], [("_time", "-1e300"), ("x", "-1e308")],
      [("_time", Value(1_700_000_000)), ("x", "nan")],
    ])
    for search in [
      "| bin _time span=1mon", "| bin x bins=10", "| bin x span=log2", "| bin x span=0.001",
      "| stats range(x) var(x)",
      "| bin _time span=1s", "| bin _time",
    ] {
      #expect(try run(search, on: table).count > 0, "\(search)")
    }
    for search in ["| timechart count", "| chart count by x span=1", "| timechart span=1mon count"] {
      _ = try? run(search, on: table)
    }
  }
}
