import Foundation
import Patterns
import SPLEngine

/// Settings that say how a file is cut into events, and when they happened.
extension SourceTypeCompiler {
  func breaking(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    if let setting = settings["LINE_BREAKER"], !setting.value.isEmpty, setting.value != #"([\r\n]+)"# {
      if let expression = expression(setting, "LINE_BREAKER", &result) {
        result.breaker.rule = .expression(expression)
      }
    } else if settings["LINE_BREAKER"] == nil, settings.text("INDEXED_EXTRACTIONS")?.lowercased() == "json" {
      result.breaker.rule = .json
    } else if settings["LINE_BREAKER"] == nil, settings.text("INDEXED_EXTRACTIONS") != nil {
      result.breaker.rule = .records(quote: result.indexed?.quote)
    }
    result.breaker.truncation = settings.integer("TRUNCATE") ?? 0
    // Splunk merges lines unless told not to. Where nothing says so, only a file whose first line has a date is merged: of
    // one without dates, Splunk would make events of 256 lines.
    result.mergesByDate = settings["SHOULD_LINEMERGE"] == nil && result.indexed == nil
    let asksForIt = [
      "BREAK_ONLY_BEFORE", "MUST_BREAK_AFTER", "MUST_NOT_BREAK_BEFORE", "MUST_NOT_BREAK_AFTER",
    ]
    .contains { settings[$0] != nil }
    guard settings.boolean("SHOULD_LINEMERGE") ?? asksForIt else { return }
    var merging = LineMerging()
    merging.noBreakBefore = optional("MUST_NOT_BREAK_BEFORE", settings, &result)
    merging.noBreakAfter = optional("MUST_NOT_BREAK_AFTER", settings, &result)
    merging.dates = result.timestamps
    if let setting = settings["BREAK_ONLY_BEFORE"], !setting.value.isEmpty {
      merging.breakBefore = expression(setting, "BREAK_ONLY_BEFORE", &result)
    }
    if let setting = settings["MUST_BREAK_AFTER"], !setting.value.isEmpty {
      merging.breakAfter = expression(setting, "MUST_BREAK_AFTER", &result)
    }
    merging.breaksBeforeDate = settings.boolean("BREAK_ONLY_BEFORE_DATE") ?? true
    merging.mostLines = max(1, settings.integer("MAX_EVENTS") ?? 256)
    result.breaker.merging = merging
  }

  func times(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    var rule = TimestampRule()
    if let setting = settings["TIME_PREFIX"], !setting.value.isEmpty {
      rule.prefix = expression(setting, "TIME_PREFIX", &result)
    }
    rule.format = settings.text("TIME_FORMAT").map { TimeFormat($0) }
    let lookahead = settings.integer("MAX_TIMESTAMP_LOOKAHEAD") ?? 128
    // 0 and -1 take the limit away.
    rule.lookahead = lookahead > 0 ? lookahead : nil
    if let setting = settings["TZ"], !setting.value.isEmpty {
      rule.zone = TimeZone(identifier: setting.value) ?? TimeZone(abbreviation: setting.value)
      if rule.zone == nil { result.faults.append(fault("TZ", setting, "there is no time zone of this name")) }
    }
    rule.isCurrent =
      settings.text("DATETIME_CONFIG").map { ["CURRENT", "NONE"].contains($0.uppercased()) } ?? false
    rule.fields = (settings.text("TIMESTAMP_FIELDS") ?? "").split(separator: ",").map {
      String($0).trimmingBlanks
    }
    // `EST=GMT+10:00,CST=GMT-6`: what a zone's name means here.
    for alias in (settings.text("TZ_ALIAS") ?? "").split(separator: ",") {
      let parts = alias.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
      guard parts.count == 2 else { continue }
      let offset = parts[1].replacing(/^(?:GMT|UTC)/, with: "")
      rule.zoneAliases[parts[0]] = offset.isEmpty ? "+00:00" : offset
    }
    result.timestamps = rule
    if let setting = settings["CHARSET"], !setting.value.isEmpty {
      result.charset = Charset(setting.value)
      if result.charset == nil {
        result.faults.append(fault("CHARSET", setting, "this character set is not known; UTF-8 is read"))
      }
    }
  }

  /// Fields that are made of a file's columns or keys.
  func indexing(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    switch settings.text("INDEXED_EXTRACTIONS")?.lowercased() {
    case "json":
      result.indexed = .json(trimsBraces: settings.boolean("JSON_TRIM_BRACES_IN_ARRAY_NAMES") ?? false)
    case "csv": result.indexed = .table(layout(settings, separator: ",", &result))
    case "tsv": result.indexed = .table(layout(settings, separator: "tab", &result))
    case "psv": result.indexed = .table(layout(settings, separator: "|", &result))
    case "w3c": result.indexed = .w3c(missing: optional("MISSING_VALUE_REGEX", settings, &result))
    case nil, "none": break
    case let other?:
      if let setting = settings["INDEXED_EXTRACTIONS"] {
        result.faults.append(fault("INDEXED_EXTRACTIONS", setting, "'\(other)' is not supported"))
      }
    }
  }

  private func layout(_ settings: ConfTable.Stanza, separator: String, _ result: inout SourceType)
    -> TableLayout
  {
    var layout = TableLayout()
    layout.separator =
      self.separator("FIELD_DELIMITER", settings, &result) ?? .init(separator) ?? layout.separator
    layout.headerSeparator = self.separator("HEADER_FIELD_DELIMITER", settings, &result)
    if let text = settings.text("FIELD_QUOTE") { layout.quote = quote(text) }
    layout.headerQuote = settings.text("HEADER_FIELD_QUOTE").flatMap(quote)
    layout.headerLine = settings.integer("HEADER_FIELD_LINE_NUMBER") ?? 0
    layout.headerExpression = optional("FIELD_HEADER_REGEX", settings, &result)
    layout.preamble = optional("PREAMBLE_REGEX", settings, &result)
    layout.missing = optional("MISSING_VALUE_REGEX", settings, &result)
    layout.acceptable = Set((settings.text("HEADER_FIELD_ACCEPTABLE_SPECIAL_CHARACTERS") ?? "").utf8)
    layout.names = (settings.text("FIELD_NAMES") ?? "").split(separator: ",").map {
      String($0).trimmingBlanks
    }
    return layout
  }

  private func separator(_ name: String, _ settings: ConfTable.Stanza, _ result: inout SourceType)
    -> TableLayout.Separator?
  {
    guard let setting = settings[name], !setting.value.isEmpty else { return nil }
    guard let separator = TableLayout.Separator(setting.value) else {
      result.faults.append(fault(name, setting, "this is neither a character nor the name of one"))
      return nil
    }
    return separator
  }

  private func quote(_ text: String) -> UInt8? {
    guard case .byte(let byte)? = TableLayout.Separator(text) else { return nil }
    return byte
  }

  private func optional(_ name: String, _ settings: ConfTable.Stanza, _ result: inout SourceType)
    -> RegularExpression?
  {
    guard let setting = settings[name], !setting.value.isEmpty else { return nil }
    return expression(setting, name, &result)
  }
}

extension IndexedExtraction {
  /// What quotes fields.
  var quote: UInt8? {
    switch self {
    case .table(let layout): layout.quote
    case .json, .w3c: UInt8(ascii: "\"")
    }
  }
}
