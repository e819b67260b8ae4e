import SPL
import Testing

/// The fields that expressions in options and arguments ask for, and those of a pivot.
@Suite struct FieldFlowTests {
  private func flow(_ search: String) -> FieldFlow {
    FieldFlow(ParsedSearch(Array(search.utf8)).pipeline, in: Array(search.utf8))
  }

  @Test func optionsAskForFields() {
    #expect(
      flow("x=1 | transaction user startswith=(a=1 OR b=2) endswith=eval(c > d)").needs
        == ["a", "b", "c", "d", "user", "x"])
    #expect(flow("x=1 | head (e > 1)").needs == ["e", "x"])
  }

  @Test func whatAStreamstatsCountsIsNotAskedOfTheEvents() {
    #expect(
      flow("* | streamstats sum(bytes) AS total reset_after=\"(total > max_bytes)\"").needs
        == ["bytes", "max_bytes"])
  }

  @Test func aPivotGivesItsRowsAndCells() {
    let flow = flow(
      "| pivot Web Proxy sum(bytes) AS Bytes SPLITROW host AS Host SPLITROW user FILTER status is 404")
    #expect(flow.needs == ["bytes", "status", "user"])
    #expect(flow.gives == ["Bytes", "Host", "user"])
    #expect(!flow.givesOthers)
  }

  @Test func aPivotReadsItsDataModel() {
    guard
      case .call(let call) = ParsedSearch(Array("| pivot Web Proxy count(Proxy)".utf8)).pipeline.stages[0]
        .command
    else {
      Issue.record("no call")
      return
    }
    #expect(call.dataModel?.model == "Web")
    #expect(call.dataModel?.dataSet == "Proxy")
  }
}
