import Diagnostics
import SPL

/// Reads the files that rules refer to: macros, lookups, stories, data sources.
enum PartReaders {
  static func macro(_ keys: inout KeyReader, _ file: CatalogFile) -> Macro? {
    let name = keys.text("name", isRequired: true)
    let definition = keys.text("definition", isRequired: true)
    let arguments = keys.strings("arguments")
    let isEval = ["true", "1", "yes", "t"].contains(keys.string("iseval").lowercased())
    let description = keys.string("description")
    keys.keep(
      "id", "version", "date", "creation_date", "modification_date", "author", "validation", "errormsg")
    guard let name, !name.isBlank, let definition else { return nil }
    return Macro(
      file: file,
      spl: MacroDefinition(
        name: name.value, arguments: arguments, definition: definition.value, isEval: isEval),
      definition: definition, description: description)
  }

  static func lookup(_ keys: inout KeyReader, _ file: CatalogFile) -> Lookup? {
    let name = keys.text("name", isRequired: true)
    let type = keys.string("lookup_type")
    let description = keys.string("description")
    let fields = keys.strings("fields")
    var settings: [String: String] = [:]
    let single = [
      "case_sensitive_match", "default_match", "max_matches", "min_matches", "filter", "collection",
      "fields_list",
      "filename",
    ]
    for key in single {
      let value = keys.string(key)
      if !value.isEmpty { settings[key] = value }
    }
    let matchTypes = keys.strings("match_type")
    if !matchTypes.isEmpty { settings["match_type"] = matchTypes.joined(separator: ", ") }
    keys.keep(
      "id", "version", "date", "creation_date", "modification_date", "author", "key_fields", "last_updated")
    guard let name, !name.isBlank else { return nil }
    return Lookup(
      file: file, name: name.value, type: type, description: description, fields: fields, settings: settings,
      table: nil)
  }

  static func story(_ keys: inout KeyReader, _ file: CatalogFile, isRemoved: Bool) -> Story? {
    let name = keys.text("name", isRequired: true)
    var categories = keys.strings("category")
    var useCase = keys.string("usecase")
    var cves = keys.strings("cve")
    keys.keep("product", "version", "group", "creation_date", "deprecation_info")
    _ = keys.mapping("tags") { tags in
      categories += tags.strings("category")
      cves += tags.strings("cve")
      let inner = tags.string("usecase")
      if !inner.isEmpty { useCase = inner }
      tags.keep("product", "group", "mitre_attack_id", "analytic_story")
    }
    let status = keys.string("status")
    let story = Story(
      file: file, name: name?.value ?? file.stem, id: keys.string("id"), status: status,
      description: keys.string("description"), narrative: keys.string("narrative"),
      author: keys.string("author"),
      modified: keys.date("modification_date") ?? keys.date("date"), references: keys.strings("references"),
      categories: categories, useCase: useCase, cves: cves,
      isRetired: isRemoved || ["deprecated", "removed"].contains(status.lowercased()))
    return name?.isBlank ?? true ? nil : story
  }

  static func dataSource(_ keys: inout KeyReader, _ file: CatalogFile) -> DataSource? {
    let name = keys.text("name", isRequired: true)
    keys.keep(
      "version", "date", "creation_date", "modification_date", "author", "mitre_components", "configuration",
      "field_mappings", "convert_to_log_source")
    let source = DataSource(
      file: file, name: name?.value ?? file.stem, id: keys.string("id"),
      description: keys.string("description"),
      source: keys.string("source"), sourceType: keys.string("sourcetype"),
      separator: keys.string("separator"),
      separatorValue: keys.string("separator_value"), fields: keys.strings("fields"),
      outputFields: keys.strings("output_fields"), exampleLog: keys.string("example_log"),
      addOns: keys.mappings("supported_TA") { addOn in
        AddOn(name: addOn.string("name"), url: addOn.string("url"), version: addOn.string("version"))
      },
      references: keys.strings("references"))
    return name?.isBlank ?? true ? nil : source
  }

  static func settings(_ keys: inout KeyReader) -> CatalogSettings {
    var settings = CatalogSettings()
    // A key that is there but empty means "none": only a key that is not there leaves the default.
    func take(_ key: String, _ place: WritableKeyPath<CatalogSettings, String>) {
      if keys.has(key) { settings[keyPath: place] = keys.string(key) } else { keys.keep(key) }
    }
    take("title", \.title)
    take("base_url", \.baseURL)
    take("source", \.source)
    take("edit_url", \.editURL)
    take("vendor", \.vendor)
    take("language", \.language)
    take("geography", \.geography)
    settings.commands = keys.strings("commands")
    settings.tests = keys.mappings("tests", catalogTest).compactMap { $0 }
    return settings
  }

  /// A test; nil for one of which it is not known what it is about or what it expects: it could pass for another reason.
  private static func catalogTest(_ keys: inout KeyReader) -> CatalogTest? {
    let rule = keys.text("rule", isRequired: true)
    let hasName = !keys.string("name", isRequired: true).isEmpty
    var test = RuleReader.test(&keys)
    test.place = .settings
    let hasRows = keys.has("rows")
    let rows = keys.mappings("rows") { row in
      row.allTexts().map { ExpectedResults.FieldValue(field: $0.key, value: $0.value) }
    }
    if let results = keys.text("results") {
      test.expected = ExpectedResults(results: results.value, rows: rows)
      if test.expected == nil {
        keys.complain(
          .wrongType, at: { results.location(in: $0) }, "'\(results.value)' is no number of results",
          help: "write a number, or a range: 0, 2..5, 2.., ..5")
        return nil
      }
    } else if hasRows {
      test.expected = ExpectedResults(least: rows.count, most: nil, rows: rows)
    }
    guard let rule, !rule.isBlank, hasName, !hasRows || !rows.isEmpty else { return nil }
    return CatalogTest(rule: rule, test: test, place: rule.location(in: keys.source))
  }

  /// `removed/deprecation_mapping.YML`: what replaces a retired rule, by the rule's name.
  static func deprecations(_ keys: inout KeyReader) -> [String: Deprecation] {
    var result: [String: Deprecation] = [:]
    keys.mappings("detections") { entry in
      (entry.string("content"), RuleReader.deprecation(&entry))
    }.forEach { name, deprecation in result[name] = deprecation }
    keys.keep("stories", "baselines", "investigations", "macros", "lookups", "data_sources", "dashboards")
    return result
  }
}
