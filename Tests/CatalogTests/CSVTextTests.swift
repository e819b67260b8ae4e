import Catalog
import Testing

@Suite struct CSVTextTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\"a,1\",\"b\"\"c\"\n", [["a,1", "b\"c"]]),
    ("\"two\nlines\",x\ny,z\n", [["two\nlines", "x"], ["y", "z"]]),
    ("a,,\n", [["a", "", ""]]),
    ("a\n\n\nb\n", [["a"], ["b"]]),
    ("\"never closed,\n1", [["never closed,\n1"]]),
    ("", []), ("\n\n", []),
  ])
  func records(text: String, records: [[String]]) {
    let csv = CSVText(Array(text.utf8))
    #expect(csv.records(limit: 100) == records)
    #expect(csv.recordCount == records.count)
  }

  @Test func onlyTheFirstRecordsAreRead() {
    let csv = CSVText(Array("a\nb\nc\n".utf8))
    #expect(csv.records(limit: 2) == [["a"], ["b"]])
    #expect(csv.recordCount == 3)
  }

  @Test func bytesThatAreNoTextAreShownAsSuch() {
    #expect(CSVText([0x61, 0xFF, 0x0A]).records(limit: 1) == [["a\u{FFFD}"]])
  }
}
