import SPL

extension CommandImplementation {
  /// `from`: the rows of a data set. Fields of a data model come without the names of its data sets.
  /// Source: Search Reference, "from".
  static let from = CommandImplementation("from") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    if let read = call.dataModel {
      return .generating(try DataSetReading(read, compilation, keepsPrefix: false))
    }
    let rows = try compilation.rows(ofDataSet: call.clause("dataset"))
    return .generating(MadeRows { rows })
  }

  /// `datamodel`: the events of a data set, with its fields under the names of the model. Only the modes `search` and
  /// `flat` run. Source: Search Reference, "datamodel".
  static let datamodel = CommandImplementation("datamodel") { call, compilation throws(SearchError) in
    guard compilation.isFirst else { throw compilation.argument("it must be the first command") }
    var mode = "description of a data model"
    for case .word(let word) in CommandCall.flat(call.arguments) { mode = word.text.lowercased() }
    guard let read = call.dataModel, read.dataSet != nil, mode == "search" || mode == "flat" else {
      throw compilation.unsupported("datamodel: the mode '\(mode)' does not run here")
    }
    guard call.boolean("strict_fields") ?? true else {
      throw compilation.unsupported("datamodel: 'strict_fields=false' does not run here")
    }
    return .generating(try DataSetReading(read, compilation, keepsPrefix: mode == "search"))
  }
}

/// Reads the events of a data set of a data model.
private struct DataSetReading: GeneratingCommand {
  private var reading: EventReading
  private let keepsPrefix: Bool

  var order: RowOrder {
    get { reading.order }
    set { reading.order = newValue }
  }

  init(_ read: CommandCall.DataModelRead, _ compilation: Compilation, keepsPrefix: Bool) throws(SearchError) {
    // Without their prefix, the names that the search looks at are not those of the model.
    let own = keepsPrefix ? compilation : compilation.demanding(.all)
    reading = try EventReading(
      own, .all([]), dataSet: DataSetName(model: read.model, dataSet: read.dataSet))
    self.keepsPrefix = keepsPrefix
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    guard !keepsPrefix else { return try reading.generate(prepare: prepare, sink: sink) }
    try reading.generate(
      prepare: { table throws(SearchError) in try prepare(table.withoutPrefixes) }, sink: sink)
  }
}

extension Table {
  /// The table with the names of its fields behind their last dot.
  fileprivate var withoutPrefixes: Table {
    var table = self
    for field in fields {
      if let dot = field.utf8.lastIndex(of: UInt8(ascii: ".")) {
        table.rename(field, to: String(field[field.utf8.index(after: dot)...]))
      }
    }
    return table
  }
}

extension Compilation {
  /// The same with another demand for fields.
  func demanding(_ demand: FieldDemand) -> Compilation {
    var other = self
    other.demand = demand
    return other
  }

  /// The rows of a data set that is given as `TYPE:NAME`.
  func rows(ofDataSet arguments: [CommandArgument]) throws(SearchError) -> Table {
    var type = ""
    var names: [Literal] = []
    for argument in CommandCall.flat(arguments) {
      switch argument {
      case .word(let word): type = word.text.lowercased()
      case .name(let name): names.append(name)
      default: break
      }
    }
    guard let first = names.first else { throw argument("the name of a data set is missing") }
    // The whole may stand in quotes: "lookup:users".
    if type.isEmpty, first.text.contains(":") {
      let whole = first.text.filter { $0 != "\"" }
      type = whole.prefix { $0 != ":" }.lowercased()
      names = [Literal(String(whole.drop { $0 != ":" }.dropFirst()), at: first.range)]
    }
    let path = names.map { QuotedText.unescaped($0.text) }.joined(separator: ".")
    switch type {
    case "lookup", "inputlookup": return try lookup(FieldName(path, at: first.range)).table
    case "datamodel":
      let search = try parse("| from datamodel:\(path)")
      return try results(of: search)
    default:
      throw SearchError(
        .unsupported, "\(stage.name): the data set '\(type.isEmpty ? "" : "\(type):")\(path)' is not known",
        at: first.range)
    }
  }
}
