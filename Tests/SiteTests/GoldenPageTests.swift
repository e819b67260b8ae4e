import TestSupport
import Testing

/// Whole pages of our own catalog.
@Suite struct GoldenPageTests {
  @Test(arguments: [
    ("index.html", "home"), ("404.html", "not-found"), ("rules/index.html", "rules"),
    ("attack/index.html", "attack"),
    ("attack/tactics/TA0011/index.html", "tactic"), ("attack/techniques/T1105/index.html", "technique"),
    ("rules/splunk/windows_certutil_fetches_file_from_url/index.html", "rule-endpoint"),
    ("rules/splunk/aws_cloudtrail_recording_reduced/index.html", "rule-cloud"),
  ])
  func page(path: String, name: String) async throws {
    let site = try await BuiltSite(catalog: "\(Repository.root)/catalog")
    #expect(site.diagnostics.isEmpty)
    try Golden.expect(try site.text(path), equals: "pages/\(name).html")
  }
}
