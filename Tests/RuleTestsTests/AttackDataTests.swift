import Foundation
import TestSupport
import Testing

@testable import RuleTests

/// Where the data of tests is looked for: nothing is fetched, and nothing outside the data folders is read.
@Suite struct AttackDataTests {
  private static let path = "datasets/attack_techniques/T1059/x/windows-sysmon.log"

  @Test(arguments: [
    "https://media.githubusercontent.com/media/splunk/attack_data/master/datasets/attack_techniques/T1059/x/windows-sysmon.log",
    "https://media.githubusercontent.com/media/splunk/attack_data/refs/heads/master/datasets/attack_techniques/T1059/x/windows-sysmon.log",
    "https://github.com/splunk/attack_data/raw/master/datasets/attack_techniques/T1059/x/windows-sysmon.log",
    "https://raw.githubusercontent.com/splunk/attack_data/master/datasets/attack_techniques/T1059/x/windows-sysmon.log",
    "http://media.githubusercontent.com/media/somebody/attack_data/master//datasets/attack_techniques//T1059/x/windows-sysmon.log",
    "datasets/attack_techniques/T1059/x/windows-sysmon.log",
    " https://github.com/splunk/attack_data/raw/master/datasets/attack_techniques/T1059/x/windows-sysmon.log?raw=true ",
  ])
  func everySpellingNamesTheFile(_ name: String) throws {
    let root = try Self.folders()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let data = AttackData(catalog: "\(root)/catalog", folder: "\(root)/data")
    #expect(data.locate(name) == .file("\(root)/data/\(Self.path)"))
  }

  @Test(arguments: [
    "file:///etc/passwd", "http://169.254.169.254/datasets/x", "../../etc/passwd", "/etc/passwd", "",
    "https://example.com/datasets/attack_techniques/T1059/x/windows-sysmon.log",
    "https://github.com/splunk/attack_data/raw/master/datasets/../../../../etc/passwd",
    "https://github.com/splunk/attack_data/raw/master/datasets/%2e%2e/%2e%2e/etc/passwd",
    "ftp://github.com/datasets/x", "attack_data/link.log", "attack_data/\u{0}", "datasets/none.log",
  ])
  func nothingElseIsRead(_ name: String) throws {
    let root = try Self.folders()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let data = AttackData(catalog: "\(root)/catalog", folder: "\(root)/data")
    guard case .missing(let reason) = data.locate(name) else {
      Issue.record("\(name) is read")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func pointersAndPagesAreNoData() throws {
    let root = try Self.folders()
    defer { try? FileManager.default.removeItem(atPath: root) }
    let path = "\(root)/x.log"
    try "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n".write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect(AttackData.fault(of: path)?.isMissing == true)
    try "\n<!DOCTYPE html><html></html>".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(AttackData.fault(of: path)?.isMissing == false)
    try "{\"a\": 1}".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(AttackData.fault(of: path) == nil)
  }

  /// A catalog with a link that leads out of it, and a data folder.
  private static func folders() throws -> String {
    let root = "\(NSTemporaryDirectory())attack-data-\(UUID().uuidString)"
    let files = FileManager.default
    let folder = (path as NSString).deletingLastPathComponent
    try files.createDirectory(atPath: "\(root)/data/\(folder)", withIntermediateDirectories: true)
    try files.createDirectory(atPath: "\(root)/catalog/attack_data", withIntermediateDirectories: true)
    try "{}".write(toFile: "\(root)/data/\(path)", atomically: true, encoding: .utf8)
    try files.createSymbolicLink(
      atPath: "\(root)/catalog/attack_data/link.log", withDestinationPath: "/etc/hostname")
    return root
  }
}
