import SPL

/// A command that works on each row by itself: batches may come in any order and on any thread.
protocol StreamingCommand: Sendable {
  func apply(to table: Table) throws(SearchError) -> Table
}

/// A command that sees all rows in their order. It is a class: what it holds must not be copied with each batch.
protocol StatefulCommand: AnyObject {
  /// Takes the next rows, and gives those that can go on already.
  func take(_ table: Table) throws(SearchError) -> Table
  /// Gives what is left when all rows were taken.
  func finish() throws(SearchError) -> Table
  /// Whether no further row can change anything.
  var isDone: Bool { get }
  /// Whether the result depends on the order in which rows come.
  var dependsOnOrder: Bool { get }
}

extension StatefulCommand {
  var isDone: Bool { false }
  var dependsOnOrder: Bool { true }
}

/// A command that makes rows.
protocol GeneratingCommand {
  /// Makes rows in batches; `prepare` is what the stages after it do with each row by itself, for sources that work on
  /// several threads. Stops early when `sink` says that no more are wanted.
  func generate(
    prepare: @Sendable (Table) throws(SearchError) -> Table, sink: (Table) throws(SearchError) -> Bool
  ) throws(SearchError)
  /// Rows in an order that matters: newest first.
  var order: RowOrder { get set }
}

/// In which order rows are wanted of a source.
enum RowOrder: Sendable {
  /// In any: what comes after does not depend on it.
  case any
  /// The newest event first, of equal times the one that was read last.
  case newestFirst
}

/// A command that is ready to run.
enum CompiledCommand {
  case generating(any GeneratingCommand)
  case streaming(any StreamingCommand)
  case stateful(any StatefulCommand)
}

/// How a command is made ready to run.
struct CommandImplementation: Sendable {
  /// The canonical name.
  let name: String
  /// Reads the arguments.
  let compile: @Sendable (CommandCall, Compilation) throws(SearchError) -> CompiledCommand

  init(
    _ name: String,
    _ compile: @escaping @Sendable (CommandCall, Compilation) throws(SearchError) -> CompiledCommand
  ) {
    self.name = name
    self.compile = compile
  }
}

/// A command that needs all rows at once, as a function from table to table.
final class WholeTableCommand: StatefulCommand {
  private var table = Table()
  private let meter: Meter
  private let work: (Table) throws(SearchError) -> Table

  init(_ meter: Meter, _ work: @escaping (Table) throws(SearchError) -> Table) {
    self.meter = meter
    self.work = work
  }

  func take(_ rows: Table) throws(SearchError) -> Table {
    table.append(rows)
    try meter.check(rows: table.count)
    return Table()
  }

  func finish() throws(SearchError) -> Table {
    defer { table = Table() }
    return try work(table)
  }
}

/// A command that works on each row by itself, as a function from table to table.
struct RowCommand: StreamingCommand {
  private let work: @Sendable (Table) throws(SearchError) -> Table

  init(_ work: @escaping @Sendable (Table) throws(SearchError) -> Table) {
    self.work = work
  }

  func apply(to table: Table) throws(SearchError) -> Table { try work(table) }
}
