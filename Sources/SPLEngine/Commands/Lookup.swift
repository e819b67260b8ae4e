import SPL
import Synchronization

extension CommandImplementation {
  /// `lookup`: adds to each row the fields of the rows of a table that fit it. Source: Search Reference, "lookup".
  static let lookup = CommandImplementation("lookup") { call, compilation throws(SearchError) in
    guard let name = call.lookupTable else { throw compilation.argument("the name of a lookup is missing") }
    if let option = call.option("event_time_field") {
      throw compilation.unsupported("lookup: the option 'event_time_field' (\(option)) does not run here")
    }
    let inputs = FieldUse.renames(
      call.arguments.filter { argument in
        if case .clause("output", _) = argument { false } else { true }
      })
    var outputs: [LookupOutput] = []
    for case .clause("output", let clause) in call.arguments {
      var keeps = false
      if case .word(let word)? = clause.first { keeps = word.text.uppercased() == "OUTPUTNEW" }
      for (column, field) in FieldUse.renames(clause) {
        outputs.append(LookupOutput(column: column, field: field ?? column, keepsExisting: keeps))
      }
    }
    let command = LookupCommand(
      inputs: inputs.map { ($0.from, $0.to ?? $0.from) }, outputs: outputs, meter: compilation.meter)
    // A table that an earlier stage writes is not there before that stage has seen its rows.
    if compilation.run.isAnnounced(name.name) {
      return .streaming(
        LateLookup(command) { () throws(SearchError) in try compilation.lookup(name) })
    }
    return .streaming(try command.prepared(with: compilation.lookup(name)))
  }
}

extension Compilation {
  /// The lookup of a name; one that is not there is an error.
  func lookup(_ name: FieldName) throws(SearchError) -> LookupDefinition {
    guard let definition = try run.lookup(name.name) else {
      throw SearchError(.argument, "\(stage.name): there is no lookup '\(name.name)'", at: name.range)
    }
    return definition
  }
}

/// A column of a table that a row gets.
private struct LookupOutput: Sendable {
  let column: String
  let field: String
  /// Whether a value that the row has stays: OUTPUTNEW.
  let keepsExisting: Bool
}

private struct LookupCommand: StreamingCommand {
  let inputs: [(column: String, field: String)]
  var outputs: [LookupOutput]
  let meter: Meter
  private var matcher: LookupMatcher?

  init(inputs: [(column: String, field: String)], outputs: [LookupOutput], meter: Meter) {
    self.inputs = inputs
    self.outputs = outputs
    self.meter = meter
  }

  func prepared(with definition: LookupDefinition) throws(SearchError) -> LookupCommand {
    var command = self
    let columns = inputs.map(\.column)
    // A table that was just written may have no rows, and with them no columns.
    if definition.table.count > 0 || !definition.table.fields.isEmpty {
      for column in columns + outputs.map(\.column) where !definition.table.has(column) {
        throw SearchError(.argument, "lookup: the table has no column '\(column)'")
      }
    }
    if outputs.isEmpty {
      command.outputs = definition.table.fields.filter { !columns.contains($0) }
        .map { LookupOutput(column: $0, field: $0, keepsExisting: false) }
    }
    command.matcher = LookupMatcher(definition, columns: columns)
    return command
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let matcher else { return table }
    let definition = matcher.definition
    let fields = inputs.map { table[$0.field] }
    var matches: [[Int]?] = []
    matches.reserveCapacity(table.count)
    var known: [[Value]: [Int]] = [:]
    for row in 0..<table.count {
      var values: [Value] = []
      for field in fields { if let value = field?[row], !value.isNull { values.append(value) } }
      guard values.count == fields.count else {
        matches.append(nil)
        continue
      }
      let found = known[values] ?? matcher.rows(for: values)
      known[values] = found
      matches.append(found)
      if row & 1023 == 0 { try meter.checkTime() }
    }
    var result = table
    for output in outputs {
      let column = definition.table[output.column] ?? []
      let old = table[output.field]
      var values: [Value] = []
      values.reserveCapacity(table.count)
      for (row, found) in matches.enumerated() {
        // A row that lacks what is looked up is left as it is.
        if output.keepsExisting || found == nil, let old = old?[row], !old.isNull {
          values.append(old)
          continue
        }
        var given = (found ?? []).map { column[$0] }
        if let found, found.count < definition.minimumMatches, let standard = definition.standard {
          given += [Value](repeating: .text(standard), count: definition.minimumMatches - found.count)
        }
        values.append(Value(given))
      }
      result[output.field] = values
    }
    return result
  }
}

/// A lookup whose table is made by the time the first rows come.
private final class LateLookup: StreamingCommand {
  private let command: LookupCommand
  private let find: @Sendable () throws(SearchError) -> LookupDefinition
  private let ready = Mutex<LookupCommand?>(nil)

  init(_ command: LookupCommand, _ find: @escaping @Sendable () throws(SearchError) -> LookupDefinition) {
    self.command = command
    self.find = find
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    var known = ready.withLock { $0 }
    if known == nil {
      known = try command.prepared(with: find())
      ready.withLock { [known] in $0 = known }
    }
    return try known?.apply(to: table) ?? table
  }
}
