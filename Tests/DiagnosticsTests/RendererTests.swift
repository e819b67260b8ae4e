import Foundation
import Testing

@testable import Diagnostics

/// A path and texts that hold what each format must escape.
private enum Odd {
  static let path = "detections/a,b:c %25\n\"é😀\".yml"

  static let diagnostic = Diagnostic(
    .unknownMacro, at: place(path), "macro `a,b:c%\r\n\"😀\\\u{1B}[31m\u{202E}` is {0}[x](http://example.com)",
    notes: ["one", "two"], help: "define it")

  static func place(_ path: String) -> Location {
    Location(path: path, line: 3, column: 5, width: 4, excerpt: "a: 😀 `x`")
  }

  static func whole(_ path: String) -> Diagnostic {
    Diagnostic(.noRules, at: Location(file: path), "there is no rule")
  }
}

/// What a JSON text holds, read by Foundation.
private func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

@Suite struct JSONRendererTests {
  private func diagnostics(_ list: [Diagnostic]) throws -> [[String: Any]] {
    let text = JSONRenderer.render(list, summary: ["searches": 2])
    return try #require(try object(text)["diagnostics"] as? [[String: Any]])
  }

  @Test func everyTextComesBackAsItWas() throws {
    let found = try #require(try diagnostics([Odd.diagnostic]).first)
    #expect(found["file"] as? String == Odd.path)
    #expect(found["message"] as? String == Odd.diagnostic.summary)
    #expect(found["notes"] as? [String] == ["one", "two"])
    #expect(found["help"] as? String == "define it")
    #expect(found["line"] as? Int == 3 && found["endLine"] as? Int == 3)
    #expect(found["column"] as? Int == 5 && found["endColumn"] as? Int == 9)
  }

  @Test func everyCharacterComesBack() throws {
    var text = String.UnicodeScalarView()
    let ranges: [ClosedRange<UInt32>] = [0...0x3000, 0xF000...0x10100, 0x1F600...0x1F64F, 0xE0000...0xE0080]
    for range in ranges { text.append(contentsOf: range.compactMap(Unicode.Scalar.init)) }
    let diagnostic = Diagnostic(.noRules, at: Location(file: "a"), String(text))
    let message = try diagnostics([diagnostic]).first?["message"] as? String
    #expect(message.map { Array($0.unicodeScalars) } == Array(text))
  }

  @Test func nothingSteersATerminal() {
    let text = JSONRenderer.render([Odd.diagnostic], summary: [:])
    #expect(!text.unicodeScalars.contains { $0 != "\n" && PlainText.isActive($0) })
    #expect(text.contains(#"\u001b[31m\u202e"#))
  }

  @Test func aWholeFileHasNoLine() throws {
    let found = try #require(try diagnostics([Odd.whole("catalog")]).first)
    for key in ["line", "column", "endLine", "endColumn", "help"] { #expect(found[key] is NSNull, "\(key)") }
  }

  @Test func nothingWrongIsAnEmptyList() {
    let text = JSONRenderer.render([], summary: ["searches": 2, "generic": 0])
    let wanted = """
      {
        "summary": {
          "searches": 2,
          "generic": 0
        },
        "diagnostics": []
      }

      """
    #expect(text == wanted)
  }
}

@Suite struct SARIFRendererTests {
  private static let renderer = SARIFRenderer(version: "1.2.3", root: "/srv/repository")

