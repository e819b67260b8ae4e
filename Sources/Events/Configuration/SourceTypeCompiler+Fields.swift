import Foundation
import Patterns
import SPLEngine

/// Settings that hold when events are searched: fields, aliases, calculated fields, lookups.
extension SourceTypeCompiler {
  func fields(_ settings: ConfTable.Stanza, _ result: inout SourceType) {
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
    result.steps.append(automatic(settings))
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
    // The prefix is written in either case, with any sign behind it or none.
    for (name, setting) in sorted where name.uppercased().hasPrefix("LOOKUP") {
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

  private func automatic(_ settings: ConfTable.Stanza) -> FieldPlan.Step {
    switch settings.text("KV_MODE")?.lowercased() {
    case "none": .automatic(.none, .all)
    case "json": .automatic(.json, .all)
    case "xml": .automatic(.xml, .all)
    case "multi":
      // The program is our own: it reads where the engine reads multikv at all.
      (try? RowProgram("| multikv", in: environment)).map { .table($0) } ?? .automatic(.none, .all)
    case let mode:
      .automatic(
        .pairs(
          readsJSON: settings.boolean("AUTO_KV_JSON") ?? true, isEscaped: mode == "auto_escaped",
          trims: settings.boolean("KV_TRIM_SPACES") ?? true), .all)
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
    guard let expression = expression(trimmed, name, &result, modifiers: "(?ms)") else { return nil }
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
}
