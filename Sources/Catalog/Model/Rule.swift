/// A detection rule, of any schema generation.
public struct Rule: Sendable {
  /// The three generations of splunk/security_content's schema.
  public enum Schema: Int, Sendable, Hashable, CaseIterable {
    /// `date` and everything else under `tags`, with a message, observables and a risk score.
    case generation2024 = 2024
    /// Risk and threat objects under `rba`.
    case generation2025 = 2025
    /// `creation_date`, `modification_date`, `finding` and `intermediate_findings`; no `tags`.
    case generation2026 = 2026
  }

  /// The file it was read from.
  public let file: CatalogFile
  /// The schema generation that its keys belong to.
  public let schema: Schema
  /// `name`; the file's stem where there is none.
  public let name: SourcedText
  /// `id`, as written.
  public let id: SourcedText?
  /// `version`, as written.
  public let version: String
  /// When it was written: `creation_date`.
  public let created: CalendarDate?
  /// When it was last changed: `modification_date` or `date`.
  public let modified: CalendarDate?
  /// `author`
  public let author: String
  /// `status`, as written: `production`, `experimental`, `deprecated`, `removed`.
  public let status: String
  /// `type`, as written: `TTP`, `Anomaly`, `Hunting`, `Correlation`.
  public let type: String
  /// `description`, Markdown.
  public let description: String
  /// `search`; empty where there is none.
  public let search: SourcedText
  /// `how_to_implement`, Markdown.
  public let howToImplement: String
  /// `known_false_positives`, Markdown.
  public let knownFalsePositives: String
  /// `references`: addresses.
  public let references: [String]
  /// `data_source`: names of data sources.
  public let dataSources: [SourcedText]
  /// `drilldown_searches`
  public let drilldowns: [Drilldown]
  /// What a hit says about whom, with how much risk.
  public let risk: Risk
  /// `analytic_story`: names of analytic stories.
  public let stories: [SourcedText]
  /// `asset_type`
  public let assetType: String
  /// `mitre_attack_id`: ids of ATT&CK techniques, as written.
  public let techniques: [SourcedText]
  /// `product`
  public let products: [String]
  /// `cve`
  public let cves: [String]
  /// `security_domain`
  public let securityDomain: String
  /// `category` of the 2026 schema.
  public let category: String
  /// `tests`, and behind them the tests of the rule in `catalog.yml`.
  public var tests: [EmbeddedTest]
  /// Why its tests run by hand only: `manual_test`.
  public let manualTest: String
  /// Whether it stands under `removed/`, or its status says deprecated or removed.
  public let isRetired: Bool
  /// What is said of its retirement, in its file or in `removed/deprecation_mapping.YML`.
  public var deprecation: Deprecation?
  /// The keys that have no place of their own in the model, with their path in the file (`tags.atomic_guid`).
  public let otherKeys: [OtherKey]

  /// The data sources that it names: `A AND B` names two that the search needs together.
  public var dataSourceNames: [String] {
    dataSources.flatMap { $0.value.split(separator: " AND ").map(String.init) }
  }
}

/// A search to look deeper into a hit.
public struct Drilldown: Sendable, Hashable {
  /// `name`; may hold `$field$` tokens.
  public let name: String
  /// `search`
  public let search: String
  /// `earliest_offset`
  public let earliest: String
  /// `latest_offset`
  public let latest: String
}

/// Risk and threat objects, from `rba`, from `finding` and `intermediate_findings`, or from `tags.observable`.
public struct Risk: Sendable, Hashable {
  /// What a hit says as a whole: `rba.message`, `finding.title`, `tags.message`.
  public let message: String
  /// Who or what bears the risk.
  public let riskObjects: [RiskObject]
  /// What did it.
  public let threatObjects: [ThreatObject]

  /// Risk and threat objects with what is said of them.
  public init(message: String, riskObjects: [RiskObject], threatObjects: [ThreatObject]) {
    self.message = message
    self.riskObjects = riskObjects
    self.threatObjects = threatObjects
  }
}

/// A field whose value bears risk.
public struct RiskObject: Sendable, Hashable {
  /// The field.
  public let field: String
  /// `system`, `user`, …
  public let type: String
  /// The risk score, as written; empty where none is given.
  public let score: String
  /// A message of its own; empty where the risk's message stands for it.
  public let message: String
  /// Whether a test must find a value in it. The 2024 schema also names fields that take no part in the risk: only its
  /// victims bear it.
  public let isRequired: Bool

  /// A field that bears risk.
  public init(field: String, type: String, score: String, message: String, isRequired: Bool = true) {
    self.field = field
    self.type = type
    self.score = score
    self.message = message
    self.isRequired = isRequired
  }
}

/// A field whose value did it: a hash, an address, a process.
public struct ThreatObject: Sendable, Hashable {
  /// The field.
  public let field: String
  /// `ip_address`, `file_hash`, …
  public let type: String

  /// A field whose value did it.
  public init(field: String, type: String) {
    self.field = field
    self.type = type
  }
}

/// A test that a rule brings with it.
public struct EmbeddedTest: Sendable, Hashable {
  /// `name`
  public let name: String
  /// `test_type` of the 2026 schema: `unit`, `experimental`; empty in the others.
  public let type: String
  /// `description`
  public let description: String
  /// `attack_data`
  public let data: [TestData]
  /// Where the test stands.
  public internal(set) var place = Place.rule
  /// What the search is to find; nil where the pass condition of Splunk's tool decides.
  public internal(set) var expected: ExpectedResults?

  /// A file that holds tests.
  public enum Place: Sendable, Hashable {
    /// The rule's own.
    case rule
    /// `catalog.yml`.
    case settings
  }
}

/// A log file that a test loads.
public struct TestData: Sendable, Hashable {
  /// Where it is: an address, or a path relative to the catalog.
  public let data: String
  /// `source`
  public let source: String
  /// `sourcetype`
  public let sourceType: String
  /// `host`; empty for the default.
  public let host: String
  /// `custom_index`; empty for the default.
  public let index: String
  /// `update_timestamp`, as written; Splunk's tool ignores it today.
  public let updateTimestamp: String
}

/// Why a rule was retired, and what stands in its place.
public struct Deprecation: Sendable, Hashable {
  /// The reason, in words; may be empty.
  public let reason: String
  /// The version of the content that no longer holds it; may be empty.
  public let removedIn: String
  /// The names of the rules to use instead.
  public let replacements: [String]
}

/// A key that has no place of its own in the model, known or not, with its value: nothing that a file says is lost.
public struct OtherKey: Sendable, Hashable {
  /// The key with those above it, joined by dots.
  public let path: String
  /// Its value as one line of text.
  public let value: String
}
