import Foundation
import TestSupport
import Testing

/// The program as its users run it: what it prints, what it writes, how it ends.
@Suite final class CommandLineTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func write(_ text: String, to path: String) throws {
    let full = "\(folder)/\(path)"
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: full, atomically: true, encoding: .utf8)
  }

  private static let rule = """
    name: Example Rule
    id: 0b1e9b6c-1b3c-4b0e-9d3c-0a5f6c1d2e3f
    version: 1
    date: '2026-01-02'
    author: Author
    status: production
    type: TTP
    description: Text.
    search: 'sourcetype=example user="a" | stats count by user | `example_rule_filter`'
    tags: {mitre_attack_id: [T1526]}

    """

  @Test(arguments: [[], ["build"], ["check"], ["show"], ["attack"], ["attack", "import"], ["search"]])
  func helpIsEverywhere(_ command: [String]) throws {
    let result = try Program.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: detection-catalog"))
    #expect(try Program.run(command + ["--version"]).output == "0.1.0\n")
  }

  @Test func aCatalogWithoutErrorsEndsWithZero() throws {
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    let result = try Program.run(["build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/site"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/site/rules/splunk/example_rule/index.html"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/site/rules/splunk/example_rule/rule.yml"))
  }

  @Test func warningsDoNotChangeTheStatus() throws {
    try write(
      Self.rule.replacing("sourcetype=", with: "`unknown` sourcetype="),
      to: "catalog/detections/example_rule.yml")
    let result = try Program.run(["check", "--catalog", "\(folder)/catalog"])
    #expect(result.status == 0)
    #expect(result.output.contains("warning[unknown-macro]"))
    #expect(result.output.contains("detections/example_rule.yml:9:10"))
    #expect(result.output.hasSuffix("1 rule: 0 errors, 1 warning, 0 notes\n"))
  }

  @Test func errorsAreToldAllAtOnceAndEndWithOne() throws {
    try write(
      Self.rule.replacing("user=\"a\"", with: "(user=\"a\""), to: "catalog/detections/example_rule.yml")
    try write("name: [", to: "catalog/detections/broken.yml")
    let result = try Program.run(["build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/site"])
    #expect(result.status == 1)
    #expect(result.errors.contains("error[unclosed-parenthesis]"))
    #expect(result.errors.contains("error[yaml-syntax]"))
    for rule in ["example_rule", "broken"] {
      #expect(FileManager.default.fileExists(atPath: "\(folder)/site/rules/splunk/\(rule)/index.html"))
    }
  }

  @Test func whatCannotBeDoneEndsWithTwo() throws {
    #expect(try Program.run(["build", "--catalog", "\(folder)/none"]).status == 2)
    #expect(try Program.run(["check", "--catalog", "\(folder)/none"]).status == 2)
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    #expect(try Program.run(["show", "nothing", "--catalog", "\(folder)/catalog"]).status == 2)
    let inside = try Program.run([
      "build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/catalog/site",
    ])
    #expect(inside.status == 2)
    #expect(inside.errors.contains("help: name a folder outside"))
    #expect(try Program.run(["check", "--home", folder, "--catalog", "\(folder)/catalog"]).status == 2)
  }

  @Test func aWrongCommandLineEndsWith64() throws {
    #expect(try Program.run(["build", "--colour"]).status == 64)
    #expect(try Program.run(["unknown"]).status == 64)
  }

  @Test func theSourceCanBeNamed() throws {
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    let result = try Program.run([
      "build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/site", "--source",
      "https://example.com/rules",
    ])
    #expect(result.status == 0)
    let page = try String(
      contentsOfFile: "\(folder)/site/rules/splunk/example_rule/index.html", encoding: .utf8)
    #expect(page.contains("href=\"https://example.com/rules\">example.com/rules</a>"))
  }

  @Test func aPlainFolderOfRulesIsACatalog() throws {
    try write(Self.rule, to: "rules/example_rule.yml")
    let result = try Program.run(["check", "--catalog", "\(folder)/rules"])
    #expect((result.status, result.output) == (0, "1 rule: 0 errors, 0 warnings, 0 notes\n"))
  }

  @Test func aSecondBuildWritesTheSameAndRemovesWhatIsGone() throws {
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    try write(
      Self.rule.replacing("0b1e", with: "1b1e").replacing("Example", with: "Other"),
      to: "catalog/detections/other.yml")
    let build = ["build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/site"]
    #expect(try Program.run(build).status == 0)
    try write("mine", to: "site/CNAME")
    try FileManager.default.removeItem(atPath: "\(folder)/catalog/detections/other.yml")
    #expect(try Program.run(build).status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/site/rules/splunk/other"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/site/rules/splunk/example_rule/index.html"))
    #expect(FileManager.default.fileExists(atPath: "\(folder)/site/CNAME"))
  }

  @Test func aFolderOfOthersIsNotTouched() throws {
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    try write("mine", to: "site/index.html")
    let result = try Program.run(["build", "--catalog", "\(folder)/catalog", "--output", "\(folder)/site"])
    #expect(result.status == 2)
    #expect(try String(contentsOfFile: "\(folder)/site/index.html", encoding: .utf8) == "mine")
  }

  @Test func attackImportWritesTheTable() throws {
    let bundle = """
      {"objects": [
        {"type": "x-mitre-matrix", "id": "m", "tactic_refs": ["t"]},
        {"type": "x-mitre-tactic", "id": "t", "name": "Tactic", "x_mitre_shortname": "tactic",
         "external_references": [{"source_name": "mitre-attack", "external_id": "TA0001"}]},
        {"type": "attack-pattern", "id": "a", "name": "Technique", "kill_chain_phases": [{"phase_name": "tactic"}],
         "external_references": [{"source_name": "mitre-attack", "external_id": "T1526"}]}
      ]}
      """
    try write(bundle, to: "enterprise-attack-42.0.json")
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    let result = try Program.run([
      "attack", "import", "\(folder)/enterprise-attack-42.0.json", "--catalog", "\(folder)/catalog",
    ])
    #expect(result.status == 0, "\(result.errors)")
    // The catalog's own table counts before the product's.
    let shown = try Program.run(["show", "example_rule", "--catalog", "\(folder)/catalog"])
    #expect(shown.output.contains("Tactic: T1526 Technique"))
    #expect(try Program.run(["attack", "import", "\(folder)/none.json"]).status == 2)
    try write("{}", to: "other.json")
    #expect(try Program.run(["attack", "import", "\(folder)/other.json", "--catalog", folder]).status == 2)
  }

  @Test func theHomeIsFoundFromTheEnvironment() throws {
    try write(Self.rule, to: "catalog/detections/example_rule.yml")
    let result = try Program.run(
      ["check", "--catalog", "\(folder)/catalog"], in: folder,
      environment: ["DETECTION_CATALOG_HOME": Repository.root])
    #expect(result.status == 0)
  }
}

/// What `show` and `check` print, whole.
@Suite struct CommandOutputGoldenTests {
  @Test func show() throws {
    let result = try Program.run(["show", "windows_certutil_fetches_file_from_url"])
    #expect(result.status == 0)
    try Golden.expect(result.output, equals: "messages/show.txt")
  }

  @Test(arguments: [
    ("text", "check.txt"), ("json", "check.json"), ("sarif", "check.sarif"), ("github", "check.github.txt"),
  ])
  func checkOfABrokenRule(format: String, file: String) throws {
    let result = try Program.run([
      "check", "--catalog", "Tests/Golden/broken-catalog", "--format", format,
    ])
    #expect(result.status == 1)
    try Golden.expect(result.output, equals: "messages/\(file)")
    if format != "text" { #expect(result.errors == "2 rules: 12 errors, 8 warnings, 1 note\n") }
  }
}
