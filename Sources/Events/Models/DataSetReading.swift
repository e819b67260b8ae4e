import SPL
import SPLEngine

/// A data set that is ready to be read: which events belong to it, and how its fields are computed.
struct DataSetReading: Sendable {
  /// The data sets from the root to this one.
  let levels: [Level]
  /// The data sets below it.
  let children: [DataSetReading]

  /// What one data set adds to the one above it.
  struct Level: Sendable {
    let name: String
    /// What its events must fit.
    let filters: [RowFilter]
    /// What happens to events that fit, in order: the rest of a base search, calculated fields.
    let programs: [RowProgram]
    let fields: [String]
  }

  /// Fields that every event has beside those of the model.
  static let own: Set<String> = ["_time", "host", "source", "sourcetype", "index", "_raw", "linecount"]

  init(
    _ lineage: [DataModel.DataSet], of model: DataModel, macros: MacroExpander, environment: SearchEnvironment
  )
    throws(SearchError)
  {
    var levels: [Level] = []
    for set in lineage { levels.append(try Level(set, macros: macros, environment: environment)) }
    try self.init(levels, of: model, macros: macros, environment: environment)
  }

  private init(_ levels: [Level], of model: DataModel, macros: MacroExpander, environment: SearchEnvironment)
    throws(SearchError)
  {
    self.levels = levels
    var children: [DataSetReading] = []
    // A circle of parents would never end.
    for name in model.order where levels.count < 32 && model.dataSets[name]?.parent == levels.last?.name {
      guard let set = model.dataSets[name] else { continue }
      let level = try Level(set, macros: macros, environment: environment)
      children.append(
        try DataSetReading(levels + [level], of: model, macros: macros, environment: environment))
    }
    self.children = children
  }

  private var path: [String] { levels.map(\.name) }

  /// The tags that its events must have.
  var tags: Set<String> {
    levels.reduce(into: []) { $0.formUnion($1.filters.reduce(into: Set<String>()) { $0.formUnion($1.tags) }) }
  }

  // MARK: What is asked

  /// What it needs of events so that these fields can be given.
  func demand(for request: FieldDemand) -> FieldDemand {
    var needs: Set<String> = []
    for level in levels { needs.formUnion(level.filterNeeds) }
    switch request {
    case .all: for level in levels { needs.formUnion(level.fields) }
    case .some(let names):
      for name in names where name != "nodename" { needs.formUnion([resolved(name).field]) }
    }
    for child in children where child.isAsked(request) { needs.formUnion(child.ownDemand(request)) }
    return .some(Self.backwards(levels, needs).union(["_time", "host", "source", "sourcetype"]))
  }

  private func ownDemand(_ request: FieldDemand) -> Set<String> {
    guard let level = levels.last else { return [] }
    var needs = level.filterNeeds
    if case .some(let names) = request { needs.formUnion(names.map { resolved($0).field }) }
    for child in children where child.isAsked(request) { needs.formUnion(child.ownDemand(request)) }
    return Self.backwards([level], needs)
  }

  /// What the programs of these levels read so that they can give these fields, with the fields themselves.
  private static func backwards(_ levels: [Level], _ fields: Set<String>) -> Set<String> {
    var needs = fields
    for program in levels.flatMap(\.programs).reversed()
    where program.makes.map({ !$0.isDisjoint(with: needs) }) ?? true {
      needs.formUnion(program.needs)
    }
    return needs
  }

  /// Whether a field of this data set is asked for by its path, or which data sets events belong to.
  private func isAsked(_ request: FieldDemand) -> Bool {
    guard case .some(let names) = request, let own = levels.last?.name else { return false }
    return names.contains { $0 == "nodename" || $0.split(separator: ".").dropLast().contains(Substring(own)) }
  }

  /// `All_Changes.Account_Management.user` is the field `user` of that data set: the names before it are those of data
  /// sets on the way.
  private func resolved(_ name: String) -> (set: String?, field: String) {
    let known = self.known
    var rest = Substring(name)
    var set: String?
    while let dot = rest.firstIndex(of: "."), known.contains(String(rest[..<dot])) {
      set = String(rest[..<dot])
      rest = rest[rest.index(after: dot)...]
    }
    return (set, String(rest))
  }

  private var known: Set<String> { Set(path).union(children.flatMap(\.known)) }

  // MARK: Rows

