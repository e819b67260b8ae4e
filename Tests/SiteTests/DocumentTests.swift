import Foundation
import TestSupport
import Testing

/// The two reference documents open their pages, line by line.
@Suite(.enabled(if: Repository.needsShared, "the shared folder is not here"))
struct DocumentTests {
  @Test(arguments: [
    ("000_3f0150fd2fd1ba31", "kubernetes_scanner_image_pulling", 111),
    ("004_af137a469f763744", "kubernetes_previously_unseen_container_image_name", 98),
  ])
  func opensItsPage(document: String, rule: String, lines: Int) async throws {
    let site = try await BuiltSite(catalog: try Repository.shared("reference_pages/catalog"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", try Repository.shared("tools/page_text.py"),
      "\(site.folder)/rules/splunk/\(rule)/index.html",
      try Repository.shared("reference_pages/\(document).txt"),
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "all \(lines) lines of the reference open the page\n")
  }
}
