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
      timestamps: TimestampRule(), edits: [], routes: [], indexed: nil, rename: settings.text("rename"),
      steps: [],
      faults: [])
    breaking(settings, &result)
    times(settings, &result)
    indexing(settings, &result)
    routing(settings, &result)
    fields(settings, &result)
    for (name, setting) in settings.sorted(by: { $0.key < $1.key }) where !KnownSettings.contains(name) {
      var fault = fault(name, setting, "this setting is not supported")
      fault.isUnsupported = true
      result.faults.append(fault)
    }
    return result
  }

  // MARK: When the event comes in

  private func breaking(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    if let setting = settings["LINE_BREAKER"], !setting.value.isEmpty, setting.value != #"([\r\n]+)"# {
      if let expression = expression(setting, "LINE_BREAKER", &result) {
        result.breaker.rule = .expression(expression)
      }
    } else if settings["LINE_BREAKER"] == nil, settings.text("INDEXED_EXTRACTIONS")?.lowercased() == "json" {
      result.breaker.rule = .json
    } else if settings["LINE_BREAKER"] == nil, settings.text("INDEXED_EXTRACTIONS") != nil {
      result.breaker.rule = .records
    }
    result.breaker.truncation = settings.integer("TRUNCATE") ?? 0
    // Splunk merges lines unless told not to; with a LINE_BREAKER of its own, an add-on that says nothing means lines
    // that are whole events.
    let merges =
      settings.boolean("SHOULD_LINEMERGE")
      ?? (settings["BREAK_ONLY_BEFORE"] != nil || settings["MUST_BREAK_AFTER"] != nil)
    guard merges else { return }
    var merging = LineMerging()
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

  private func times(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
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
    result.timestamps = rule
    if let setting = settings["CHARSET"], !setting.value.isEmpty {
      result.charset = Charset(setting.value)
      if result.charset == nil {
        result.faults.append(fault("CHARSET", setting, "this character set is not known; UTF-8 is read"))
      }
    }
  }

  private func indexing(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    for (name, setting) in settings.sorted(by: { $0.key < $1.key }) where name.hasPrefix("SEDCMD") {
      if let edit = SedEdit(setting.value) {
        result.edits.append(edit)
      } else {
        result.faults.append(fault(name, setting, "this is no `s` or `y` command of sed"))
      }
    }
    let fields = (settings.text("FIELD_NAMES") ?? "").split(separator: ",").map { String($0).trimmingBlanks }
    switch settings.text("INDEXED_EXTRACTIONS")?.lowercased() {
    case "json": result.indexed = .json
    case "csv":
      let separator = settings.text("FIELD_DELIMITER").flatMap(Self.character) ?? UInt8(ascii: ",")
      result.indexed = .table(separator: separator, fields: fields)
    case "tsv": result.indexed = .table(separator: 0x09, fields: fields)
    case "psv": result.indexed = .table(separator: UInt8(ascii: "|"), fields: fields)
    case "w3c": result.indexed = .w3c
    case nil: break
    case let other?:
      if let setting = settings["INDEXED_EXTRACTIONS"] {
        result.faults.append(fault("INDEXED_EXTRACTIONS", setting, "'\(other)' is not supported"))
      }
    }
  }

  /// TRANSFORMS: in the order of their names, and of the stanzas in each.
  private func routing(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    for (name, setting) in settings.sorted(by: { $0.key < $1.key }) where name.hasPrefix("TRANSFORMS") {
      for stanza in setting.value.split(separator: ",").map({ String($0).trimmingBlanks }) {
        guard let transform = transforms.stanzas[stanza] else {
          result.faults.append(fault(name, setting, "transforms.conf has no stanza [\(stanza)]"))
          continue
        }
        if let route = route(transform, stanza, &result) {
          result.routes.append(route)
        } else {
          var fault = fault(name, setting, "[\(stanza)] does what is not supported when events come in")
          fault.isUnsupported = true
          result.faults.append(fault)
        }
      }
    }
  }

  private func route(_ settings: ConfTable.Stanza, _ stanza: String, _ result: inout SourceType)
    -> EventRoute?
  {
    guard let regex = settings["REGEX"], let expression = expression(regex, stanza, &result) else {
      return nil
    }
    let format = settings.text("FORMAT") ?? ""
    let key: EventRoute.Key
    switch settings.text("SOURCE_KEY")?.lowercased() {
    case nil, "_raw": key = .raw
    case "metadata:sourcetype": key = .sourceType
    case "metadata:source": key = .source
    case "metadata:host": key = .host
    default: return nil
    }
    let target: EventRoute.Target
    var value = format
    switch settings.text("DEST_KEY")?.lowercased() {
    case "metadata:sourcetype":
      target = .sourceType
      if value.hasPrefix("sourcetype::") { value = String(value.dropFirst("sourcetype::".count)) }
    case "metadata:source":
      target = .source
      if value.hasPrefix("source::") { value = String(value.dropFirst("source::".count)) }
    case "metadata:host":
      target = .host
      if value.hasPrefix("host::") { value = String(value.dropFirst("host::".count)) }
    case "queue": target = format == "nullQueue" ? .nothing : .indexed
    default: return nil
    }
    return EventRoute(key: key, expression: expression, target: target, value: FormatText.parts(value))
  }

  private static func character(_ text: String) -> UInt8? {
    switch text.lowercased() {
    case "tab", "\\t": 0x09
    case "space", "whitespace": 0x20
    default: text.utf8.count == 1 ? text.utf8.first : nil
    }
  }

  // MARK: At search time

  private func fields(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
    let sorted = settings.sorted { $0.key < $1.key }
    for (name, setting) in sorted where name.hasPrefix("EXTRACT-") {
      if let extraction = inline(name, setting, &result) { result.steps.append(.expression(extraction)) }
    }
    for (name, setting) in sorted where name.hasPrefix("REPORT-") {
      for stanza in setting.value.split(separator: ",") {
        if let step = transform(String(stanza).trimmingBlanks, name, setting, &result) {
          result.steps.append(step)
        }
      }
    }
    result.steps.append(.automatic(mode(settings, &result), .all))
    for (name, setting) in sorted where name.hasPrefix("FIELDALIAS-") {
      result.steps += aliases(name, setting, &result)
    }
    var calculated: [(field: String, program: RowProgram)] = []
    for (name, setting) in sorted where name.hasPrefix("EVAL-") {
      let field = String(name.dropFirst("EVAL-".count))
      do {
        let program = try RowProgram("| eval \(Self.quoted(field))=\(setting.value)", in: environment)
        calculated.append((field, program))
      } catch {
        result.faults.append(fault(name, setting, error.message))
      }
    }
    if !calculated.isEmpty { result.steps.append(.calculated(calculated)) }
    for (name, setting) in sorted where name.hasPrefix("LOOKUP-") {
      do {
        result.steps.append(.lookup(try RowProgram("| lookup \(setting.value)", in: environment)))
      } catch {
        result.faults.append(fault(name, setting, error.message))
      }
    }
  }

  private static func quoted(_ field: String) -> String {
    field.utf8.allSatisfy { DateScanner.isWordByte($0) || $0 == UInt8(ascii: "_") } ? field : "'\(field)'"
  }

  private func mode(_ settings: ConfTable.Stanza, _ result: inout SourceType) -> FieldPlan.AutomaticMode {
    switch settings.text("KV_MODE")?.lowercased() {
    case "none": return .none
    case "json": return .json
    case "xml": return .xml
    case "multi", "multi:": return .multi
    default: return .auto
    }
  }

  /// `EXTRACT-x = EXPRESSION` or `EXPRESSION in FIELD`.
  private func inline(_ name: String, _ setting: ConfTable.Setting, _ result: inout SourceType)
    -> RegexExtraction?
  {
    var pattern = setting.value
    var key = "_raw"
    if let range = pattern.range(of: " in ", options: .backwards) {
      let field = String(pattern[range.upperBound...]).trimmingBlanks
      if !field.isEmpty, field.utf8.allSatisfy({ DateScanner.isWordByte($0) || $0 == UInt8(ascii: "_") }) {
        key = field
        pattern = String(pattern[..<range.lowerBound])
      }
    }
    let trimmed = ConfTable.Setting(
      value: pattern.trimmingBlanks, path: setting.path, line: setting.line, addOn: setting.addOn)
    guard let expression = expression(trimmed, name, &result) else { return nil }
    var extraction = RegexExtraction(expression)
    extraction.sourceKey = key
    return extraction
  }

  /// A stanza of transforms.conf that REPORT names.
  private func transform(
    _ stanza: String, _ name: String, _ setting: ConfTable.Setting, _ result: inout SourceType
  ) -> FieldPlan.Step? {
    guard let settings = transforms.stanzas[stanza] else {
      result.faults.append(fault(name, setting, "transforms.conf has no stanza [\(stanza)]"))
      return nil
    }
    if let delimiters = settings.text("DELIMS") {
      let lists = Self.quotedList(delimiters)
      guard let separators = lists.first else {
        result.faults.append(fault(name, setting, "[\(stanza)] has DELIMS without a delimiter in quotes"))
        return nil
      }
      var extraction = DelimitedExtraction(separators: Array(separators.utf8))
      extraction.keyEnds = lists.count > 1 ? Array(lists[1].utf8) : nil
      extraction.fields = Self.fieldList(settings.text("FIELDS") ?? "")
      extraction.sourceKey = Self.key(settings.text("SOURCE_KEY"))
      extraction.addsValues = settings.boolean("MV_ADD") ?? false
      extraction.cleansKeys = settings.boolean("CLEAN_KEYS") ?? true
      return .delimited(extraction)
    }
    guard let regex = settings["REGEX"], let expression = expression(regex, stanza, &result) else {
      if settings["REGEX"] == nil {
        result.faults.append(fault(name, setting, "[\(stanza)] has neither REGEX nor DELIMS"))
      }
      return nil
    }
    var extraction = RegexExtraction(expression)
    extraction.takesFirstOnly = false
    if let format = settings.text("FORMAT") {
      extraction.outputs = FormatText.outputs(format)
    }
    extraction.sourceKey = Self.key(settings.text("SOURCE_KEY"))
    extraction.addsValues = settings.boolean("MV_ADD") ?? false
    extraction.cleansKeys = settings.boolean("CLEAN_KEYS") ?? true
    extraction.keepsEmpty = settings.boolean("KEEP_EMPTY_VALS") ?? false
    return .expression(extraction)
  }

  /// `field:x` and `x` are the field x.
  private static func key(_ text: String?) -> String {
    guard let text else { return "_raw" }
    for prefix in ["field:", "fields:"] where text.hasPrefix(prefix) {
      return String(text.dropFirst(prefix.count))
    }
    return text
  }

  /// Texts in double quotes, with `\t` and `\"` read.
  private static func quotedList(_ text: String) -> [String] {
    var result: [String] = []
    var current: String?
    var escaped = false
    for character in text {
      if escaped {
        current?.append(character == "t" ? "\t" : character == "n" ? "\n" : character)
        escaped = false
      } else if character == "\\", current != nil {
        escaped = true
      } else if character == "\"" {
        if let text = current { result.append(text) }
        current = current == nil ? "" : nil
      } else {
        current?.append(character)
      }
    }
    return result
  }

  /// Names between commas, with or without quotes.
  private static func fieldList(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0).trimmingBlanks.trimmingCharacters(of: "\"")
    }
  }

  /// `a AS b c ASNEW d`.
  private func aliases(_ name: String, _ setting: ConfTable.Setting, _ result: inout SourceType) -> [FieldPlan
    .Step]
  {
    var words = Self.words(setting.value)[...]
    var steps: [FieldPlan.Step] = []
    while words.count >= 3 {
      let (from, sign, to) = (
        words[words.startIndex], words[words.startIndex + 1].uppercased(), words[words.startIndex + 2]
      )
      guard sign == "AS" || sign == "ASNEW" else { break }
      steps.append(.alias(from: from, to: to, keeps: sign == "ASNEW"))
      words = words.dropFirst(3)
      while words.first == "," { words = words.dropFirst() }
    }
    if !words.isEmpty || steps.isEmpty {
      result.faults.append(fault(name, setting, "this is not of the form 'FIELD AS FIELD'"))
    }
    return steps
  }

  /// Words, of which those in quotes may hold blanks.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var current = ""
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { current.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character.isWhitespace || character == "," {
        if !current.isEmpty { words.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    if !current.isEmpty { words.append(current) }
    return words
  }

  // MARK: Faults

  private func expression(_ setting: ConfTable.Setting, _ name: String, _ result: inout SourceType)
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

  private func fault(_ name: String, _ setting: ConfTable.Setting, _ message: String) -> SourceType.Fault {
    SourceType.Fault(setting: name, path: setting.path, line: setting.line, message: message)
  }
}

/// FORMAT of transforms.conf: `name::$1 $2::$3`.
enum FormatText {
  static func outputs(_ text: String) -> [RegexExtraction.Output] {
    text.split(whereSeparator: \.isWhitespace).compactMap { word in
      guard let range = word.range(of: "::") else { return nil }
      let value = String(word[range.upperBound...]).trimmingCharacters(of: "\"")
      return RegexExtraction.Output(name: parts(String(word[..<range.lowerBound])), value: parts(value))
    }
  }

  /// Texts and the groups that `$1` names.
  static func parts(_ text: String, sign: Character = "$") -> [RegexExtraction.Part] {
    var parts: [RegexExtraction.Part] = []
    var current = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      let digits = character == sign ? rest.prefix { $0.isASCII && $0.isNumber }.prefix(2) : ""
      guard let group = Int(digits) else {
        current.append(character)
        continue
      }
      rest = rest.dropFirst(digits.count)
      if !current.isEmpty { parts.append(.text(current)) }
      current = ""
      parts.append(.group(group))
    }
    if !current.isEmpty { parts.append(.text(current)) }
    return parts
  }
}

extension SedEdit {
  /// Reads `s/EXPRESSION/REPLACEMENT/g`; nil for any other command.
  init?(_ text: String) {
    guard text.first == "s", let separator = text.dropFirst().first else { return nil }
    var pieces = [""]
    var escaped = false
    for character in text.dropFirst(2) {
      if escaped {
        if character != separator { pieces[pieces.count - 1].append("\\") }
        pieces[pieces.count - 1].append(character)
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == separator {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    guard pieces.count >= 3, let expression = try? RegularExpression(pieces[0]) else { return nil }
    self.expression = expression
    replacement = FormatText.parts(pieces[1], sign: "\\")
    isGlobal = pieces[2].contains("g")
  }
}

extension String {
  /// The text without a character at both ends.
  func trimmingCharacters(of character: Character) -> String {
    var text = Substring(self)
    while text.first == character { text.removeFirst() }
    while text.last == character { text.removeLast() }
    return String(text)
  }
}
