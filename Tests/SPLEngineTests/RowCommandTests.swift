import Testing

@testable import SPLEngine

/// Limits and large inputs of the commands that work on rows.
struct RowCommandTests {
  private func run(
    _ search: String, _ table: Table = Table(), _ change: (inout SearchEnvironment) -> Void = { _ in }
  ) throws(SearchError) -> SearchResult {
    var environment = SearchEnvironment(events: MemoryEvents(table), now: 1_700_000_000)
    change(&environment)
    return try Search.run(search, in: environment)
  }

  private func message(_ work: () throws -> SearchResult) -> String {
    do {
      let result = try work()
      return "\(result.table.count) rows"
    } catch let error as SearchError {
      return "\(error.kind)"
    } catch {
      return "\(error)"
    }
  }

  @Test func mvexpandHasALimitOfRows() {
    let list = Value((0..<100).map { Value($0) })
    let table = Table(count: 100, [("v", [Value](repeating: list, count: 100))])
    #expect(message { try run("| mvexpand v", table) { $0.budget.rows = 5000 } } == "limit")
    #expect(message { try run("| mvexpand v", table) } == "10000 rows")
  }

  @Test func tablesHaveALimitOfCells() {
    let numbers = (0..<3000).map { Value($0) }
    let table = Table(count: 3000, [("x", numbers), ("y", numbers), ("n", numbers)])
    #expect(message { try run("| xyseries x y n", table) { $0.budget.bytes = 10 << 20 } } == "limit")
    #expect(message { try run("| transpose 0", table) { $0.budget.bytes = 100_000 } } == "limit")
    #expect(message { try run("| makeresults count=3000000") } == "limit")
    #expect(message { try run("| gentimes start=01/01/1900 increment=1s") } == "limit")
  }

