import Foundation
import TestSupport
import Testing

/// `detection-catalog search` as its users run it.
@Suite final class SearchCommandTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(Self.log, to: "auth.log")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static let log = """
    2026-11-22T13:00:00Z user=alice src=192.0.2.1 action=login status=200
    2026-11-22T13:00:01Z user=bob src=192.0.2.2 action=login status=403
    2026-11-22T13:00:02Z user=alice src=198.51.100.7 action=logout status=200

    """

  private func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    let full = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: full))
  }

  private func search(_ arguments: String..., input: String = "") throws -> Command.Result {
    try Program.run(["search"] + arguments, in: folder, input: Array(input.utf8))
  }

  @Test func aTableHasAlignedColumnsAndALineForEachValue() throws {
    let result = try search(
      "user=* | stats count, values(src) AS src BY user", "--data", "auth.log")
    #expect(result.status == 0)
    #expect(
      result.output == """
        user   count  src
        -----  -----  ------------
        alice      2  192.0.2.1
                      198.51.100.7
        bob        1  192.0.2.2

        """)
    #expect(result.errors == "2 results\n")
  }

  @Test func eventsAreShownWithTheirTimeNewestFirst() throws {
    let result = try search("alice", "--data", "auth.log", "--sourcetype", "auth")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[2].hasPrefix("2026-11-22 13:00:02  auth        2026-11-22T13:00:02Z user=alice"))
  }

  @Test(arguments: [
    ("json", #"{"n":2,"user":"alice","srcs":["192.0.2.1","198.51.100.7"],"share":0.6667}"# + "\n"),
    ("csv", "n,user,srcs,share\r\n2,alice,\"192.0.2.1\n198.51.100.7\",0.6667\r\n"),
    ("raw", #"{"n":2,"user":"alice","srcs":["192.0.2.1","198.51.100.7"],"share":0.6667}"# + "\n"),
  ])
  func formats(format: String, wanted: String) throws {
    let result = try search(
      "alice | stats count AS n, values(src) AS srcs BY user | eval share=round(n/3, 4) | table n user srcs share",
      "--data", "auth.log", "--format", format)
    #expect(result.output == wanted)
    #expect(result.errors.isEmpty)
  }

  @Test func rawEventsComeOutAsTheyWentIn() throws {
    let result = try search("*", "--data", "auth.log", "--format", "raw")
    #expect(Set(result.output.split(separator: "\n")) == Set(Self.log.split(separator: "\n")))
    let csv = try search("bob | fields src", "--data", "auth.log", "--format", "csv")
    #expect(csv.output.hasPrefix("_time,src,_raw\r\n1795352401,192.0.2.2,2026-11-22T13:00:01Z user=bob"))
  }

  @Test(arguments: ["table", "json", "csv", "raw"])
  func nothingIsPrintedWhereThereIsNothing(format: String) throws {
    let result = try search(
      "user=* | where status>500", "--data", "auth.log", "--format", format)
    #expect((result.status, result.output) == (0, ""))
    #expect(
      result.errors == "no results: stage 2 did not keep any of its 3 rows: | where status>500\n")
    let none = try search("user=carol | stats count BY user", "--data", "auth.log")
    #expect(none.errors == "no results: stage 1 did not keep any of its 3 rows: user=carol\n")
  }

  @Test func statsTellTheRowsOfEachStage() throws {
    let result = try search(
      "user=* | where status>500 | stats count BY user", "--data", "auth.log", "--stats")
    let lines = result.errors.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace) }
    #expect(lines[1].prefix(2) == ["3", "3"])
    #expect(lines[2].prefix(2) == ["3", "0"])
    #expect(lines[2].suffix(4) == ["<-", "empty", "from", "here"])
    #expect(lines[3].prefix(2) == ["0", "0"])
  }

  @Test func severalFilesPackedFilesAndStandardInputAreRead() throws {
    // printf 'user=carol\n' | gzip -n
    let packed: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x01, 0x0B, 0x00, 0xF4, 0xFF,
    ]
    let text = Array("user=carol\n".utf8)
    try write(packed + text + Self.trailer(of: text), to: "more.log.gz")
    let result = try search(
      "user=* | stats count BY user", "--format", "json", "--data", "auth.log", "more.log.gz", "-",
      input: "user=dave\n")
    #expect(result.output.split(separator: "\n").count == 4, "\(result.errors)")
    #expect(result.output.contains(#"{"user":"carol","count":1}"#))
    #expect(result.output.contains(#"{"user":"dave","count":1}"#))
    let piped = try search("| top limit=1 user showperc=f", "--format", "json", input: Self.log)
    #expect(piped.output == #"{"user":"alice","count":2}"# + "\n")
  }

  /// The checksum and size that end a gzip file.
  private static func trailer(of bytes: [UInt8]) -> [UInt8] {
    var checksum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum & 1 == 1 ? checksum >> 1 ^ 0xEDB8_8320 : checksum >> 1 }
    }
    return [~checksum, UInt32(bytes.count)].flatMap { word in (0..<4).map { UInt8(word >> (8 * $0) & 0xFF) } }
  }

  @Test func standardInputIsThereForSearchesWithin() throws {
    let result = try search(
      "action=logout [search user=alice | return user] | append [search user=bob] | stats count BY user",
      "--format", "json", input: Self.log)
    #expect(result.output == #"{"user":"alice","count":1}"# + "\n" + #"{"user":"bob","count":1}"# + "\n")
    let timed = try search("*", "--earliest", "-1s", "--format", "raw", input: Self.log)
    #expect(timed.output.split(separator: "\n").count == 2, "now is the time of the newest event")
  }

  @Test func aSearchThatReadsNothingNeedsNoFile() throws {
    let result = try search("| makeresults count=2 | eval n=1 | stats sum(n) AS n", "--format", "json")
    #expect(result.output == #"{"n":2}"# + "\n")
  }

  @Test func timesBoundTheEvents() throws {
    let result = try search(
      "* | stats count", "--data", "auth.log", "--format", "json", "--earliest", "2026-11-22T13:00:01",
      "--latest", "2026-11-22T13:00:02")
    #expect(result.output == #"{"count":1}"# + "\n")
    let now = try search("| makeresults | eval n=now() | table n", "--now", "1700000000", "--format", "json")
    #expect(now.output == #"{"n":1700000000}"# + "\n")
    let wrong = try search("*", "--data", "auth.log", "--earliest", "yesterdayish")
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("'yesterdayish' is no time"))
  }

  @Test func whatCannotBeReadEndsWithTwo() throws {
    try write("", to: "logs/a.log")
    for (name, reason) in [("none.log", "there is no such file"), ("logs", "this is a folder")] {
      let result = try search("*", "--data", name)
      #expect((result.status, result.output) == (2, ""))
      #expect(result.errors.hasPrefix("error: \(name): \(reason)"), "\(result.errors)")
    }
    #expect(try search("*", "--data", "-", "-").status == 2)
    #expect(try search("--rule", "none", "--catalog", folder).status == 2)
    #expect(try search("*", "--data", "auth.log", "--home", folder).status == 2)
    #expect(try search(" ", "--data", "auth.log").status == 64)
    #expect(try search("*", "--data", "auth.log", "--format", "xml").status == 64)
    #expect(try search("*", "--rule", "x").status == 64)
  }

  @Test func aHomeIsNotNeeded() throws {
    // A copy of the program that stands nowhere near the product's own files.
    let copy = "\(folder)/detection-catalog"
    try FileManager.default.copyItem(atPath: try Program.path(), toPath: copy)
    let result = try Command.run(
      copy, ["search", "bob | table src", "--data", "auth.log", "--format", "json"], in: folder,
      environment: ["DETECTION_CATALOG_HOME": ""])
    #expect((result.status, result.output, result.errors) == (0, #"{"src":"192.0.2.2"}"# + "\n", ""))
  }

  @Test func macrosAndLookupsComeFromTheCatalog() throws {
    try write("name: users\ndescription: d\nlookup_type: csv\n", to: "catalog/lookups/users.yml")
    try write("user,team\r\nalice,\"red, blue\"\r\n", to: "catalog/lookups/users.csv")
    try write(
      "name: named\ndescription: d\ndefinition: user=$u$\narguments: [u]\n", to: "catalog/macros/named.yml")
    let result = try search(
      "`named(alice)` | lookup users user | stats count BY team", "--data", "auth.log", "--catalog",
      "catalog",
      "--format", "json")
    #expect(result.output == #"{"team":"red, blue","count":2}"# + "\n", "\(result.errors)")
    let map = try search(
      #"bob | map search="search `named($user$)` | stats count BY user""#, "--data", "auth.log", "--catalog",
      "catalog", "--format", "json")
    #expect(map.output == #"{"user":"bob","count":1}"# + "\n", "\(map.errors)")
    let unknown = try search("`named(alice)`", "--data", "auth.log")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("error[expression-syntax]") || unknown.errors.contains("unknown-macro"))
    #expect(unknown.errors.contains("help: macros come from a catalog"))
  }

  @Test func computedNamesReadTheirFields() throws {
    let result = try search(
      "user=bob | eval n_{action}=1 | fields n_* | table n_*", "--data", "auth.log", "--format", "json")
    #expect(result.output == #"{"n_login":1}"# + "\n")
  }

  @Test func whatTheDataHoldsCannotSteerOrHide() throws {
    try write(#"{"a":"\u001b[2J=x","b":"=cmd()","c":"\u202e\u2028"}"# + "\n", to: "odd.log")
    let table = try search("* | table a b c", "--data", "odd.log")
    #expect(!table.output.contains("\u{1B}") && !table.output.contains("\u{202E}"))
    let json = try search("* | table a b c", "--data", "odd.log", "--format", "json")
    #expect(json.output == #"{"a":"\u001b[2J=x","b":"=cmd()","c":"\u202e\u2028"}"# + "\n")
    let csv = try search("* | table b", "--data", "odd.log", "--format", "csv")
    #expect(csv.output == "b\r\n'=cmd()\r\n")
  }
}

/// What `search` says of a search that does not run, whole.
@Suite struct SearchMessageGoldenTests {
  @Test(arguments: [
    ("syntax", "user=alice | eval n=(1+2"), ("unknown-function", "* | eval n=lenght(user)"),
    ("unknown-macro", "`sysmon` user=alice"), ("unsupported", "* | apply model"),
    ("argument", "* | eval n=substr(user)"), ("limit", #"* | rex field=text "^(?<x>(a+)+)$""#),
    ("lookup", "* | lookup nobody user"), ("data", "user=nobody | require"),
  ])
  func message(name: String, search: String) throws {
    let line = #"{"user": "alice", "text": "\#(String(repeating: "a", count: 40))!"}"#
    let result = try Program.run(["search", search], input: Array(line.utf8))
    #expect((result.status, result.output) == (1, ""))
    try Golden.expect(result.errors, equals: "messages/search/\(name).txt")
  }
}
