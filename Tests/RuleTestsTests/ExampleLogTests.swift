import Foundation
import TestSupport
import Testing

/// Which of the fields that Splunk's add-ons made of the example logs of data sources ours make too.
@Suite(.enabled(if: Repository.needsShared)) struct ExampleLogTests {
  /// Source types that matter most, and how many of 100 reachable names must be found.
  private static let groups: [(name: String, goal: Int, holds: @Sendable (ExampleLogs.Example) -> Bool)] = [
    ("all", 97, { _ in true }),
    ("Sysmon", 99, { $0.source == "XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" }),
    ("Windows Security", 99, { $0.source.hasSuffix("WinEventLog:Security") }),
    ("Sysmon for Linux", 99, { $0.sourceType == "sysmon:linux" }),
    ("CloudTrail", 99, { $0.sourceType == "aws:cloudtrail" }),
    ("Office 365", 99, { $0.sourceType == "o365:management:activity" }),
    ("Azure", 99, { $0.sourceType.hasPrefix("azure:monitor:") }),
    ("Kubernetes", 99, { $0.sourceType.hasPrefix("kube:") }),
  ]

  @Test func fieldsOfExampleLogsAreFound() async throws {
    let examples = try await ExampleLogs().examples
    #expect(examples.count > 200)
    var report = ""
    for group in Self.groups {
      let line = Self.line(group.name, examples.filter(group.holds))
      report += line.text
      #expect(line.reachable > 0, "nothing is measured for \(group.name)")
      #expect(line.found * 100 >= line.reachable * group.goal, "\(line.text)")
    }
    for (type, group) in Dictionary(grouping: examples, by: \.sourceType).sorted(by: { $0.key < $1.key }) {
      report += Self.line(type, group).text
      for example in group where !example.missing.isEmpty {
        report += "    \(example.file) lacks \(example.missing.sorted().joined(separator: ", "))\n"
      }
    }
    if let path = ProcessInfo.processInfo.environment["EXAMPLE_LOG_REPORT"] {
      try report.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  /// Names found of those that can be, and the ceiling: what can be, of all that are listed.
  private static func line(_ name: String, _ examples: [ExampleLogs.Example]) -> (
    text: String, found: Int, reachable: Int
  ) {
    let reachable = examples.reduce(0) { $0 + $1.reachable.count }
    let found = reachable - examples.reduce(0) { $0 + $1.missing.count }
    let wanted = examples.reduce(0) { $0 + $1.wanted.count }
    return ("\(name): \(found) of \(reachable) reachable names, of \(wanted) in all\n", found, reachable)
  }

  /// A name that is listed as unreachable and found all the same, or that nobody wants, does not belong in the list.
  @Test func theListOfUnreachableNamesIsTrue() async throws {
    let examples = try await ExampleLogs().examples
    for example in examples {
      let found = example.unreachable.intersection(example.found)
      #expect(found.isEmpty, "\(example.file)")
      let unwanted = example.unreachable.subtracting(example.wanted)
      #expect(unwanted.isEmpty, "\(example.file)")
    }
    let files = Set(examples.map(\.file))
    let unknown = try ExampleLogs.unreachable().keys.filter { !files.contains($0) }
    #expect(unknown.isEmpty)
  }

  /// Where a field of the Common Information Model has another value than the data source says, and why.
  private static let otherValues: [String: String] = [
    "nginx_access.yml: uri_path is url": "the model's url is the whole address",
    "powershell_script_block_logging_4104.yml: ScriptBlockText is process": "a script block is no process",
    "suricata.yml: http.hostname is dest": "the example is a flow, which names no host",
    "sysmon_eventid_1.yml: CommandLine is process": "blanks at the end are left out",
    "sysmon_eventid_1.yml: User is user": "the domain is left out, as in the events of Windows' own audit",
    "sysmon_eventid_22.yml: QueryResults is answer": "a dash stands for no answer",
    "sysmon_for_linux_eventid_1.yml: ParentImage is parent_process_name": "a name has no path",
    "windows_event_log_security_4688.yml: SubjectUserSid is user": "an account is named by its name",
  ]

  @Test func mappedFieldsHaveTheSameValues() async throws {
    var count = 0
    for example in try await ExampleLogs().examples {
      for mapping in example.mapped {
        count += 1
        let key = "\(example.file): \(mapping.from) is \(mapping.to)"
        let differing = mapping.values.filter { $0.from != $0.to }
        if Self.otherValues[key] == nil {
          #expect(differing.isEmpty, "\(key): \(differing.prefix(3))")
        } else {
          #expect(!differing.isEmpty, "\(key) holds now: take it off the list")
        }
      }
    }
    #expect(count >= 50, "only \(count) mappings were compared")
  }
}
