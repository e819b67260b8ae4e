import SPL
import Testing

@testable import SPLEngine

/// `tstats` over data sets and events, with the options that need no server.
struct TstatsTests {
  /// Events of one data set; others are refused by the name that was asked for.
  private struct DataSetEvents: EventSource {
    let name: DataSetName?
    let table: Table

    func read(
      _ request: EventRequest, prepare: @Sendable (Table) throws(SearchError) -> Table,
      sink: (Table) throws(SearchError) -> Bool
    ) throws(SearchError) {
      guard request.dataSet == name else {
        throw SearchError(.data, "asked for \(String(describing: request.dataSet))")
      }
      // Batches of two rows, as files give them.
      for start in stride(from: 0, to: table.count, by: 2) {
        let rows = Array(start..<min(table.count, start + 2))
        guard try sink(try prepare(table.selecting(rows))) else { return }
      }
    }
  }

  private static let processes = Table(rows: [
    [
      ("_time", Value(1_699_999_200)), ("Processes.dest", "HOST-01"), ("Processes.user", "alice"),
      ("Processes.process_name", "cmd.exe"),
    ],
    [
      ("_time", Value(1_699_999_260)), ("Processes.dest", "HOST-01"),
      ("Processes.process_name", "whoami.exe"),
    ],
    [
      ("_time", Value(1_700_002_800)), ("Processes.dest", "HOST-02"), ("Processes.user", "bob"),
      ("Processes.process_name", "CMD.EXE"),
    ],
  ])

  private func rows(
    _ search: String, dataSet: DataSetName? = DataSetName(model: "Endpoint", dataSet: "Processes")
  ) throws -> [String] {
    let environment = SearchEnvironment(
      events: DataSetEvents(name: dataSet, table: Self.processes), now: 1_700_006_400)
    let table = try Search.run(search, in: environment).table
    return (0..<table.count).map { row in
      table.row(row).map { "\($0.field)=\($0.value.texts.joined(separator: "|"))" }.joined(separator: " ")
    }
  }

  /// Rows in are the events that are read, rows out the groups that come of them.
  @Test func theFunnelTellsEventsAndGroups() throws {
    let events = DataSetEvents(
      name: DataSetName(model: "Endpoint", dataSet: "Processes"), table: Self.processes)
    let report = try Search.run(
      "| tstats count from datamodel=Endpoint.Processes where Processes.process_name=* by Processes.dest | where count>1",
      in: SearchEnvironment(events: events, now: 1_700_006_400)
    ).report
    #expect(report.stages.map(\.rowsIn) == [3, 2])
    #expect(report.stages.map(\.rowsOut) == [2, 1])
  }

  @Test func readsADataSetAndFiltersByTheSearchLanguage() throws {
    let found = try rows(
      """
      | tstats summariesonly=false allow_old_summaries=true count min(_time) as firstTime
      values(Processes.process_name) as names from datamodel=Endpoint.Processes
      where Processes.process_name=cmd.exe by Processes.dest
      """)
    #expect(
      found == [
        "Processes.dest=HOST-01 count=1 firstTime=1699999200 names=cmd.exe",
        "Processes.dest=HOST-02 count=1 firstTime=1700002800 names=CMD.EXE",
      ])
  }

  @Test func aRowWithoutAGroupingFieldIsDroppedUnlessItIsFilled() throws {
    let search = "count from datamodel=Endpoint.Processes by Processes.user"
    #expect(try rows("| tstats \(search)") == ["Processes.user=alice count=1", "Processes.user=bob count=1"])
    #expect(
      try rows("| tstats fillnull_value=\"null\" \(search)") == [
        "Processes.user=alice count=1", "Processes.user=bob count=1", "Processes.user=null count=1",
      ])
  }

  @Test func spansOfTimeGroup() throws {
    let found = try rows("| tstats count from datamodel=Endpoint.Processes by _time span=1h")
    #expect(found == ["_time=1699999200 count=2", "_time=1700002800 count=1"])
  }

  @Test func aSpanIsChosenWhereNoneIsGiven() throws {
    let found = try rows("| tstats count from datamodel=Endpoint.Processes by _time")
    #expect(found == ["_time=1699999200 count=1", "_time=1699999260 count=1", "_time=1700002800 count=1"])
  }

  @Test func nodenameNamesAChildDataSet() throws {
    let set = DataSetName(model: "Change", dataSet: "All_Changes.Account_Management")
    let found = try rows(
      "| tstats count from datamodel=Change where nodename=All_Changes.Account_Management Processes.user=bob",
      dataSet: set)
    #expect(found == ["count=1"])
  }

  @Test func withoutADataModelItReadsEvents() throws {
    let found = try rows("| tstats count where Processes.dest=host-* by Processes.dest", dataSet: nil)
    #expect(found == ["Processes.dest=HOST-01 count=2", "Processes.dest=HOST-02 count=1"])
  }

  @Test func preparedRowsGoOnInTimechartAndStats() throws {
    let source = "tstats prestats=t count dc(Processes.user) from datamodel=Endpoint.Processes by"
    #expect(
      try rows("| \(source) _time Processes.dest span=1h | timechart span=1h count by Processes.dest") == [
        "_time=1699999200 HOST-01=2 HOST-02=0", "_time=1700002800 HOST-01=0 HOST-02=1",
      ])
    #expect(
      try rows(
        "| \(source) Processes.dest | \(source.replacing("prestats=t", with: "prestats=t append=t"))"
          + " Processes.dest | stats count dc(Processes.user) by Processes.dest") == [
          "Processes.dest=HOST-01 count=4 dc(Processes.user)=1",
          "Processes.dest=HOST-02 count=2 dc(Processes.user)=1",
        ])
  }

  @Test(arguments: [
    ("| tstats values(Processes.*) from datamodel=Endpoint.Processes", SearchError.Kind.argument),
    ("| tstats count where index=* by PREFIX(user=)", .unsupported),
    ("| tstats count from sid=1700000000.1", .unsupported),
    ("| makeresults | tstats count where index=*", .argument),
    ("| tstats per_hour(Processes.user) from datamodel=Endpoint.Processes", .argument),
  ])
  func whatItCannotDoItSays(_ search: String, _ kind: SearchError.Kind) {
    let error = #expect(throws: SearchError.self) { _ = try rows(search) }
    #expect(error?.kind == kind || error?.kind == .unsupported && search.contains("makeresults"))
  }
}
