/// A command that makes a table out of nothing but its arguments and what lies outside of the search.
struct MadeRows: GeneratingCommand {
  var order = RowOrder.newestFirst
  private let make: () throws(SearchError) -> Table

  init(_ make: @escaping () throws(SearchError) -> Table) {
    self.make = make
  }

  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError) {
    _ = try sink(prepare(make()))
  }
}

/// A command that lets rows through, and adds others behind the last.
final class AddedRows: StatefulCommand {
  private let make: () throws(SearchError) -> Table

  init(_ make: @escaping () throws(SearchError) -> Table) {
    self.make = make
  }

  func take(_ table: Table) throws(SearchError) -> Table { table }
  func finish() throws(SearchError) -> Table { try make() }
}
