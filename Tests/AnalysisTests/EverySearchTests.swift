import Diagnostics
import Foundation
import SPL
import TestSupport
import Testing

@testable import Analysis
@testable import Catalog

/// Every search, drilldown, macro and baseline of the corpora is read whole.
@Suite(.enabled(if: Repository.needsShared, "the shared folder is not here"))
struct EverySearchTests {
  private static let folders = [
    "corpus/security_content", "corpus/newer_formats/2026", "corpus/newer_formats/2025_late",
    "corpus/schema_2024_sample", "corpus/runnable_other_snapshots", "corpus/security_content/baselines",
  ]

  /// What is wrong in them, and is wrong indeed: each was read. What a catalog does not bring is left out.
  private static let defects: [String: [String]] = [
    // `search [CHANGEME_FIELD] = "$user$"`: a placeholder was left in.
    "corpus/security_content": [
      "detections/cloud/o365_email_send_and_hard_delete_suspicious_behavior.yml drilldown: "
        + "'changeme_field' is no command that Splunk brings",
      "detections/cloud/o365_email_send_and_hard_delete_suspicious_behavior.yml drilldown: "
        + "there is no field before this operator",
    ]
      // `(OR Operation=SearchQueryInitiatedSharepoint …)`: Splunk refuses an OR with nothing before it.
      + [
        "detections/cloud/o365_sharepoint_suspicious_search_behavior.yml drilldown: there is nothing before this OR"
      ]
      // `search dest = "$dest$" and user = "$user$"`: operators are written in capitals, this looks for the word "and".
      + [
        "endpoint/windows_process_executed_from_removable_media",
        "network/cisco_secure_firewall___high_priority_intrusion_classification",
        "network/cisco_secure_firewall___lumma_stealer_activity",
        "network/cisco_secure_firewall___lumma_stealer_download_attempt",
        "network/cisco_secure_firewall___lumma_stealer_outbound_connection_attempt",
        "network/cisco_secure_firewall___snort_rule_triggered_across_multiple_hosts",
        "network/cisco_secure_firewall___veeam_cve_2023_27532_exploitation_activity",
      ].map { "detections/\($0).yml drilldown: 'and' is a word to search for here, not an operator" },
    // `search  "$Suser = "$user$"`, and `IN ("$user$", starthoursago=168  | …`: a quote and a parenthesis are missing.
    "corpus/newer_formats/2025_late": [
      "detections/application/m365_copilot_jailbreak_attempts.yml drilldown: this quote is never closed",
      "detections/application/m365_copilot_jailbreak_attempts.yml drilldown: this list is never closed",
    ],
  ]
  /// Commands of apps that the catalogs' authors have.
  private static let customCommands: Set<String> = ["cyberchef", "dnstwist"]

  @Test(arguments: folders)
  func everyStageIsTyped(_ folder: String) async throws {
    let catalog = try await CatalogReader.read(root: try Repository.shared(folder)).catalog
    let expander = MacroExpander(
      MacroTable(catalog.allMacros.map(\.spl)), knownFilters: FilterMacros.names(of: catalog.rules))
    var searches = catalog.rules.map { ($0.file.path, $0.search.value) }
    searches += catalog.rules.flatMap { rule in
      rule.drilldowns.map { (rule.file.path + " drilldown", $0.search) }
    }
    searches += catalog.macros.filter { !$0.spl.isEval && $0.spl.arguments.isEmpty }
      .map { ("macro \($0.spl.name)", $0.definition.value) }
    var found: [String] = []
    for (name, search) in searches {
      let text = expander.expand(Array(search.utf8)).text.bytes
      let parsed = ParsedSearch(text, customCommands: Self.customCommands)
      found += parsed.problems.map { "\(name): \($0.summary)" }
      if let failure = RoundTrip.failure(of: text), parsed.problems.isEmpty {
        found.append("\(name): \(failure)")
      }
    }
    #expect(found == Self.defects[folder] ?? [])
  }
}
