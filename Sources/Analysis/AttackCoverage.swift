import Catalog
import Diagnostics

/// A rule's techniques, as they stand in the matrix.
public struct AttackCoverage: Sendable, Hashable {
  /// A technique as a page shows it.
  public struct Technique: Sendable, Hashable {
    /// The id.
    public let id: String
    /// The name, a sub-technique's with that of its parent: `Valid Accounts: Cloud Accounts`. Empty where the table
    /// does not know the technique.
    public let name: String
    /// What a reader must know of it: that it took the place of a revoked one, or is deprecated or unknown.
    public let remark: String?
  }

  /// A tactic with the rule's techniques in it.
  public struct Row: Sendable, Hashable {
    /// The tactic; nil for techniques that the table does not place.
    public let tactic: AttackTable.Tactic?
    /// The techniques, by id.
    public let techniques: [Technique]
  }

  /// One row per tactic, in the matrix's order; techniques of no known tactic come last.
  public let rows: [Row]

  /// The ids of the techniques shown, each once, by id.
  public var techniqueIDs: [String] {
    Set(rows.flatMap { $0.techniques.map(\.id) }).sorted()
  }

  static func of(_ rule: Rule, in table: AttackTable) -> (AttackCoverage, [Diagnostic]) {
    var resolver = TechniqueResolver(rule: rule, table: table)
    for text in rule.techniques { resolver.add(text) }
    var rows = table.tactics.compactMap { tactic -> Row? in
      let techniques = resolver.techniques.filter { $0.tactics.contains(tactic.shortName) }.map(\.shown)
      return techniques.isEmpty ? nil : Row(tactic: tactic, techniques: techniques.sorted { $0.id < $1.id })
    }
    let known = Set(table.tactics.map(\.shortName))
    let unplaced = resolver.techniques.filter { known.isDisjoint(with: $0.tactics) }.map(\.shown)
    if !unplaced.isEmpty { rows.append(Row(tactic: nil, techniques: unplaced.sorted { $0.id < $1.id })) }
    return (AttackCoverage(rows: rows), resolver.problems.diagnostics)
  }
}

extension AttackTable {
  /// The technique of this id, by binary search.
  public func technique(_ id: String) -> Technique? {
    var low = 0
    var high = techniques.count
    while low < high {
      let middle = (low + high) / 2
      if techniques[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < techniques.count && techniques[low].id == id ? techniques[low] : nil
  }

  /// A technique's name, a sub-technique's behind that of its parent.
  public func fullName(_ technique: Technique) -> String {
    guard let parent = technique.parent.flatMap(self.technique) else { return technique.name }
    return "\(parent.name): \(technique.name)"
  }
}

/// Finds the techniques that a rule names, and tells what is odd about them.
private struct TechniqueResolver {
  struct Resolved {
    let shown: AttackCoverage.Technique
    let tactics: [String]
  }

  let rule: Rule
  let table: AttackTable
  var techniques: [Resolved] = []
  var problems = DiagnosticList()
  private var seen: Set<String> = []

  init(rule: Rule, table: AttackTable) {
    self.rule = rule
    self.table = table
  }

  mutating func add(_ text: SourcedText) {
    let written = text.value
    let id = written.uppercased()
    if id != written {
      complain(.techniqueSpelling, text, "technique '\(written)' is written '\(id)'")
    }
    guard seen.insert(id).inserted else {
      complain(.duplicateTechnique, text, "technique \(id) stands twice in this rule")
      return
    }
    guard var technique = table.technique(id) else {
      complain(.unknownTechnique, text, "technique \(id) is not in v\(table.version)")
      put(id, "", remark: "not in ATT&CK v\(table.version)", tactics: [])
      return
    }
    var remark: String?
    if technique.isRevoked {
      let successor = successor(of: technique)
      complain(
        .revokedTechnique, text, "technique \(id) \(table.fullName(technique)) was revoked",
        help: successor.map { "use \($0.id) \(table.fullName($0))" })
      remark = successor == nil ? "revoked" : "in place of \(id), which was revoked"
      if let successor {
        technique = successor
        guard seen.insert(successor.id).inserted else { return }
      }
    }
    if technique.isDeprecated {
      complain(
        .deprecatedTechnique, text, "technique \(technique.id) \(table.fullName(technique)) is deprecated")
      remark = "deprecated"
    }
    put(technique.id, table.fullName(technique), remark: remark, tactics: technique.tactics)
  }

  /// What took a technique's place, followed to the end of the chain.
  private func successor(of technique: AttackTable.Technique) -> AttackTable.Technique? {
    var current = technique
    for _ in 0..<10 {
      guard current.isRevoked else { return current }
      guard let next = current.revokedBy.flatMap(table.technique) else { return nil }
      current = next
    }
    return nil
  }

  private mutating func put(_ id: String, _ name: String, remark: String?, tactics: [String]) {
    techniques.append(
      Resolved(shown: AttackCoverage.Technique(id: id, name: name, remark: remark), tactics: tactics))
  }

  private mutating func complain(
    _ code: DiagnosticCode, _ text: SourcedText, _ summary: String, help: String? = nil
  ) {
    problems.add(code, at: text.location(in: rule.file.source), summary, help: help)
  }
}
