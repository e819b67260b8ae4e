import SPL
import SPLEngine

/// A data set that is ready to be read: which events belong to it, and how its fields are computed.
struct DataSetReading: Sendable {
  /// The names from the root to the data set.
  let path: [String]
  /// What its events must fit, from the root's search to its own constraint.
  let filters: [RowFilter]
  /// What happens to events that fit, in order: the rest of a base search, calculated fields.
  let programs: [RowProgram]
  /// Its fields, those that it inherits among them.
  let fields: [String]
  /// The data sets below it, for `nodename`.
  let children: [DataSetReading]

  /// Fields that every event has beside those of the model.
  static let own: Set<String> = ["_time", "host", "source", "sourcetype", "index", "_raw", "linecount"]

  init(
    _ lineage: [DataModel.DataSet], of model: DataModel, macros: MacroExpander, environment: SearchEnvironment
  )
    throws(SearchError)
  {
    var filters: [RowFilter] = []
    var programs: [RowProgram] = []
    var fields: [String] = []
    for set in lineage {
      for search in set.searches {
        let expanded = macros.expand(Array(search.utf8)).text.bytes
        let parts = try PipedSearch.split(expanded)
        filters.append(try RowFilter(parts.filter, in: environment))
        if !parts.stages.isEmpty { programs.append(try RowProgram(parts.stages, in: environment)) }
      }
      for calculation in set.calculations {
        programs.append(try RowProgram(calculation.stage, in: environment))
      }
      fields += set.fields
    }
    path = lineage.map(\.name)
    self.filters = filters
    self.programs = programs
    self.fields = fields
    var children: [DataSetReading] = []
    for name in model.order where model.dataSets[name]?.parent == lineage.last?.name {
      guard let child = model.dataSets[name], lineage.count < 32 else { continue }
      children.append(
        try DataSetReading(lineage + [child], of: model, macros: macros, environment: environment))
    }
    self.children = children
  }

  /// What it needs of events so that these fields can be given.
  func demand(for request: FieldDemand) -> FieldDemand {
    var needs = filters.reduce(into: Set<String>()) { $0.formUnion($1.needs) }
    switch request {
    case .all: needs.formUnion(fields)
    case .some(let names):
      needs.formUnion(names.map(field).filter { $0 != "nodename" })
      if names.contains("nodename") {
        for child in children {
          if case .some(let more) = child.demand(for: .some(["nodename"])) { needs.formUnion(more) }
        }
      }
    }
    for program in programs.reversed() where program.makes.map({ !$0.isDisjoint(with: needs) }) ?? true {
      needs.formUnion(program.needs)
    }
    return .some(needs.union(["_time", "host", "source", "sourcetype"]))
  }

  /// The tags that its events must have.
  var tags: Set<String> { filters.reduce(into: []) { $0.formUnion($1.tags) } }

  /// `Processes.dest` is `dest`, with any part of the path before it.
  private func field(_ name: String) -> String {
    var rest = Substring(name)
    while let dot = rest.firstIndex(of: "."), known.contains(String(rest[..<dot])) {
      rest = rest[rest.index(after: dot)...]
    }
    return String(rest)
  }

  private var known: Set<String> { Set(path).union(children.flatMap(\.known)) }

  /// The rows of the data set, its fields named `ROOT.FIELD` or as they are asked for.
  func rows(of events: Table, asked: FieldDemand) throws(SearchError) -> Table {
    var mask = [Bool](repeating: true, count: events.count)
    for filter in filters {
      for (row, fits) in try filter.mask(events).enumerated() where !fits { mask[row] = false }
    }
    var table = events.filtered(mask)
    for program in programs { table = try program.apply(to: table) }
    var result = Table(count: table.count)
    for field in Self.own.sorted() { if let values = table[field] { result[field] = values } }
    switch asked {
    case .all:
      for field in fields where !Self.own.contains(field) {
        if let values = table[field] { result["\(path[0]).\(field)"] = values }
      }
    case .some(let names):
      for name in names.sorted() where !Self.own.contains(name) {
        if let values = table[field(name)] { result[name] = values }
      }
    }
    if asked.wants("nodename") { result["nodename"] = try nodeNames(of: table) }
    return result
  }

  /// The data sets that each event belongs to, with their paths.
  private func nodeNames(of table: Table) throws(SearchError) -> [Value] {
    var names = [[String]](repeating: [path.joined(separator: ".")], count: table.count)
    try add(to: &names, of: table)
    return names.map { Value($0.map { .text($0) }) }
  }

  private func add(to names: inout [[String]], of table: Table) throws(SearchError) {
    for child in children {
      var mask = [Bool](repeating: true, count: table.count)
      for filter in child.filters {
        for (row, fits) in try filter.mask(table).enumerated() where !fits { mask[row] = false }
      }
      for row in mask.indices where mask[row] { names[row].append(child.path.joined(separator: ".")) }
      try child.add(to: &names, of: table)
    }
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