  private func run(_ diagnostics: [Diagnostic]) throws -> [String: Any] {
    let log = try object(Self.renderer.render(diagnostics))
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func results(_ diagnostics: [Diagnostic]) throws -> [[String: Any]] {
    try #require(try run(diagnostics)["results"] as? [[String: Any]])
  }

  private func place(_ result: [String: Any]) throws -> [String: Any] {
    let locations = try #require(result["locations"] as? [[String: Any]])
    #expect(locations.count == 1)
    return try #require(locations.first?["physicalLocation"] as? [String: Any])
  }

  private func artifact(_ path: String) throws -> [String: String] {
    let result = try #require(try results([Odd.whole(path)]).first)
    return try #require(try place(result)["artifactLocation"] as? [String: String])
  }

  @Test func theRunNamesToolUnitsAndRules() throws {
    let run = try run([])
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    #expect(run["newlineSequences"] as? [String] == ["\r\n", "\n", "\r"])
    #expect((run["results"] as? [Any])?.isEmpty == true)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "detection-catalog")
    #expect(driver["version"] as? String == "1.2.3")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == DiagnosticCode.allCases.map(\.rawValue))
    for (rule, code) in zip(rules, DiagnosticCode.allCases) {
      #expect((rule["shortDescription"] as? [String: String])?["text"] == code.explanation)
      #expect((rule["defaultConfiguration"] as? [String: String])?["level"] == code.severity.rawValue)
    }
  }

  @Test func aResultLeadsToItsRuleAndPlace() throws {
    for code in DiagnosticCode.allCases {
      let result = try #require(try results([Diagnostic(code, at: Odd.place("a.yml"), "text")]).first)
      #expect(result["ruleId"] as? String == code.rawValue)
      #expect(result["ruleIndex"] as? Int == DiagnosticCode.allCases.firstIndex(of: code))
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      #expect(result["level"] as? String == code.severity.rawValue)
      let region = try #require(try place(result)["region"] as? [String: Int])
      #expect(region == ["startLine": 3, "startColumn": 5, "endColumn": 9])
    }
  }

  @Test func aWholeFileHasNoRegion() throws {
    let result = try #require(try results([Odd.whole("catalog")]).first)
    #expect(try place(result).keys.sorted() == ["artifactLocation"])
  }

  @Test func theMessageIsNoTemplateAndHasNoLinks() throws {
    let result = try #require(try results([Odd.diagnostic]).first)
    let text = try #require((result["message"] as? [String: String])?["text"])
    let summary = Odd.diagnostic.summary.replacing("{0}[x](", with: #"{{0}}[x\]("#)
    #expect(text == summary + "\nnote: one\nnote: two\nhelp: define it")
  }

  @Test(arguments: [
    ("detections/rule.yml", "detections/rule.yml"), ("./a//b/../c.yml", "a/c.yml"), (".", "."),
    ("/srv/repository/a.yml", "a.yml"), ("../repository/a.yml", "a.yml"), ("<stdin>", "%3Cstdin%3E"),
    ("a,b:c %25\n\"#?", "a%2Cb%3Ac%20%2525%0A%22%23%3F"), ("é😀\\", "%C3%A9%F0%9F%98%80%5C"),
    ("A-Z_a.z~09", "A-Z_a.z~09"),
  ])
  func aPathBelowTheRootIsARelativeReference(path: String, uri: String) throws {
    #expect(try artifact(path) == ["uri": uri, "uriBaseId": "%SRCROOT%"])
  }

  @Test(arguments: [
    ("/elsewhere/a b.yml", "file:///elsewhere/a%20b.yml"), ("../a.yml", "file:///srv/a.yml"),
    ("/srv/repository-2/a.yml", "file:///srv/repository-2/a.yml"), ("../../../../a", "file:///a"),
  ])
  func aPathElsewhereIsAFileAddress(path: String, uri: String) throws {
    #expect(try artifact(path) == ["uri": uri])
  }
}

@Suite struct GitHubRendererTests {
  private static let renderer = GitHubRenderer(root: "/srv/repository")

  @Test func whatEndsALineOrAPropertyIsEscaped() {
    let text = Self.renderer.render([Odd.diagnostic])
    #expect(
      text == "::warning file=detections/a%2Cb%3Ac %2525%0A\"é😀\".yml,line=3,col=5,endLine=3,endColumn=9,"
        + "title=unknown-macro::macro `a,b:c%25%0D%0A\"😀\\\u{FFFD}[31m\u{FFFD}` is {0}[x](http://example.com)"
        + "%0Anote: one%0Anote: two%0Ahelp: define it\n")
  }

  @Test func eachSeverityHasItsCommand() {
    for code in DiagnosticCode.allCases {
      let command = [Severity.error: "::error ", .warning: "::warning ", .note: "::notice "][code.severity]
      let text = Self.renderer.render([Diagnostic(code, at: Odd.place("a.yml"), "text")])
      #expect(text.hasPrefix(command ?? "none"), "\(text)")
    }
  }

  @Test func aDiagnosticIsOneLineWhateverItHolds() {
    let text = Self.renderer.render([Odd.diagnostic, Odd.whole("/srv/repository/x/./y\r::error::z")])
    let lines = text.split(whereSeparator: \.isNewline)
    #expect(lines.count == 2)
    #expect(lines.last == "::warning file=x/y%0D%3A%3Aerror%3A%3Az,title=no-rules::there is no rule")
  }
}