  /// The rows of the data set, its fields named `ROOT.FIELD` or as they are asked for.
  func rows(of events: Table, asked: FieldDemand) throws(SearchError) -> Table {
    var table = events
    for level in levels { table = try level.rows(of: table) }
    var result = Table(count: table.count)
    for field in Self.own.sorted() { if let values = table[field] { result[field] = values } }
    switch asked {
    case .all:
      for field in levels.flatMap(\.fields) where !Self.own.contains(field) {
        if let values = table[field] { result["\(path[0]).\(field)"] = values }
      }
    case .some(let names):
      let above = Set(path)
      for name in names.sorted() where !Self.own.contains(name) && name != "nodename" {
        let (set, field) = resolved(name)
        if set.map(above.contains) ?? true, let values = table[field] { result[name] = values }
      }
    }
    var nodes = [[String]](repeating: [path.joined(separator: ".")], count: table.count)
    for child in children where child.isAsked(asked) {
      try child.add(to: &result, &nodes, of: table, rows: Array(0..<table.count), asked: asked)
    }
    if asked.wants("nodename") { result["nodename"] = nodes.map { Value($0.map { .text($0) }) } }
    return result
  }

  /// Adds the fields of this data set to those rows of its parent that belong to it.
  private func add(
    to result: inout Table, _ nodes: inout [[String]], of parent: Table, rows: [Int], asked: FieldDemand
  ) throws(SearchError) {
    guard let level = levels.last else { return }
    let mask = try level.mask(parent)
    let fitting = rows.indices.filter { mask[$0] }
    for row in fitting { nodes[rows[row]].append(path.joined(separator: ".")) }
    guard !fitting.isEmpty else { return }
    let table = try level.computed(parent.selecting(fitting))
    // A program that makes more rows than it takes has no place for them here.
    guard table.count == fitting.count else { return }
    let places = fitting.map { rows[$0] }
    if case .some(let names) = asked {
      for name in names.sorted() {
        let (set, field) = resolved(name)
        guard set == level.name, let values = table[field] else { continue }
        for (row, place) in places.enumerated() { result.set(name, at: place, to: values[row]) }
      }
    }
    for child in children where child.isAsked(asked) {
      try child.add(to: &result, &nodes, of: table, rows: places, asked: asked)
    }
  }
}

extension DataSetReading.Level {
  fileprivate init(_ set: DataModel.DataSet, macros: MacroExpander, environment: SearchEnvironment)
    throws(SearchError)
  {
    var filters: [RowFilter] = []
    var programs: [RowProgram] = []
    for search in set.searches {
      let expanded = macros.expand(Array(search.utf8)).text.bytes
      let parts = try PipedSearch.split(expanded)
      filters.append(try RowFilter(parts.filter, in: environment))
      if !parts.stages.isEmpty { programs.append(try RowProgram(parts.stages, in: environment)) }
    }
    for calculation in set.calculations {
      programs.append(try RowProgram(calculation.stage, in: environment))
    }
    self.init(name: set.name, filters: filters, programs: programs, fields: set.fields)
  }

  fileprivate var filterNeeds: Set<String> { filters.reduce(into: []) { $0.formUnion($1.needs) } }

  fileprivate func mask(_ table: Table) throws(SearchError) -> [Bool] {
    var mask = [Bool](repeating: true, count: table.count)
    for filter in filters {
      for (row, fits) in try filter.mask(table).enumerated() where !fits { mask[row] = false }
    }
    return mask
  }

  fileprivate func computed(_ table: Table) throws(SearchError) -> Table {
    var table = table
    for program in programs { table = try program.apply(to: table) }
    return table
  }

  fileprivate func rows(of table: Table) throws(SearchError) -> Table {
    try computed(table.filtered(try mask(table)))
  }
}

extension DataModel.Calculation {
  /// It as a stage.
  fileprivate var stage: String {
    switch self {
    case .eval(let field, let expression): return "| eval '\(field)'=\(expression)"
    case .rex(let input, let expression):
      let escaped = expression.replacing("\"", with: "\\\"")
      return "| rex field=\"\(input)\" \"\(escaped)\""
    case .lookup(let name, let inputs, let outputs):
      let keys = inputs.map { "\($0.lookup) AS \"\($0.event)\"" }.joined(separator: ", ")
      let results = outputs.map { "\($0.lookup) AS \"\($0.event)\"" }.joined(separator: ", ")
      return "| lookup \(name) \(keys) OUTPUT \(results)"
    }
  }
}

/// A search whose first stage asks for events, and the stages behind it.
enum PipedSearch {
  static func split(_ bytes: [UInt8]) throws(SearchError) -> (filter: String, stages: String) {
    let stages = ParsedSearch(bytes).pipeline.stages
    guard let first = stages.first, first.name == "search" else {
      throw SearchError(.unsupported, "the search of a data set begins with a command")
    }
    var filter = String(decoding: bytes[first.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    if filter.lowercased().hasPrefix("search ") { filter = String(filter.dropFirst("search ".count)) }
    return (filter, String(decoding: bytes[min(first.range.upperBound, bytes.count)...], as: UTF8.self))
  }
}
