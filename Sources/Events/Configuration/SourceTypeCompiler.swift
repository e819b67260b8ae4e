import Foundation
import Patterns
import SPL
import SPLEngine

/// Makes the settings of a source type ready to run.
struct SourceTypeCompiler {
  let transforms: ConfTable
  let environment: SearchEnvironment

  func compile(_ settings: ConfTable.Stanza, isConfigured: Bool, standard: [String: String]) -> SourceType {
    var settings = settings
    for (name, value) in standard where settings[name] == nil {
      settings[name] = ConfTable.Setting(value: value, path: "", line: 0, addOn: "")
    }
    var result = SourceType(
      isConfigured: isConfigured, breaker: EventBreaker(), looksAtFile: !isConfigured,
      timestamps: TimestampRule(), edits: [], ingest: [], indexed: nil, rename: settings.text("rename"),
      steps: [],
      faults: [])
    indexing(settings, &result)
    breaking(settings, &result)
    times(settings, &result)
    ingest(settings, &result)
    fields(settings, &result)
    for (name, setting) in settings.sorted(by: { $0.key < $1.key }) where !KnownSettings.contains(name) {
      var fault = fault(name, setting, "this setting is not supported")
      fault.isUnsupported = true
      result.faults.append(fault)
    }
    return result
  }

  // MARK: Faults

  func expression(_ setting: ConfTable.Setting, _ name: String, _ result: inout SourceType)
    -> RegularExpression?
  {
    do {
      return try RegularExpression(setting.value)
    } catch {
      switch error {
      case .syntax(let message, let offset):
        result.faults.append(
          fault(name, setting, "this is no regular expression: \(message), at byte \(offset)"))
      case .limit, .size: result.faults.append(fault(name, setting, "this regular expression is too large"))
      }
      return nil
    }
  }

  func fault(_ name: String, _ setting: ConfTable.Setting, _ message: String) -> SourceType.Fault {
    SourceType.Fault(setting: name, path: setting.path, line: setting.line, message: message)
  }
}
