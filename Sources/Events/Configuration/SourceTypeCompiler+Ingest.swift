import SPLEngine

/// Settings that change events when they come in.
extension SourceTypeCompiler {
  /// SEDCMD; TRANSFORMS in the order of their names and of the stanzas in each; RULESET behind them.
  func ingest(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    let sorted = settings.sorted { $0.key < $1.key }
    for (name, setting) in sorted where name.hasPrefix("SEDCMD") && !setting.value.isEmpty {
      if let edits = SedEdit.list(setting.value) {
        result.edits += edits
      } else {
        result.faults.append(fault(name, setting, "this is no `s` or `y` command of sed"))
      }
    }
    let classes =
      sorted.filter { $0.key.hasPrefix("TRANSFORMS") } + sorted.filter { $0.key.hasPrefix("RULESET") }
    for (name, setting) in classes {
      for stanza in setting.value.split(separator: ",").map({ String($0).trimmingBlanks }) {
        guard let transform = indexTransforms.stanzas[stanza] else {
          result.faults.append(fault(name, setting, "transforms.conf has no stanza [\(stanza)]"))
          continue
        }
        steps(transform, stanza, name, setting, &result)
      }
    }
  }

  /// What a stanza does; nothing for one that says where events are sent on to, which changes nothing in them.
  private func steps(
    _ settings: ConfTable.Stanza, _ stanza: String, _ name: String, _ setting: ConfTable.Setting,
    _ result: inout SourceType
  ) {
    evaluation(settings, &result)
    if let text = settings["STOP_PROCESSING_IF"] {
      do {
        let condition = IngestAssignment.plain(text.value)
        result.ingest.append(.stop(try RowProgram("| eval stop=if(\(condition), 1, 0)", in: environment)))
      } catch {
        result.faults.append(fault("STOP_PROCESSING_IF", text, error.message))
      }
    }
    if settings["INGEST_EVAL"] != nil { return }
    let destination = settings.text("DEST_KEY")?.lowercased() ?? ""
    if ["_tcp_routing", "_syslog_routing", "_indexandforward_routing"].contains(destination) { return }
    guard let regex = settings["REGEX"] else {
      if settings["STOP_PROCESSING_IF"] != nil { return }
      result.faults.append(fault(name, setting, "[\(stanza)] has neither REGEX nor INGEST_EVAL"))
      return
    }
    guard let expression = expression(regex, stanza, &result) else { return }
    guard let key = Self.key(of: settings), let target = Self.target(destination, settings, stanza) else {
      var fault = fault(name, setting, "[\(stanza)] does what is not supported when events come in")
      fault.isUnsupported = true
      result.faults.append(fault)
      return
    }
    let prefix = Self.prefixes[destination] ?? ""
    func value(_ text: String) -> String {
      text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
    let transform = IngestTransform(
      key: key, expression: expression, lookahead: settings.integer("LOOKAHEAD") ?? 4096, target: target,
      value: FormatText.parts(value(settings.text("FORMAT") ?? "$1")),
      fallback: settings.text("DEFAULT_VALUE").map(value), repeats: settings.boolean("REPEAT_MATCH") ?? false)
    if let sourceType = settings.text("CLONE_SOURCETYPE") {
      result.ingest.append(.clone(transform, sourceType: sourceType))
    } else {
      result.ingest.append(.transform(transform))
    }
  }

  private func evaluation(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    guard let text = settings["INGEST_EVAL"] else { return }
    do {
      result.ingest.append(.eval(try IngestAssignment.list(text.value, in: environment)))
    } catch {
      result.faults.append(fault("INGEST_EVAL", text, error.message))
    }
  }

  private static func key(of settings: ConfTable.Stanza) -> IngestTransform.Key? {
    switch settings.text("SOURCE_KEY")?.lowercased() {
    case nil, "_raw": .raw
    case "metadata:sourcetype": .sourceType
    case "metadata:source": .source
    case "metadata:host": .host
    case "_metadata:index": .index
    default:
      settings.text("SOURCE_KEY").flatMap { text in
        // `field:x` is a field that was made before.
        ["field:", "fields:"].first(where: text.hasPrefix).map { .field(String(text.dropFirst($0.count))) }
      }
    }
  }

  private static func target(_ destination: String, _ settings: ConfTable.Stanza, _ stanza: String)
    -> IngestTransform.Target?
  {
    switch destination {
    case "metadata:sourcetype": .sourceType
    case "metadata:source": .source
    case "metadata:host": .host
    case "_metadata:index": .index
    case "queue": .queue
    case "_raw": .raw
    case "_meta": .fields(outputs(settings, stanza))
    // Fields are written into the index only where WRITE_META says so.
    case "" where settings.boolean("WRITE_META") ?? false: .fields(outputs(settings, stanza))
    case "" where settings["CLONE_SOURCETYPE"] != nil: .fields([])
    default: nil
    }
  }

  /// What FORMAT says; without it, the first group under the stanza's name.
  private static func outputs(_ settings: ConfTable.Stanza, _ stanza: String) -> [RegexExtraction.Output] {
    settings.text("FORMAT").map(FormatText.outputs)
      ?? [RegexExtraction.Output(name: [.text(stanza)], value: [.group(1)])]
  }

  /// What stands before a value in FORMAT to say what it is.
  private static let prefixes = [
    "metadata:sourcetype": "sourcetype::", "metadata:source": "source::", "metadata:host": "host::",
  ]
}
