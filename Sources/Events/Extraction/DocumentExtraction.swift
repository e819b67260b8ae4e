import SPLEngine

/// Fields of events that are JSON or XML, by their path. Attributes that declare namespaces are left out, and blanks
/// around the text of an element.
/// Source: Knowledge Manager Manual, "Automatic key-value field extraction" (KV_MODE = json, xml).
struct DocumentExtraction {
  private let fields: DocumentFields
  /// The column of each field; -1 for one that nobody asks for.
  private var slots: [Int] = []
  private let names: Names

  /// How fields are named.
  enum Names {
    /// By their paths.
    case plain
    /// As when events come in: names give way to those of the event's own fields, and may lose the braces of lists.
    case indexed(trimsBraces: Bool)
  }

  /// Reads the fields that are asked for.
  init(_ demand: FieldDemand, names: Names = .plain) {
    self.names = names
    fields =
      switch (demand, names) {
      // Which lists a name without braces goes through is not known.
      case (.all, _), (_, .indexed(trimsBraces: true)): DocumentFields()
      case (.some(let wanted), .plain): DocumentFields(wanted: wanted)
      case (.some(let wanted), .indexed): DocumentFields(wanted: Set(wanted.map(DefaultFields.plain)))
      }
  }

  private func name(_ path: String) -> String {
    guard case .indexed(let trimsBraces) = names else { return path }
    return DefaultFields.unclashing(trimsBraces ? path.replacing("{}", with: "") : path)
  }

  /// Extracts the fields of an event that is JSON.
  mutating func json(
    _ text: UnsafeBufferPointer<UInt8>, row: Int, into columns: inout FieldColumns
  ) throws(SearchError) {
    fields.json(text) { field, value in
      let slot = slot(of: field, &columns)
      if slot >= 0 { columns.set(slot, at: row, value, adds: true) }
    }
    try checkNames()
  }

  /// Extracts the fields of an event that is XML.
  mutating func xml(
    _ text: UnsafeBufferPointer<UInt8>, row: Int, into columns: inout FieldColumns
  ) throws(SearchError) {
    fields.xml(text) { field, value in
      let slot = slot(of: field, &columns)
      guard slot >= 0, let text = value.text?.trimmingBlanks, !text.isEmpty else { return }
      columns.set(slot, at: row, .text(text), adds: true)
    }
    try checkNames()
  }

  private mutating func slot(of field: Int, _ columns: inout FieldColumns) -> Int {
    while slots.count <= field {
      let name = name(fields.fields[slots.count])
      slots.append(name.contains("{@xmlns") ? -1 : columns.slot(of: name) ?? -1)
    }
    return slots[field]
  }

  private func checkNames() throws(SearchError) {
    guard !fields.isFull else {
      throw SearchError(.limit, "the events hold more names of fields than can be told apart")
    }
  }
}
