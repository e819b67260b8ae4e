import SPLEngine

/// Fields of events that are JSON or XML, by their path. Attributes that declare namespaces are left out, and blanks
/// around the text of an element.
/// Source: Knowledge Manager Manual, "Automatic key-value field extraction" (KV_MODE = json, xml).
struct DocumentExtraction {
  private let fields: DocumentFields
  /// The column of each field; -1 for one that nobody asks for.
  private var slots: [Int] = []
  /// Whether fields are made when events come in: their names give way to those of the event's own.
  private let isIndexed: Bool

  /// Reads the fields that are asked for.
  init(_ demand: FieldDemand, isIndexed: Bool) {
    self.isIndexed = isIndexed
    fields =
      switch demand {
      case .all: DocumentFields()
      case .some(let names):
        DocumentFields(wanted: isIndexed ? Set(names.map(DefaultFields.plain)) : names)
      }
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
      let found = fields.fields[slots.count]
      let name = isIndexed ? DefaultFields.unclashing(found) : found
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
