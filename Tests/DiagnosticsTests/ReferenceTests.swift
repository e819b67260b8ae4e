import Foundation
import TestSupport
import Testing

@testable import Diagnostics

/// `docs/diagnostics.md` is made from the codes themselves; `make golden` writes it anew.
@Suite struct ReferenceGoldenTests {
  @Test func theReferenceNamesEveryCode() throws {
    var text = """
      # Diagnostics

      What `detection-catalog check` and `build` can say about a catalog. An error makes the exit status 1; warnings and
      notes do not. A code never changes its meaning. This page is made from the program: `make golden` writes it.


      """
    for severity in Severity.allCases {
      text += "## \(severity.rawValue.capitalized)s\n\n| code | meaning |\n|---|---|\n"
      for code in DiagnosticCode.allCases where code.severity == severity {
        text += "| `\(code.rawValue)` | \(code.explanation) |\n"
      }
      text += "\n"
    }
    try Golden.expect(String(text.dropLast()), equals: "../../docs/diagnostics.md")
  }
}
