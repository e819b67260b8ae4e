import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Catalog

@Suite struct AttackTests {
  private static let bundle = """
    {"type": "bundle", "id": "bundle--1", "objects": [
      {"type": "x-mitre-collection", "id": "c1", "x_mitre_version": "99.1"},
      {"type": "x-mitre-matrix", "id": "m1", "name": "Enterprise ATT&CK", "tactic_refs": ["t2", "t1"]},
      {"type": "x-mitre-tactic", "id": "t1", "name": "First", "x_mitre_shortname": "first",
       "external_references": [{"source_name": "mitre-attack", "external_id": "TA0001"}]},
      {"type": "x-mitre-tactic", "id": "t2", "name": "Second", "x_mitre_shortname": "second",
       "external_references": [{"source_name": "mitre-attack", "external_id": "TA0002"}]},
      {"type": "attack-pattern", "id": "a1", "name": "Parent",
       "external_references": [{"source_name": "other"}, {"source_name": "mitre-attack", "external_id": "T0001"}],
       "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "first"},
                             {"kill_chain_name": "mitre-attack", "phase_name": "second"}],
       "x_mitre_platforms": ["Windows", "Linux"]},
      {"type": "attack-pattern", "id": "a2", "name": "Child",
       "external_references": [{"source_name": "mitre-attack", "external_id": "T0001.001"}]},
      {"type": "attack-pattern", "id": "a3", "name": "Old", "revoked": true,
       "external_references": [{"source_name": "mitre-attack", "external_id": "T0009"}]},
      {"type": "attack-pattern", "id": "a4", "name": "Unused", "x_mitre_deprecated": true,
       "external_references": [{"source_name": "mitre-attack", "external_id": "T0010"}]},
      {"type": "relationship", "id": "r1", "relationship_type": "subtechnique-of", "source_ref": "a2", "target_ref": "a1"},
      {"type": "relationship", "id": "r2", "relationship_type": "revoked-by", "source_ref": "a3", "target_ref": "a1"}
    ]}
    """

  @Test func aBundleBecomesATable() throws {
    let table = try AttackBundle.table(stix: Array(Self.bundle.utf8), version: nil)
    #expect(table.version == "99.1")
    #expect(table.tactics.map(\.name) == ["Second", "First"])
    #expect(table.techniques.map(\.id) == ["T0001", "T0001.001", "T0009", "T0010"])
    #expect(table.techniques[0].tactics == ["second", "first"])
    #expect(table.techniques[0].platforms == ["Linux", "Windows"])
    #expect(table.techniques[1].parent == "T0001")
    #expect((table.techniques[2].isRevoked, table.techniques[2].revokedBy) == (true, "T0001"))
    #expect(table.techniques[3].isDeprecated)
  }

  @Test func aTableReadsWhatItWrote() throws {
    let table = try AttackBundle.table(stix: Array(Self.bundle.utf8), version: nil)
    #expect(try AttackTable(json: Array(try table.json().utf8)) == table)
  }

  @Test(arguments: [
    "", "[]", "{}", "{\"objects\": []}", "{\"objects\": [{\"type\": \"x-mitre-matrix\", \"id\": \"1\"}]}",
  ])
  func otherFilesAreRefused(_ text: String) {
    #expect(throws: AttackTable.Failure.self) { try AttackBundle.table(stix: Array(text.utf8), version: nil) }
  }

  @Test func theCommittedTableIsVersion18() throws {
    let table = try AttackTable(json: Array(try Repository.text("catalog/\(AttackTable.path)").utf8))
    #expect(table.version == "18.1")
    #expect(table.tactics.count == 14)
    #expect(table.techniques.count { !$0.isRevoked && !$0.isDeprecated } == 691)
    #expect(table.techniques.contains { $0.id == "T1526" && $0.name == "Cloud Service Discovery" })
  }

  @Test(.enabled(if: Repository.needsShared, "the shared folder is not here"))
  func theCommittedTableIsTheBundles() throws {
    let bundle = try FileBytes.read(try Repository.shared("attack/enterprise-attack.json"), limit: 64 << 20)
    let table = try AttackBundle.table(stix: bundle, version: "18.1")
    #expect(try table.json() == Repository.text("catalog/\(AttackTable.path)"))
  }
}
