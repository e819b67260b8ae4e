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

extension RowFilter {
  /// Whether a row can fit of which these fields are known, and the others are not.
  public func canFit(_ known: [String: Value]) -> Bool { predicate.outcomes(known).fits }

  /// The tags of which rows that fit have one.
  public var tags: Set<String> {
    Set(requiredValues.filter { $0.field == "tag" || $0.field.hasPrefix("tag::") }.flatMap(\.texts))
  }
}

extension SearchPredicate {
  /// Whether a row of which only some fields are known may fit, and whether it may not.
  fileprivate func outcomes(_ known: [String: Value]) -> (fits: Bool, fails: Bool) {
    switch self {
    case .all(let parts):
      let all = parts.map { $0.outcomes(known) }
      return (all.allSatisfy(\.fits), all.contains(where: \.fails))
    case .any(let parts):
      let all = parts.map { $0.outcomes(known) }
      return (all.contains(where: \.fits), all.allSatisfy(\.fails))
    case .not(let part):
      let inner = part.outcomes(known)
      return (inner.fails, inner.fits)
    case .field(let predicate):
      guard let value = known[predicate.field] else { return (true, true) }
      var mask = [true]
      predicate.narrow(Table(count: 1, [(predicate.field, [value])]), &mask)
      return (mask[0], !mask[0])
    case .subsearch(let part, _): return part.outcomes(known)
    case .term, .alternatives, .time: return (true, true)
    }
  }
}
