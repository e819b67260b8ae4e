import Foundation
import SPLEngine
import Testing

@testable import Events

/// Row 23 of the inputs that the program must stand: tables as people have them.
@Suite struct LookupFileTests {
  private func rows(_ text: String) -> [[String]] {
    let table = Table(csv: Array(text.utf8))
    return (0..<table.count).map { row in table.fields.map { table.value($0, at: row).text ?? "-" } }
  }

  @Test func raggedRowsEndInNullsAndLoseWhatIsBehindTheLastName() {
    #expect(rows("a,b,c\n1\n1,2,3,4\n\n,2\n") == [["1", "-", "-"], ["1", "2", "3"], ["-", "2", "-"]])
  }

  @Test func quotesLineBreaksAndByteOrderMarksAreData() {
    let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",\"two\r\nlines\"\r\nno \"quote\",=cmd()\r\n"
    #expect(rows(text) == [["x, \"y\"", "two\r\nlines"], ["no \"quote\"", "=cmd()"]])
    #expect(rows("a,b\n\"never closed,1\n2,3") == [["never closed,1\n2,3", "-"]])
    #expect(rows("") == [])
    #expect(rows("\r\n\r\n") == [])
  }

  @Test func aTableOfAQuarterOfAMillionRowsIsReadInLinearTime() {
    var text = "id,network,note\n"
    for row in 0..<250_000 { text += "\(row),192.0.2.\(row % 256),note \(row % 100)\n" }
    let began = ContinuousClock.now
    let table = Table(csv: Array(text.utf8))
    #expect(table.count == 250_000)
    #expect(ContinuousClock.now - began < .seconds(20))
    var environment = SearchEnvironment(
      events: MemoryEvents(Table(rows: [[("id", "249999")], [("id", "7")]])), now: 0)
    environment.lookups = MemoryLookups(["t": LookupDefinition(table)])
    let result = try? Search.run("| lookup t id OUTPUT note | table note", in: environment).table
    #expect(result?["note"] == ["note 99", "note 7"])
  }

  @Test func whatIsWrittenIsSafeToOpen() {
    let cells: [Value] = ["=cmd()", "+1+1", "-1-1", "@x", "\t=1", "-5", "+5.5", "a\"b,c", "＝1"]
    let text = ResultText.csv(Table(count: cells.count, [("=f", cells)]), fields: ["=f"])
    #expect(
      text.split(separator: "\r\n").map(String.init) == [
        "'=f", "'=cmd()", "'+1+1", "'-1-1", "'@x", "'\t=1", "-5", "+5.5", "\"a\"\"b,c\"", "'＝1",
      ])
  }

  @Test(arguments: [
    ("external_cmd", "x.py"), ("external_type", "python"), ("time_field", "t"), ("filter", "a=1"),
    ("max_offset_secs", "5"),
  ])
  func aLookupThatIsNotJustATableIsUnsupported(setting: String, value: String) throws {
    var environment = SearchEnvironment(events: MemoryEvents(Table(rows: [[("a", "1")]])), now: 0)
    environment.lookups = MemoryLookups([
      "t": LookupDefinition(Table(rows: [[("a", "1"), ("b", "2")]]), settings: [setting: value])
    ])
    for search in [
      "| lookup t a", "| inputlookup t", "| eval b=lookup(\"t\", json_object(\"a\", a), json_array(\"b\"))",
    ] {
      let result = Result { () throws(SearchError) in try Search.run(search, in: environment) }
      guard case .failure(let error) = result else {
        Issue.record("\(search) runs")
        continue
      }
      #expect(error.kind == .unsupported)
      #expect(error.message.contains(setting))
    }
  }
}
