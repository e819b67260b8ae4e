import Testing

@testable import Diagnostics

@Suite struct SourceTextTests {
  @Test(arguments: [
    (0, 1, 1), (2, 1, 3), (3, 1, 4), (4, 2, 1), (6, 2, 2), (9, 3, 1), (11, 4, 1), (12, 4, 2),
  ])
  func offsetsMapToLinesAndColumns(offset: Int, line: Int, column: Int) {
    // "abc\n", "éx\r\n" (é has two bytes), "y\r", "z"
    let source = SourceText(path: "a", bytes: Array("abc\néx\r\ny\rz".utf8))
    let location = source.location(of: offset..<offset + 1)
    #expect(location.line == line)
    #expect(location.column == column)
  }

  @Test func anOffsetBehindTheEndIsTheEnd() {
    let source = SourceText(path: "a", bytes: Array("ab".utf8))
    let location = source.location(of: 10..<20)
    #expect((location.line, location.column) == (1, 3))
  }

  @Test func theCaretDoesNotLeaveItsLine() {
    let source = SourceText(path: "a", bytes: Array("ab\ncdef".utf8))
    #expect(source.location(of: 1..<6).width == 1)
  }

  @Test func anEmptyTextHasALine() {
    let location = SourceText(path: "a", bytes: []).location(of: 0..<0)
    #expect((location.line, location.column, location.excerpt) == (1, 1, ""))
  }
}
