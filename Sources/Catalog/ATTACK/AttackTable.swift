import Foundation

/// What the program needs to know of one version of MITRE ATT&CK: tactics and techniques, without their texts.
///
/// Source: ATT&CK's STIX data model, https://github.com/mitre-attack/attack-stix-data (USAGE).
public struct AttackTable: Sendable, Codable, Hashable {
  /// A tactic: why an adversary does something.
  public struct Tactic: Sendable, Codable, Hashable {
    /// The id, such as `TA0007`.
    public let id: String
    /// The name, such as `Discovery`.
    public let name: String
    /// The name by which techniques refer to it, such as `credential-access`.
    public let shortName: String
  }

  /// A technique or sub-technique: how an adversary does it.
  public struct Technique: Sendable, Codable, Hashable {
    /// The id, such as `T1078` or `T1078.004`.
    public let id: String
    /// The name, without that of the parent.
    public let name: String
    /// The id of the technique that this is a sub-technique of.
    public let parent: String?
    /// The short names of its tactics, in the matrix's order.
    public let tactics: [String]
    /// The platforms it applies to.
    public let platforms: [String]
    /// The id of the technique that took its place.
    public let revokedBy: String?
    /// Whether it was revoked.
    public let isRevoked: Bool
    /// Whether it is deprecated.
    public let isDeprecated: Bool
  }

  /// Where the table lies in a catalog, or in the catalog of the product's home.
  public static let path = "attack/enterprise.json"

  /// The version, such as `18.1`.
  public let version: String
  /// The tactics, in the matrix's order.
  public let tactics: [Tactic]
  /// The techniques, by id.
  public let techniques: [Technique]

  /// A table of these.
  public init(version: String, tactics: [Tactic], techniques: [Technique]) {
    self.version = version
    self.tactics = tactics
    self.techniques = techniques
  }

  /// Why a table cannot be read or made.
  public enum Failure: Error, Sendable, Hashable {
    /// The file is not such a table, or no STIX bundle of ATT&CK; with the reason.
    case malformed(String)
  }

  /// Reads the table's own JSON.
  public init(json: [UInt8]) throws(Failure) {
    do {
      self = try JSONDecoder().decode(AttackTable.self, from: Data(json))
    } catch {
      throw .malformed("it is no ATT&CK table: \(error)")
    }
  }

  /// The table as JSON, a technique to a line, so that two versions can be compared line by line.
  public func json() throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      func lines<Item: Encodable>(_ items: [Item]) throws -> String {
        try items.map { "    " + String(decoding: try encoder.encode($0), as: UTF8.self) }.joined(
          separator: ",\n")
      }
      return """
        {
          "version": \(String(decoding: try encoder.encode(version), as: UTF8.self)),
          "tactics": [
        \(try lines(tactics))
          ],
          "techniques": [
        \(try lines(techniques))
          ]
        }

        """
    } catch {
      throw .malformed("it cannot be written: \(error)")
    }
  }
}