  @Test func valuesHaveALimit() {
    let text = Value.text(String(repeating: "a,", count: 10_000))
    let table = Table(
      count: 1, [("v", [text]), ("j", [.text("[" + String(repeating: "1,", count: 9999) + "1]")])])
    #expect(message { try run("| makemv delim=\",\" v", table) { $0.budget.values = 5000 } } == "limit")
    #expect(message { try run("| spath input=j", table) { $0.budget.values = 5000 } } == "1 rows")
    #expect(message { try run("| spath input=j path={}", table) { $0.budget.values = 5000 } } == "limit")
    #expect(
      message { try run("| rex field=v mode=sed \"s/a/bbbb/g\"", table) { $0.budget.textBytes = 15_000 } }
        == "limit")
  }

  @Test func manyDifferentNamesEndASearch() {
    let rows = (0..<300).map { row in
      Value.text("{" + (0..<100).map { "\"k\(row)_\($0)\":1" }.joined(separator: ",") + "}")
    }
    #expect(message { try run("| spath input=j", Table(count: 300, [("j", rows)])) } == "limit")
  }

  @Test func foreachLetsNoFieldBringCommands() throws {
    let table = Table(count: 1, [("a_x' | where false() | eval b='", [.text("1")])])
    #expect(message { try run("| foreach a_* [eval n='<<FIELD>>']", table) } == "argument")
    let value = Table(count: 1, [("v", [.text("\" | where 1=2 | eval x=\"")])])
    let result = try run("| foreach mode=multivalue v [eval n=<<ITEM>>, m=\"(<<ITEM>>)\"]", value)
    #expect(result.table.value("n", at: 0).text == "\" | where 1=2 | eval x=\"")
    #expect(result.table.value("m", at: 0).text == "(\" | where 1=2 | eval x=\")")
  }

  @Test func sortSaysThatItCutRows() throws {
    let table = Table(count: 10_001, [("n", (0..<10_001).map { Value($0) })])
    #expect(
      try run("| sort n", table).report.notes == ["sort kept the first 10000 of 10001 rows; sort 0 keeps all"]
    )
    #expect(try run("| sort 10000 n", table).report.notes.isEmpty)
  }

  @Test func tailKeepsTheLastOfManyBatches() throws {
    let table = Table(count: 50_000, [("n", (0..<50_000).map { Value($0) })])
    let result = try run("| tail 2", table).table
    #expect(result.column("n").map(\.text) == ["49999", "49998"])
  }

  @Test func makecontinuousAddsWhatIsMissing() throws {
    let table = Table(count: 3, [("n", [Value(31), Value(2), Value(12)]), ("u", ["c", "a", "b"])])
    let result = try run("| makecontinuous n span=10", table).table
    #expect(result.column("n").map(\.text) == ["0", "10", "20", "30"])
    #expect(result.column("u").map(\.text) == ["a", "b", nil, "c"])
    let cut = try run("| makecontinuous n span=10 start=10 end=60", table).table
    #expect(cut.column("n").map(\.text) == ["10", "20", "30", "40", "50"])
    #expect(message { try run("| makecontinuous n span=0.000001", table) } == "limit")
    #expect(message { try run("| makecontinuous n", table) } == "unsupported")
    #expect(message { try run("| makecontinuous n span=1mon", table) } == "unsupported")
  }

  @Test func addressesHaveTheirPlaces() throws {
    struct Places: GeographySource {
      func location(of address: String) -> [String: String]? {
        address == "192.0.2.1" ? ["City": "Oslo", "Country": "Norway", "Timezone": "Europe/Oslo"] : nil
      }
    }
    let table = Table(count: 2, [("ip", [.text("192.0.2.1"), .text("192.0.2.2")])])
    let result = try run("| iplocation prefix=p_ ip", table) { $0.geography = Places() }.table
    #expect(result.fields == ["ip", "p_City", "p_Country"])
    #expect(result.value("p_City", at: 1).isNull)
    let all = try run("| iplocation allfields=t ip", table) { $0.geography = Places() }.table
    #expect(all.value("Timezone", at: 0).text == "Europe/Oslo")
    #expect(try run("| iplocation ip", table).report.notes.count == 1)
  }

  @Test func clustersOfManyRows() throws {
    let texts = (0..<5000).map {
      Value.text("session \($0 % 50) of user number opened on host w\($0 % 50) now")
    }
    let table = Table(count: 5000, [("_raw", texts)])
    let alike = try run("| cluster t=0.7 showcount=t", table).table
    #expect(alike.count == 1)
    #expect(alike.value("cluster_count", at: 0).text == "5000")
    #expect(try run("| cluster t=0.9", table).table.count == 50)
  }

  @Test(arguments: [
    "| makeresults | sort ip", "| makeresults | sort - num, user", "| makeresults | dedup ip",
    "| makeresults | xmlunescape", "| makeresults | noop",
  ])
  func runs(_ search: String) {
    #expect(message { try run(search) } == "1 rows" || search.contains("dedup"))
  }

  @Test(arguments: [
    "| makeresults | rangemap low=1-2", "| makeresults | rangemap field=x low=abc",
    "| makeresults | rex \"a\"",
    "| makeresults | rex mode=sed \"q/a/b/\"", "| makeresults | makemv delim=\"\" x",
    "| makeresults | makeresults", "| makeresults | spath path=a{b}", "| makeresults format=csv",
    "| gentimes start=x", "| makeresults | multikv forceheader=0", "| makeresults | delta x p=0",
    "| makeresults | foreach mode=multivalue a b [eval x=<<ITEM>>]",
  ])
  func refusesArguments(_ search: String) {
    #expect(message { try run(search) } == "argument")
  }

  @Test(arguments: [
    "| makeresults | erex x examples=\"a\"", "| makeresults | extract access-extractions",
    "| makeresults | multikv conf=netstat", "| makeresults | anomalydetection x",
    "| makeresults | iplocation lang=de ip", "| makeresults | xpath \"//a[count(b)=1]\"",
    "| makeresults | foreach mode=multivalue v [eval <<ITEM>>=1]",
  ])
  func saysWhatItDoesNotDo(_ search: String) {
    #expect(message { try run(search) } == "unsupported")
  }
}
