/// A rule's YAML with nothing wrong in it, for tests to spoil. Every key stands on a line of its own, every text in
/// double quotes.
public struct RuleFixture: Sendable {
  /// `name`, line 1.
  public var name = "Odd sign-in"
  /// `id`, line 2, without quotes.
  public var id = "0a1b2c3d-0000-4000-8000-000000000001"
  /// `description`, line 8.
  public var description = "Somebody signs in at an odd hour."
  /// `search`, line 9.
  public var search = "index=main sourcetype=auth user=admin"
  /// `mitre_attack_id`, lines 16 and following.
  public var techniques = ["T1078"]
  /// What follows, lines of YAML.
  public var more = ""

  /// The line of `name`.
  public static let nameLine = 1
  /// The line of `description`.
  public static let descriptionLine = 8
  /// The line of `search`.
  public static let searchLine = 9
  /// The column at which the text of `search` begins, behind the quote.
  public static let searchColumn = 10
  /// The line of the first technique.
  public static let techniqueLine = 16

  /// A rule; each text may be given.
  public init(
    name: String? = nil, id: String? = nil, description: String? = nil, search: String? = nil,
    techniques: [String]? = nil, more: String = ""
  ) {
    self.name = name ?? self.name
    self.id = id ?? self.id
    self.description = description ?? self.description
    self.search = search ?? self.search
    self.techniques = techniques ?? self.techniques
    self.more = more
  }

  /// The file.
  public var yaml: String {
    var lines = [
      "name: \(Self.quoted(name))", "id: \(id)", "version: 1", "date: '2025-01-02'", "author: Jo Doe",
      "status: production", "type: TTP", "description: \(Self.quoted(description))",
      "search: \(Self.quoted(search))", "how_to_implement: Collect sign-ins.",
      "known_false_positives: Night shifts.", "references:", "- https://example.com/sign-in", "tags:",
      techniques.isEmpty ? "  mitre_attack_id: []" : "  mitre_attack_id:",
    ]
    lines += techniques.map { "  - \(Self.quoted($0))" }
    return (lines + ["  security_domain: identity", ""]).joined(separator: "\n") + more
  }

  /// A text as a YAML scalar in double quotes, everything but plain ASCII escaped.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return result + "\""
  }
}
