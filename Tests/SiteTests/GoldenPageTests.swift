import TestSupport
import Testing

/// Whole pages of our own catalog.
@Suite struct GoldenPageTests {
  private static let site = Task { try await BuiltSite(catalog: "\(Repository.root)/catalog") }

  @Test(arguments: [
    ("index.html", "home"), ("404.html", "not-found"), ("rules/index.html", "rules"),
    ("browse/index.html", "browse"), ("diagnostics/index.html", "diagnostics"),
    ("attack/index.html", "attack"), ("attack/tactics/TA0011/index.html", "tactic"),
    ("attack/techniques/T1105/index.html", "technique"),
    ("rules/splunk/windows_certutil_fetches_file_from_url/index.html", "rule-endpoint"),
    ("rules/splunk/aws_cloudtrail_recording_reduced/index.html", "rule-cloud"),
    ("rules/id/54853315-0129-492d-8eab-274228dbbe7d/index.html", "redirect"),
    ("fields/index.html", "fields"), ("fields/command/index.html", "field"),
    ("stories/index.html", "stories"), ("stories/stolen_accounts/index.html", "story"),
    ("data-sources/squid_access_log/index.html", "data-source"),
    ("macros/image_registry/index.html", "macro"), ("lookups/tunnel_services/index.html", "lookup"),
    ("data-models/web/index.html", "data-model"), ("data-models/web/proxy/index.html", "data-set"),
    ("types/hunting/index.html", "type"), ("statuses/experimental/index.html", "status"),
    ("authors/index.html", "authors"), ("cves/index.html", "cves"),
    ("tests/index.html", "tests"),
  ])
  func page(path: String, name: String) async throws {
    let site = try await Self.site.value
    #expect(site.diagnostics.isEmpty)
    try Golden.expect(try site.text(path), equals: "pages/\(name).html")
  }
}
