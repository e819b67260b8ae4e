import SPL

/// Stages that work on each row by itself, for those who make rows: calculated fields, lookups of a source type.
public struct RowProgram: Sendable {
  /// The fields that it reads.
  public let needs: Set<String>
  /// The fields that it makes; nil where that depends on the rows.
  public let makes: Set<String>?
  private let commands: [any StreamingCommand]

  /// Reads stages, each with its pipe before it: `| eval a=b | lookup users id OUTPUT name`.
  public init(_ text: String, in environment: SearchEnvironment) throws(SearchError) {
    let search = try ParsedText(Array(text.utf8))
    let flow = FieldFlow(search.pipeline, in: search.bytes)
    needs = Set(flow.looksAt)
    let lookups = search.pipeline.stages.contains { stage in
      if case .call(let call) = stage.command {
        call.lookupTable != nil && call.clause("output").isEmpty
      } else {
        false
      }
    }
    makes = lookups ? nil : Set(flow.gives)
    let run = SearchRun(environment)
    var commands: [any StreamingCommand] = []
    for (index, stage) in search.pipeline.stages.enumerated() {
      // It is never the first stage of a search: that would read events. Nor is it reported.
      let compilation = Compilation(
        run: run, stage: stage, index: index + 1, depth: 1, bytes: search.bytes, demand: .all)
      guard case .streaming(let command) = try CommandImplementations.compile(stage, compilation) else {
        throw SearchError(.argument, "'\(stage.name)' does not work on each row by itself", at: stage.range)
      }
      commands.append(command)
    }
    self.commands = commands
  }

  /// The rows after all stages.
  public func apply(to table: Table) throws(SearchError) -> Table {
    var table = table
    for command in commands { table = try command.apply(to: table) }
    return table
  }
}

/// What the search language asks for, as a test of rows: event types, constraints of data sets.
public struct RowFilter: Sendable {
  /// The fields that it looks at.
  public let needs: Set<String>
  private let predicate: SearchPredicate

  /// Reads an expression of the search language.
  public init(_ text: String, in environment: SearchEnvironment) throws(SearchError) {
    let search = try ParsedText(Array("search \(text)".utf8))
    guard search.pipeline.stages.count == 1, let stage = search.pipeline.stages.first,
      case .search(let expression) = stage.command
    else { throw SearchError(.syntax, "this is no search expression: \(text)") }
    let compilation = Compilation(
      run: SearchRun(environment), stage: stage, index: 1, depth: 1, bytes: search.bytes, demand: .all)
    predicate = try PredicateCompiler(compilation).compile(expression)
    needs = predicate.fields
  }

  /// Whether each row fits.
  public func mask(_ table: Table) throws(SearchError) -> [Bool] {
    var observer: PredicateObserver?
    return try predicate.mask(table, &observer)
  }

  /// What every row that fits has: values of fields that a source can look for first.
  public var requiredValues: [EventRequest.FieldValue] { predicate.requiredValues }
}
