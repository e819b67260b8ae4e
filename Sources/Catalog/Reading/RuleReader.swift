import Diagnostics

/// Reads a rule of any schema generation into the one model.
struct RuleReader {
  private var keys: KeyReader
  private let file: CatalogFile
  private let schema: Rule.Schema
  private let isRemoved: Bool

  static func read(
    _ root: YAMLNode, of file: CatalogFile, isRemoved: Bool
  ) -> (rule: Rule, diagnostics: [Diagnostic]) {
    var reader = RuleReader(root, file, isRemoved)
    let rule = reader.rule()
    return (rule, reader.keys.problems.diagnostics)
  }

  private init(_ root: YAMLNode, _ file: CatalogFile, _ isRemoved: Bool) {
    self.file = file
    self.isRemoved = isRemoved
    keys = KeyReader(root, in: file.source)
    let newKeys = [
      "creation_date", "modification_date", "finding", "intermediate_findings", "mitre_attack_id",
    ]
    if newKeys.contains(where: keys.has) {
      schema = .generation2026
    } else {
      schema = keys.has("rba") ? .generation2025 : Self.has2024Tags(root) ? .generation2024 : .generation2025
    }
  }

  private static func has2024Tags(_ root: YAMLNode) -> Bool {
    guard case .mapping(let pairs) = root.content,
      let tags = pairs.first(where: { $0.key == "tags" }), case .mapping(let inner) = tags.value.content
    else { return false }
    return inner.contains {
      ["observable", "risk_score", "message", "impact", "confidence"].contains($0.key)
    }
  }

  private mutating func rule() -> Rule {
    let name = keys.text("name", isRequired: true)
    let id = keys.text("id", isRequired: true)
    check(id: id)
    let version = version()
    let created = keys.date("creation_date")
    let modified = keys.date("modification_date") ?? keys.date("date")
    let status = oneOf("status", Self.statuses, .unknownStatus)
    let type = oneOf("type", Self.types, .unknownType)
    let tags = tags()
    let body = Body(&keys)
    let risk = risk(tags: tags)
    let tests = keys.mappings("tests", Self.test)
    let deprecation = keys.mapping("deprecation_info", Self.deprecation)
    keys.finish()
    return Rule(
      file: file, schema: schema,
      name: name.flatMap { $0.isBlank ? nil : $0 } ?? SourcedText(file.stem),
      id: id, version: version, created: created, modified: modified, author: body.author, status: status,
      type: type, description: body.description, search: body.search,
      howToImplement: body.howToImplement, knownFalsePositives: body.knownFalsePositives,
      references: body.references, dataSources: body.dataSources, drilldowns: body.drilldowns, risk: risk,
      stories: tags.stories, assetType: tags.assetType, techniques: tags.techniques, products: tags.products,
      cves: tags.cves, securityDomain: tags.securityDomain, category: body.category, tests: tests,
      manualTest: tags.manualTest,
      isRetired: isRemoved || ["deprecated", "removed"].contains(status.lowercased()),
      deprecation: deprecation, otherKeys: keys.otherKeys)
  }

  // MARK: Single keys

  private static let statuses = ["production", "experimental", "deprecated", "removed", "validation"]
  private static let types = ["TTP", "Anomaly", "Hunting", "Correlation", "Baseline", "Investigation"]

  private mutating func oneOf(_ key: String, _ known: [String], _ code: DiagnosticCode) -> String {
    guard let text = keys.text(key, isRequired: true), !text.value.isEmpty else { return "" }
    if !known.contains(text.value) {
      keys.complain(
        code, at: { text.location(in: $0) }, "'\(text.value)' is no known \(key)",
        help: "known are \(known.joined(separator: ", "))")
    }
    return text.value
  }

  private mutating func check(id: SourcedText?) {
    guard let id, !id.value.isEmpty else { return }
    let parts = id.value.split(separator: "-", omittingEmptySubsequences: false)
    let isUUID = parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(\.isHexDigit)
    if !isUUID {
      keys.complain(
        .invalidID, at: { id.location(in: $0) }, "'\(id.value)' is no UUID",
        help: "an id has 32 hexadecimal digits in groups of 8-4-4-4-12")
    }
  }

  private mutating func version() -> String {
    guard let text = keys.text("version") else { return "" }
    if Int(text.value) == nil {
      keys.complain(
        .invalidVersion, at: { text.location(in: $0) }, "version '\(text.value)' is no whole number")
    }
    return text.value
  }

  /// The keys that all generations share.
  private struct Body {
    let author, description, howToImplement, knownFalsePositives, category: String
    let search: SourcedText
    let references: [String]
    let dataSources: [SourcedText]
    let drilldowns: [Drilldown]

