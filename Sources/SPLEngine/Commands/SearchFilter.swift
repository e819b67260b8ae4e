import SPL

/// `search` as a later stage: keeps the rows that the search language asks for. Source: Search Reference, "search".
struct SearchFilter: StreamingCommand {
  private let predicate: SearchPredicate
  private let stage: Int?
  private let run: SearchRun

  init(_ expression: SearchExpression, _ compilation: Compilation) throws(SearchError) {
    predicate = try PredicateCompiler(compilation).compile(expression)
    run = compilation.run
    stage = compilation.depth == 0 && run.reporter.observesPredicates ? compilation.index : nil
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    var observer = stage == nil ? nil : PredicateObserver()
    let mask = try predicate.mask(table, &observer)
    if let stage, let observer { run.reporter.add(observer.outcomes, stage: stage) }
    return table.filtered(mask)
  }
}
