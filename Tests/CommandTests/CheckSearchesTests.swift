import Foundation
import TestSupport
import Testing

/// `check` of searches that stand in files of their own or come from standard input.
@Suite struct CheckSearchesTests {
  private let folder = TemporaryCatalog()

  private func check(_ arguments: [String], input: [UInt8] = []) throws -> Command.Result {
    try Program.run(["check"] + arguments, in: folder.folder, input: input)
  }

  @Test func aSearchIsCheckedWithoutACatalog() throws {
    try folder.writeBeside("index=main | stats count by user\n", to: "search.spl")
    let result = try check(["search.spl"])
    #expect((result.status, result.output) == (0, "1 search: 0 errors, 0 warnings, 0 notes\n"))
  }

  @Test func theCaretStandsUnderThePlace() throws {
    try folder.writeBeside("index=main\n| where (a=1\n", to: "search.spl")
    let result = try check(["search.spl"])
    #expect(result.status == 1)
    #expect(result.output.contains(" --> search.spl:2:9\n  |\n2 | | where (a=1\n  |         ^\n"))
  }

  @Test func standardInputIsASearch() throws {
    try folder.writeBeside("a=1 | bogus", to: "search.spl")
    let result = try check(["search.spl", "-"], input: Array("a=1\n| (".utf8))
    #expect(result.status == 1)
    #expect(result.output.contains("--> <stdin>:2:3\n"))
    #expect(result.output.contains("--> search.spl:1:7\n"))
    #expect(result.output.hasSuffix("2 searches: 1 error, 1 warning, 0 notes\n"))
  }

  @Test func aPipeIsReadToItsEnd() throws {
    // More than a pipe holds at once.
    let script = "{ printf 'a=1 '; head -c 200000 /dev/zero | tr '\\0' ' '; printf '| bogus'; }"
    let program = try Program.path()
    let result = try Command.run("/bin/sh", ["-c", "\(script) | '\(program)' check -"], in: folder.folder)
    #expect(result.output.contains("--> <stdin>:1:200007\n"), "\(result.output)\(result.errors)")
  }

  @Test func macrosComeFromTheCatalogThatIsNamed() throws {
    try folder.write("name: known\ndefinition: user=a\ndescription: Text.\n", to: "macros/known.yml")
    try folder.write("name: [", to: "detections/broken.yml")
    let search = Array("index=main `known`".utf8)
    let with = try check(["-", "--catalog", folder.root], input: search)
    #expect((with.status, with.output) == (0, "1 search: 0 errors, 0 warnings, 0 notes\n"))
    // `catalog` is the folder that is taken where rules are checked; here it is not read.
    let without = try check(["-"], input: search)
    #expect(without.output.contains("warning[unknown-macro]"))
    #expect(try check(["-", "--catalog", "none"], input: search).status == 2)
  }

  @Test func whatCannotBeReadIsToldWithTheRest() throws {
    try folder.writeBeside("a=1 | bogus", to: "search.spl")
    try folder.writeBeside("text", to: "folder.spl/file")
    try folder.writeBeside("a=1\0", to: "nul.spl")
    let result = try check(["none.spl", "folder.spl", "nul.spl", "search.spl", "search.spl"])
    #expect(result.status == 1)
    for file in ["none.spl", "folder.spl"] {
      #expect(result.output.contains("error[file-unreadable]"))
      #expect(result.output.contains("--> \(file)\n"))
    }
    #expect(result.output.contains("error[file-encoding]: a NUL byte stands here: this is no text\n"))
    #expect(result.output.hasSuffix("4 searches: 3 errors, 1 warning, 0 notes\n"))
  }

  @Test func whatIsTooLargeIsNotRead() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: " "), count: 10_000_001)
    try folder.writeBeside(String(decoding: bytes, as: UTF8.self), to: "large.spl")
    let result = try check(["large.spl", "-"], input: bytes)
    #expect(result.status == 1)
    #expect(result.output.hasSuffix("2 searches: 2 errors, 0 warnings, 0 notes\n"))
    #expect(result.output.contains("error[file-too-large]: this file has more than 10000000 bytes"))
    let allowed = try check(["-"], input: bytes.dropLast())
    #expect(allowed.output.contains("error[empty-stage]"))
  }

  @Test(arguments: ["json", "sarif", "github"])
  func formatsLeaveStandardOutputToTheirText(format: String) throws {
    let result = try check(["-", "--format", format], input: Array("a=1 | bogus".utf8))
    #expect(result.status == 0)
    #expect(result.errors == "1 search: 0 errors, 1 warning, 0 notes\n")
    let isJSON = (try? JSONSerialization.jsonObject(with: Data(result.output.utf8))) != nil
    #expect(isJSON == (format != "github"))
    #expect(try check(["-", "--format", format], input: Array("a=1 | (".utf8)).status == 1)
  }

  @Test func anAbsolutePathIsRelativeToTheCurrentFolder() throws {
    try folder.writeBeside("a=1 | bogus", to: "deep/search.spl")
    let path = folder.folder + "/deep/search.spl"
    let commands = try check([path, "--format", "github"]).output
    #expect(commands.hasPrefix("::warning file=deep/search.spl,line=1,"))
    #expect(try check([path, "--format", "sarif"]).output.contains("\"uri\": \"deep/search.spl\""))
  }

  @Test(arguments: [["--format", "xml"], ["--format"], ["rule.yml"], ["catalog"], [""]])
  func aWrongCommandLineEndsWith64(arguments: [String]) throws {
    #expect(try check(arguments).status == 64)
  }
}
