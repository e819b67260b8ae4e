import Diagnostics
import Foundation
import Testing

@testable import Catalog

/// The three schema generations give one model.
@Suite struct SchemaTests {
  private static func read(_ text: String, removed: Bool = false) throws -> (Rule, [Diagnostic]) {
    let yaml = YAMLReader.read(path: "detections/rule.yml", bytes: Array(text.utf8))
    let root = try #require(yaml.root)
    let file = CatalogFile(path: "detections/rule.yml", bytes: Array(text.utf8), source: yaml.source)
    return RuleReader.read(root, of: file, isRemoved: removed)
  }

  private static let head = """
    name: Test
    id: 0b1e9b6c-1b3c-4b0e-9d3c-0a5f6c1d2e3f
    version: 2
    author: Author
    status: production
    type: TTP
    description: Text.
    search: index=main

    """

  @Test func generation2024() throws {
    let (rule, diagnostics) = try Self.read(
      Self.head + """
        date: '2024-05-06'
        tags:
          analytic_story: [Story]
          asset_type: Endpoint
          confidence: 80
          impact: 50
          message: Message $user$
          mitre_attack_id: [T1059, T1059.001]
          observable:
            - {name: user, type: User, role: [Victim]}
            - {name: src, type: IP Address, role: [Attacker]}
          product: [Product]
          required_fields: [_time]
          risk_score: 40
          security_domain: endpoint
          manual_test: By hand.
        """)
    #expect(diagnostics.isEmpty)
    #expect(rule.schema == .generation2024)
    #expect(rule.modified?.description == "2024-05-06")
    #expect(rule.techniques.map(\.value) == ["T1059", "T1059.001"])
    #expect(rule.risk.message == "Message $user$")
    #expect(rule.risk.riskObjects == [RiskObject(field: "user", type: "User", score: "40", message: "")])
    #expect(rule.risk.threatObjects == [ThreatObject(field: "src", type: "IP Address")])
    #expect(rule.manualTest == "By hand.")
    #expect(rule.stories.map(\.value) == ["Story"])
  }

  @Test func generation2025() throws {
    let (rule, diagnostics) = try Self.read(
      Self.head + """
        date: 2025-05-06
        rba:
          message: Message
          risk_objects:
            - {field: dest, type: system, score: 25}
          threat_objects:
            - {field: process_name, type: process_name}
        tags:
          analytic_story: []
          cve: [CVE-2025-0001]
          mitre_attack_id: [T1003]
        tests:
          - name: True Positive Test
            attack_data:
              - {data: 'https://example.com/a.log', source: s, sourcetype: t, custom_index: i, host: h, update_timestamp: true}
        """)
    #expect(diagnostics.isEmpty)
    #expect(rule.schema == .generation2025)
    #expect(rule.risk.riskObjects == [RiskObject(field: "dest", type: "system", score: "25", message: "")])
    #expect(rule.risk.threatObjects == [ThreatObject(field: "process_name", type: "process_name")])
    #expect(rule.cves == ["CVE-2025-0001"])
    #expect(
      rule.tests.first?.data == [
        TestData(
          data: "https://example.com/a.log", source: "s", sourceType: "t", host: "h", index: "i",
          updateTimestamp: "true")
      ])
  }

  @Test func generation2026() throws {
    let (rule, diagnostics) = try Self.read(
      Self.head + """
        creation_date: '2021-08-24'
        modification_date: '2026-05-13'
        finding:
          title: Title $host$
          entity: {field: host, type: system, score: 50}
        intermediate_findings:
          entities:
            - {field: user, type: user, score: 20, message: Message}
        threat_objects:
          - {field: hash, type: file_hash}
        analytic_story: [Story]
        asset_type: Kubernetes
        mitre_attack_id: [T1526]
        product: [Product]
        category: cloud
        security_domain: network
        deprecation_info: {reason: Why, removed_in_version: 6.0.0, replacement_content: [Other]}
        tests:
          - {name: Test, test_type: unit, description: About., attack_data: []}
        """)
    #expect(diagnostics.isEmpty)
    #expect(rule.schema == .generation2026)
    #expect((rule.created?.description, rule.modified?.description) == ("2021-08-24", "2026-05-13"))
    #expect(rule.risk.message == "Title $host$")
    #expect(rule.risk.riskObjects.map(\.field) == ["host", "user"])
    #expect(rule.risk.riskObjects.last?.message == "Message")
    #expect(rule.category == "cloud")
    #expect(rule.deprecation == Deprecation(reason: "Why", removedIn: "6.0.0", replacements: ["Other"]))
    #expect(rule.tests.first?.type == "unit")
  }

  @Test func anUnknownKeyIsKeptAndTold() throws {
    let (rule, diagnostics) = try Self.read(Self.head + "colour: red\ntags:\n  flavour: [sweet, sour]\n")
    #expect(
      rule.otherKeys.sorted { $0.path < $1.path } == [
        OtherKey(path: "colour", value: "red"), OtherKey(path: "tags.flavour", value: "sweet, sour"),
      ])
    #expect(diagnostics.map(\.code) == [.unknownKey, .unknownKey])
    #expect(diagnostics.map(\.location.line).sorted() == [9, 11])
  }

  @Test func whatIsMissingOrWrongIsTold() throws {
    let (rule, diagnostics) = try Self.read(
      """
      name: no
      id: 12:30:45
      version: 1_0
      date: 2021-13-45
      status: shiny
      type: [TTP]
      description: ~
      search: {a: b}
      """)
    #expect(rule.name.value == "no")
    #expect(
      Set(diagnostics.map { "\($0.code.rawValue):\($0.location.line)" }) == [
        "invalid-id:2", "invalid-version:3", "invalid-date:4", "unknown-status:5", "wrong-type:6",
        "missing-key:1",
        "wrong-type:8",
      ])
  }

  @Test func aRuleUnderRemovedIsRetired() throws {
    #expect(try Self.read(Self.head, removed: true).0.isRetired)
    #expect(try Self.read(Self.head.replacing("production", with: "deprecated")).0.isRetired)
    #expect(try !Self.read(Self.head).0.isRetired)
  }
}