    init(_ keys: inout KeyReader) {
      author = keys.string("author")
      description = keys.string("description", isRequired: true)
      search = keys.text("search", isRequired: true) ?? SourcedText("")
      howToImplement = keys.string("how_to_implement")
      knownFalsePositives = keys.string("known_false_positives")
      category = keys.string("category")
      references = keys.strings("references")
      dataSources = keys.texts("data_source")
      drilldowns = keys.mappings("drilldown_searches") { keys in
        Drilldown(
          name: keys.string("name"), search: keys.string("search"), earliest: keys.string("earliest_offset"),
          latest: keys.string("latest_offset"))
      }
    }
  }

  // MARK: Tags

  /// What stands under `tags` in the older generations, and at the top in that of 2026.
  private struct Tags {
    var stories: [SourcedText] = []
    var assetType = ""
    var techniques: [SourcedText] = []
    var products: [String] = []
    var cves: [String] = []
    var securityDomain = ""
    var manualTest = ""
    var message = ""
    var score = ""
    var riskObjects: [RiskObject] = []
    var threatObjects: [ThreatObject] = []
  }

  private mutating func tags() -> Tags {
    var tags = Tags()
    Self.common(&keys, &tags)
    _ = keys.mapping("tags") { inner in
      Self.common(&inner, &tags)
      tags.message = inner.string("message")
      tags.score = inner.string("risk_score")
      inner.mappings("observable") { observable in
        (observable.string("name"), observable.string("type"), observable.strings("role"))
      }.forEach { name, type, roles in
        if roles.contains("Attacker") {
          tags.threatObjects.append(ThreatObject(field: name, type: type))
        } else {
          tags.riskObjects.append(
            RiskObject(
              field: name, type: type, score: tags.score, message: "", isRequired: roles.contains("Victim")))
        }
      }
      // What Splunk's tools compute by themselves today, or keep for their own books.
      inner.keep("required_fields", "confidence", "impact", "atomic_guid", "group", "drilldown_search")
    }
    return tags
  }

  private static func common(_ keys: inout KeyReader, _ tags: inout Tags) {
    tags.stories += keys.texts("analytic_story")
    tags.techniques += keys.texts("mitre_attack_id")
    tags.products += keys.strings("product")
    tags.cves += keys.strings("cve")
    let assetType = keys.string("asset_type")
    let securityDomain = keys.string("security_domain")
    let manualTest = keys.string("manual_test")
    if !assetType.isEmpty { tags.assetType = assetType }
    if !securityDomain.isEmpty { tags.securityDomain = securityDomain }
    if !manualTest.isEmpty { tags.manualTest = manualTest }
    keys.keep("atomic_guid", "group")
  }

  // MARK: Risk

  private mutating func risk(tags: Tags) -> Risk {
    var message = tags.message
    var riskObjects = tags.riskObjects
    var threatObjects = tags.threatObjects
    _ = keys.mapping("rba") { rba in
      message = rba.string("message")
      riskObjects += rba.mappings("risk_objects", Self.riskObject)
      threatObjects += rba.mappings("threat_objects", Self.threatObject)
    }
    _ = keys.mapping("finding") { finding in
      message = finding.string("title")
      if let entity = finding.mapping("entity", Self.riskObject) { riskObjects.append(entity) }
    }
    _ = keys.mapping("intermediate_findings") { findings in
      riskObjects += findings.mappings("entities", Self.riskObject)
    }
    threatObjects += keys.mappings("threat_objects", Self.threatObject)
    return Risk(message: message, riskObjects: riskObjects, threatObjects: threatObjects)
  }

  private static func riskObject(_ keys: inout KeyReader) -> RiskObject {
    RiskObject(
      field: keys.string("field"), type: keys.string("type"), score: keys.string("score"),
      message: keys.string("message"))
  }

  private static func threatObject(_ keys: inout KeyReader) -> ThreatObject {
    ThreatObject(field: keys.string("field"), type: keys.string("type"))
  }

  // MARK: Tests and deprecation

  static func test(_ keys: inout KeyReader) -> EmbeddedTest {
    EmbeddedTest(
      name: keys.string("name"), type: keys.string("test_type"), description: keys.string("description"),
      data: keys.mappings("attack_data") { data in
        TestData(
          data: data.string("data"), source: data.string("source"), sourceType: data.string("sourcetype"),
          host: data.string("host"), index: data.string("custom_index"),
          updateTimestamp: data.string("update_timestamp"))
      })
  }

  static func deprecation(_ keys: inout KeyReader) -> Deprecation {
    keys.keep("content", "content_type", "deprecated_in_version", "deprecation_date")
    return Deprecation(
      reason: keys.string("reason"), removedIn: keys.string("removed_in_version"),
      replacements: keys.strings("replacement_content"))
  }
}
