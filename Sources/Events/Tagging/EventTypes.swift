import Foundation
import SPL
import SPLEngine

/// Event types and tags: names for events that a search finds, and marks on those names and on field values.
/// Source: Knowledge Manager Manual, "About event types", "About tags and aliases".
struct EventTypes: Sendable {
  /// An event type.
  struct EventType: Sendable {
    let name: String
    let filter: RowFilter
    /// Its tags.
    let tags: [String]

    /// The field whose value stands in the name: `login-%user%`; nil for a plain name.
    var nameField: String? {
      guard let match = name.firstMatch(of: /%(\w+)%/) else { return nil }
      return String(match.output.1)
    }

    /// The name for a row.
    fileprivate func name(in table: Table, _ row: Int) -> String {
      guard let field = nameField, let value = table.value(field, at: row).text else { return name }
      return name.replacing("%\(field)%", with: value)
    }
  }

  /// A tag of a value of a field.
  struct FieldTag: Sendable, Hashable {
    let field: String
    let value: String
    let tags: [String]
  }

  let all: [EventType]
  let fieldTags: [FieldTag]
  /// What could not be used.
  private(set) var faults: [SourceType.Fault] = []

  /// Puts the tables of `eventtypes` and `tags` together.
  init(eventTypes: ConfTable, tags: ConfTable, macros: MacroExpander, environment: SearchEnvironment) {
    var tagsOfType: [String: [String]] = [:]
    var fieldTags: [FieldTag] = []
    for name in tags.names {
      guard let stanza = tags.stanzas[name], let equals = name.firstIndex(of: "=") else { continue }
      let field = String(name[..<equals])
      let value = Self.decoded(String(name[name.index(after: equals)...]))
      let enabled = stanza.filter { $0.value.value.lowercased() == "enabled" }.keys.sorted()
      if field == "eventtype" {
        tagsOfType[value, default: []] += enabled
      } else if !enabled.isEmpty {
        fieldTags.append(FieldTag(field: field, value: value, tags: enabled))
      }
    }
    var all: [EventType] = []
    for name in eventTypes.names {
      guard let stanza = eventTypes.stanzas[name], let search = stanza["search"],
        stanza.boolean("disabled") != true
      else { continue }
      let expansion = macros.expand(Array(search.value.utf8))
      do {
        let filter = try RowFilter(String(decoding: expansion.text.bytes, as: UTF8.self), in: environment)
        all.append(EventType(name: name, filter: filter, tags: tagsOfType[name] ?? []))
      } catch {
        faults.append(
          SourceType.Fault(
            setting: "[\(name)] search", path: search.path, line: search.line, message: error.message))
      }
    }
    self.all = all.sorted { CodePoints.precede($0.name, $1.name) }
    self.fieldTags = fieldTags.sorted {
      CodePoints.precede($0.field + "=" + $0.value, $1.field + "=" + $1.value)
    }
  }

  /// Values in tags.conf are written as in addresses: `%3A` is a colon.
  private static func decoded(_ text: String) -> String {
    guard text.contains("%") else { return text }
    return text.removingPercentEncoding ?? text
  }

  /// The event types that can matter to who asks for these fields: all, or those with one of the tags that `tags` asks
  /// for. Those that events of this origin never are of are left out.
  func relevant(to demand: FieldDemand, tags: Set<String>?, constants: [String: Value]) -> EventTypes {
    var copy = self
    let asksForTypes = demand.wants("eventtype")
    let asksForTags = demand.wants("tag") || demand.asksForTags
    guard asksForTypes || asksForTags else {
      return EventTypes(all: [], fieldTags: [])
    }
    copy = EventTypes(
      all: all.filter { type in
        guard asksForTypes || tags.map({ !$0.isDisjoint(with: type.tags) }) ?? !type.tags.isEmpty else {
          return false
        }
        return type.filter.canFit(constants)
      },
      fieldTags: asksForTags
        ? fieldTags.filter { fieldTag in tags.map { !$0.isDisjoint(with: fieldTag.tags) } ?? true } : [])
    return copy
  }

  /// No event types.
  static let none = EventTypes(all: [], fieldTags: [])

  private init(all: [EventType], fieldTags: [FieldTag]) {
    self.all = all
    self.fieldTags = fieldTags
  }

  /// The fields that they look at.
  var needs: Set<String> {
    all.reduce(into: Set(fieldTags.map(\.field))) {
      $0.formUnion($1.filter.needs)
      if let field = $1.nameField { $0.insert(field) }
    }.subtracting(["eventtype", "tag"])
  }

  /// Adds `eventtype`, `tag` and `tag::FIELD` to the rows.
  func mark(_ table: inout Table) throws(SearchError) {
    guard !all.isEmpty || !fieldTags.isEmpty, table.count > 0 else { return }
    var types = [[String]](repeating: [], count: table.count)
    var tags = [[String: Set<String>]](repeating: [:], count: table.count)
    // Those that ask for other event types come when these are known.
    for isSecond in [false, true] {
      if isSecond { table["eventtype"] = types.map { Value($0.map { .text($0) }) } }
      for type in all where type.filter.needs.contains("eventtype") == isSecond {
        let mask = try type.filter.mask(table)
        for row in mask.indices where mask[row] {
          types[row].append(type.name(in: table, row))
          tags[row]["eventtype", default: []].formUnion(type.tags)
        }
      }
    }
    for fieldTag in fieldTags {
      guard let column = table[fieldTag.field] else { continue }
      for (row, value) in column.enumerated() where value.texts.contains(where: fieldTag.fits) {
        tags[row][fieldTag.field, default: []].formUnion(fieldTag.tags)
      }
    }
    table["eventtype"] = types.map { Value($0.map { .text($0) }) }
    table["tag"] = tags.map { Self.value($0.values.reduce(into: []) { $0.formUnion($1) }) }
    for field in Set(tags.flatMap(\.keys)).sorted() {
      table["tag::\(field)"] = tags.map { Self.value($0[field] ?? []) }
    }
  }

  private static func value(_ tags: Set<String>) -> Value {
    Value(tags.sorted(by: CodePoints.precede).map { .text($0) })
  }
}

extension EventTypes.FieldTag {
  fileprivate func fits(_ text: String) -> Bool {
    value == text || value.lowercased() == text.lowercased()
  }
}

extension FieldDemand {
  /// Whether a field `tag::…` is asked for.
  var asksForTags: Bool {
    switch self {
    case .all: true
    case .some(let fields): fields.contains { $0.hasPrefix("tag::") }
    }
  }
}
