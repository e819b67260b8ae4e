import Foundation

/// Reads a STIX 2.1 bundle of ATT&CK into the small table.
///
/// Source: ATT&CK's STIX data model, https://github.com/mitre-attack/attack-stix-data (USAGE): the matrix orders the
/// tactics, `kill_chain_phases` name a technique's tactics, relationships tell parents and what revoked what.
public enum AttackBundle {
  /// The table of a bundle. `version` is used where the bundle itself names none; without either, the day of its
  /// newest object stands for it.
  public static func table(stix: [UInt8], version: String?) throws(AttackTable.Failure) -> AttackTable {
    let bundle: Bundle
    do {
      bundle = try JSONDecoder().decode(Bundle.self, from: Data(stix))
    } catch {
      throw .malformed("it is no STIX bundle: \(error)")
    }
    let objects = bundle.objects
    let byID = Dictionary(objects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let tactics = tactics(objects, byID)
    guard !tactics.isEmpty else { throw .malformed("it holds no matrix with tactics") }
    let techniques = techniques(objects, byID, order: tactics.map(\.shortName))
    guard !techniques.isEmpty else { throw .malformed("it holds no techniques") }
    return AttackTable(
      version: objects.first { $0.type == "x-mitre-collection" }?.x_mitre_version ?? version
        ?? "of \(objects.compactMap { $0.modified?.prefix(10) }.max() ?? "unknown date")",
      tactics: tactics, techniques: techniques)
  }

  private static func tactics(_ objects: [Object], _ byID: [String: Object]) -> [AttackTable.Tactic] {
    var seen: Set<String> = []
    return objects.filter { $0.type == "x-mitre-matrix" && !$0.isGone }.flatMap { $0.tactic_refs ?? [] }
      .filter { seen.insert($0).inserted }
      .compactMap { reference in
        guard let tactic = byID[reference], let id = tactic.externalID, let name = tactic.name,
          let shortName = tactic.x_mitre_shortname
        else { return nil }
        return AttackTable.Tactic(id: id, name: name, shortName: shortName)
      }
  }

  private static func techniques(
    _ objects: [Object], _ byID: [String: Object], order: [String]
  ) -> [AttackTable.Technique] {
    var parents: [String: String] = [:]
    var successors: [String: String] = [:]
    for object in objects where object.type == "relationship" && !object.isGone {
      guard let source = object.source_ref, let target = object.target_ref else { continue }
      if object.relationship_type == "subtechnique-of" { parents[source] = byID[target]?.externalID }
      if object.relationship_type == "revoked-by" { successors[source] = byID[target]?.externalID }
    }
    // An id may stand on a live and on a revoked object; the live one counts.
    var techniques: [String: AttackTable.Technique] = [:]
    for object in objects where object.type == "attack-pattern" {
      guard let id = object.externalID, let name = object.name else { continue }
      if let other = techniques[id], !other.isRevoked { continue }
      let phases = Set((object.kill_chain_phases ?? []).map(\.phase_name))
      techniques[id] = AttackTable.Technique(
        id: id, name: name, parent: parents[object.id], tactics: order.filter(phases.contains),
        platforms: (object.x_mitre_platforms ?? []).sorted(), revokedBy: successors[object.id],
        isRevoked: object.revoked ?? false, isDeprecated: object.x_mitre_deprecated ?? false)
    }
    return techniques.values.sorted { $0.id < $1.id }
  }

  private struct Bundle: Decodable {
    let objects: [Object]
  }

  /// The keys of a STIX object that matter here, spelt as STIX spells them.
  private struct Object: Decodable {
    struct Reference: Decodable {
      let source_name: String
      let external_id: String?
    }
    struct Phase: Decodable {
      let phase_name: String
    }

    let type: String
    let id: String
    let name: String?
    let modified: String?
    let external_references: [Reference]?
    let kill_chain_phases: [Phase]?
    let relationship_type: String?
    let source_ref: String?
    let target_ref: String?
    let revoked: Bool?
    let tactic_refs: [String]?
    let x_mitre_deprecated: Bool?
    let x_mitre_platforms: [String]?
    let x_mitre_shortname: String?
    let x_mitre_version: String?

    var isGone: Bool { revoked == true || x_mitre_deprecated == true }

    var externalID: String? {
      external_references?.first { $0.source_name.hasPrefix("mitre-") && $0.external_id != nil }?.external_id
    }
  }
}
