import Foundation
import Patterns
import SPL
import SPLEngine

/// Makes the settings of a source type ready to run.
struct SourceTypeCompiler {
  let transforms: ConfTable
  let indexTransforms: ConfTable
  let environment: SearchEnvironment

  /// `settings` hold for searches, `index` for when events come in; `hasStanza` says whether an add-on names the source type
  /// or the source; `standard` is what Splunk itself says of the source type, nil where it does not know it.
  func compile(
    _ settings: ConfTable.Stanza, index: ConfTable.Stanza, hasStanza: Bool, standard: [String: String]?
  ) -> SourceType {
    let isConfigured = hasStanza || standard != nil
    let standard = (standard ?? [:]).mapValues { ConfTable.Setting(value: $0, path: "", line: 0, addOn: "") }
    let settings = settings.merging(standard) { own, _ in own }
    let index = index.merging(standard) { own, _ in own }
    var result = SourceType(
      isConfigured: isConfigured, breaker: EventBreaker(), looksAtFile: !isConfigured,
      timestamps: TimestampRule(), edits: [], ingest: [], indexed: nil, rename: settings.text("rename"),
      steps: [],
      faults: [])
    indexing(index, &result)
    times(index, &result)
    breaking(index, &result)
    // Splunk's default; what no add-on speaks of is read as well as it can be.
    if hasStanza, index["TRUNCATE"] == nil { result.breaker.truncation = 10_000 }
    ingest(index, &result)
    fields(settings, &result)
    result.faults += KnownSettings.faults(of: settings, isKnown: KnownSettings.contains)
    return result
  }

  // MARK: Faults

  /// The expression of a setting, behind `modifiers` that Splunk puts before it.
  func expression(
    _ setting: ConfTable.Setting, _ name: String, _ result: inout SourceType, modifiers: String = ""
  ) -> RegularExpression? {
    do {
      return try RegularExpression(modifiers + setting.value)
    } catch {
      switch error {
      case .syntax(let message, let offset):
        result.faults.append(
          fault(
            name, setting,
            "this is no regular expression: \(message), at byte \(max(0, offset - modifiers.utf8.count))"))
      case .limit, .size: result.faults.append(fault(name, setting, "this regular expression is too large"))
      }
      return nil
    }
  }

  func fault(_ name: String, _ setting: ConfTable.Setting, _ message: String) -> SourceType.Fault {
    SourceType.Fault(setting: name, path: setting.path, line: setting.line, message: message)
  }
}
