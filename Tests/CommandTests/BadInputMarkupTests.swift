import Foundation
import TestSupport
import Testing

/// Markup where text belongs: in every string of a catalog, and in what is read as Markdown.
@Suite struct BadInputMarkupTests {
  private let catalog = TemporaryCatalog()

  static let payloads = [
    "<script>alert(1)</script>",
    #""><img src=x onerror=alert(1)>"#,
    "'><svg onload=alert(1)>",
    "</pre></code></title></article><iframe src=https://evil.example></iframe>",
    "</title><meta http-equiv=refresh content=0;url=https://evil.example>",
    #"x" onmouseover="alert(1)" style="position:fixed"#,
    "{{{name}}} {{#rules}} {{> layout}} {{name",
    "&lt;script&gt; &amp;amp; &#60;b&#62;",
    "--><!--<b>--> <![CDATA[<b>]]> <?php b ?>",
  ]

  @Test(arguments: payloads)
  func isTextInEveryStringOfARule(_ payload: String) async throws {
    for (number, yaml) in [rule2025(payload), rule2026(payload)].enumerated() {
      try catalog.write(yaml, to: "detections/rule_\(number).yml")
      try catalog.write(yaml, to: "removed/detections/old_\(number).yml")
    }
    let site = try await catalog.build()
    InertPages.check(site)
    #expect(site.rulePages.count == 4)
    for path in site.rulePages {
      let page = try site.page(path)
      #expect(page.texts(of: "h1") == [payload], "\(path)")
      #expect(page.texts(of: "title") == ["\(payload) – Detection catalog"], "\(path)")
      let file = try #require(site.files[path.replacing("index.html", with: "rule.yml")])
      #expect(
        page.texts(of: "pre").first.map { $0 + "\n" } == String(decoding: file, as: UTF8.self), "\(path)")
      #expect(page.texts(of: "td").contains(payload), "a table shows it to the letter: \(path)")
    }
    #expect(try site.page("rules/index.html").texts(of: "a").count { $0 == payload } == 4)
  }

  @Test(arguments: payloads)
  func isTextInWhatARuleRefersTo(_ payload: String) async throws {
    let quoted = RuleFixture.quoted(payload)
    try catalog.write(
      RuleFixture(
        search: "`evil` | lookup evil_lookup user | search user=admin", more: "data_source: [evil]\n"
      ).yaml,
      to: "detections/rule.yml")
    try catalog.write("name: evil\ndefinition: \(quoted)\ndescription: \(quoted)\n", to: "macros/evil.yml")
    try catalog.write(
      "name: evil_lookup\nlookup_type: \(quoted)\ndescription: \(quoted)\nfields: [\(quoted)]\n",
      to: "lookups/evil_lookup.yml")
    try catalog.write("user,\(payload)\n\(payload),1\n", to: "lookups/evil_lookup.csv")
    try catalog.write(
      "name: \(quoted)\ndescription: \(quoted)\nnarrative: \(quoted)\nauthor: \(quoted)\n",
      to: "stories/evil.yml")
    try catalog.write(
      "name: evil\nsource: \(quoted)\nsourcetype: \(quoted)\nexample_log: \(quoted)\n",
      to: "data_sources/evil.yml")
    try catalog.write(
      ["title", "base_url", "source", "edit_url", "vendor", "language"].map { "\($0): \(quoted)\n" }.joined(),
      to: "catalog.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    #expect(try site.rulePage().texts(of: "td").contains(payload), "the definition, the type or the source")
    #expect(try site.rulePage().texts(of: "title") == ["Odd sign-in – \(payload)"])
  }

  @Test(arguments: payloads)
  func isTextInASearchAndItsTables(_ payload: String) async throws {
    let literal = #""\#(payload.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))""#
    let field = payload.replacing("'", with: "")
    let search = """
      index=main \(literal) user=\(literal) user IN (\(literal), b) NOT host=\(literal)
      | where '\(field)'=\(literal) OR match('\(field)', \(literal)) | regex user=\(literal)
      | lookup \(literal) user | stats count by '\(field)', \(literal) | `\(payload)` | \(payload)
      """
    try catalog.write(RuleFixture(search: search).yaml, to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    let page = try site.rulePage()
    #expect(page.texts(of: "code").contains(field), "the field of a predicate")
    #expect(page.texts(of: "code").contains(literal), "its value")
    #expect(page.text.contains(search.split(separator: "\n").last.map(String.init) ?? "-"))
  }

  @Test func isTextInTheNameOfAFile() async throws {
    let names = [
      #""><img src=x onerror=alert(1)>"#, "'><svg onload=alert(1)>", "javascript:alert(1)", "{{{name}}}",
      "a&lt;b#c?d",
    ]
    for (number, name) in names.enumerated() {
      let id = "0a1b2c3d-0000-4000-8000-00000000000\(number)"
      try catalog.write(RuleFixture(name: "Rule \(number)", id: id).yaml, to: "detections/\(name).yml")
    }
    let site = try await catalog.build()
    InertPages.check(site)
    #expect(site.rulePages.count == names.count)
    #expect(site.diagnostics.of(.fileName).count == names.count)
    for path in site.files.keys {
      #expect(!path.contains { "<>\"'{}#?&: ".contains($0) }, "\(path)")
    }
  }

  @Test(arguments: [
    ("a: b: <script>alert(1)</script>", "the page of a file that is no YAML"),
    ("- <script>alert(1)</script>", "the page of a file that is a list"),
  ])
  func isTextOnThePageOfAFileThatCannotBeRead(_ text: String, _ comment: Comment) async throws {
    try catalog.write(text, to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    #expect(try site.rulePage().texts(of: "pre").first == text, comment)
    #expect(site.diagnostics.contains { $0.severity == .error }, comment)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)//", "data:text/html,x", " javascript:x", "//evil.example",
  ])
  func anAddressInTheSettingsIsALinkOnlyWhereItIsOfTheWeb(_ address: String) async throws {
    let quoted = RuleFixture.quoted(address)
    try catalog.write("base_url: \(quoted)\nsource: \(quoted)\nedit_url: \(quoted)\n", to: "catalog.yml")
    try catalog.write(RuleFixture().yaml, to: "detections/rule.yml")
    InertPages.check(try await catalog.build())
  }

  // MARK: JSON that pages load

  @Test func jsonOfTheSiteIsValidAndEndsNoScript() async throws {
    let payload = "</script><script>alert(1)</script> \u{2028}\u{2029} <!--<script>"
    try catalog.write(rule2025(payload), to: "detections/rule.yml")
    let site = try await catalog.build()
    InertPages.check(site)
    for (path, bytes) in site.files where path.hasSuffix(".json") || path.hasSuffix(".js") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("</script") && !text.contains("<!--"), "\(path)")
      #expect(!text.contains("\u{2028}") && !text.contains("\u{2029}"), "\(path)")
      if path.hasSuffix(".json") {
        #expect(throws: Never.self, "\(path)") { try JSONSerialization.jsonObject(with: Data(bytes)) }
      }
    }
    #expect(try site.rulePage().texts(of: "h1") == [payload])
  }

  // MARK: Rules that hold one text everywhere

  private func rule2025(_ text: String) -> String {
    let text = RuleFixture.quoted(text)
    return """
      name: \(text)
      id: \(text)
      version: \(text)
      date: \(text)
      author: \(text)
      status: \(text)
      type: \(text)
      description: \(text)
      search: \(text)
      how_to_implement: \(text)
      known_false_positives: \(text)
      references: [\(text)]
      data_source: [\(text)]
      drilldown_searches: [{name: \(text), search: \(text), earliest_offset: \(text), latest_offset: \(text)}]
      rba:
        message: \(text)
        risk_objects: [{field: \(text), type: \(text), score: \(text)}]
        threat_objects: [{field: \(text), type: \(text)}]
      tags:
        analytic_story: [\(text)]
        asset_type: \(text)
        mitre_attack_id: [\(text)]
        product: [\(text)]
        cve: [\(text)]
        security_domain: \(text)
        manual_test: \(text)
        \(text): \(text)
      tests:
      - name: \(text)
        attack_data: [{data: \(text), source: \(text), sourcetype: \(text), host: \(text), custom_index: \(text)}]
      deprecation_info: {reason: \(text), removed_in_version: \(text), replacement_content: [\(text)]}
      \(text): \(text)

      """
  }

  private func rule2026(_ text: String) -> String {
    let text = RuleFixture.quoted(text)
    return """
      name: \(text)
      id: \(text)
      creation_date: \(text)
      modification_date: \(text)
      author: \(text)
      status: \(text)
      type: \(text)
      category: \(text)
      description: \(text)
      search: \(text)
      mitre_attack_id: [\(text)]
      analytic_story: [\(text)]
      finding: {title: \(text), entity: {field: \(text), type: \(text), score: \(text), message: \(text)}}
      intermediate_findings: {entities: [{field: \(text), type: \(text), score: \(text), message: \(text)}]}
      threat_objects: [{field: \(text), type: \(text)}]
      tests: [{name: \(text), test_type: \(text), description: \(text), attack_data: [{data: \(text)}]}]
      what: {ever: [\(text), {\(text): \(text)}]}

      """
  }
}
