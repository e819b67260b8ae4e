import Catalog
import Events
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
    ("", []), ("\n\n", []), ("\r\n\r\na", [["a"]]), ("\"\"\n", [[""]]),
    ("<b>,6\" pipe\nnext,row\n", [["<b>", "6\" pipe"], ["next", "row"]]),
  ])
  func records(text: String, records: [[String]]) {
    let csv = CSVText(Array(text.utf8))
    #expect(csv.records(limit: 100, fields: 50, bytesPerField: 200).map(\.fields) == records)
    #expect(csv.recordCount == records.count)
  }

  @Test func onlyTheFirstRecordsAreRead() {
    let csv = CSVText(Array("a\nb\nc\n".utf8))
    #expect(csv.records(limit: 2, fields: 9, bytesPerField: 9).map(\.fields) == [["a"], ["b"]])
    #expect(csv.recordCount == 3)
  }

  @Test func manyColumnsAndLongCellsAreCut() {
    let line = Array(repeating: "abcdef", count: 1_000).joined(separator: ",")
    let record = CSVText(Array(line.utf8)).records(limit: 1, fields: 3, bytesPerField: 4).first
    #expect(record?.fields == ["abcd…", "abcd…", "abcd…"])
    #expect(record?.fieldCount == 1_000)
  }

  @Test func bytesThatAreNoTextAreShownAsSuch() {
    #expect(
      CSVText([0x61, 0xFF, 0x0A]).records(limit: 1, fields: 9, bytesPerField: 9).first?.fields == [
        "a\u{FFFD}"
      ])
  }
}
