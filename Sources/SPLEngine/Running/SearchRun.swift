import Diagnostics
import Foundation
import Patterns
import SPL
import Synchronization

/// What all parts of one running search share, its subsearches included.
final class SearchRun: Sendable {
  let environment: SearchEnvironment
  let meter: Meter
  let reporter: Reporter
  /// When the search began, by the machine's clock.
  let start = Date().timeIntervalSince1970
  /// Tables that `outputlookup` wrote: kept for the run, never on disk.
  private let written = Mutex<[String: LookupDefinition]>([:])
  /// The names of tables that a stage will write once its rows have come.
  private let announced = Mutex<Set<String>>([])
  private let seeds = Mutex<UInt64>(0)

  init(_ environment: SearchEnvironment) {
    self.environment = environment
    meter = Meter(environment.budget)
    reporter = Reporter(observesPredicates: environment.observesPredicates)
  }

  /// The lookup of this name: one that this search wrote, or one of the environment.
  func lookup(_ name: String) throws(SearchError) -> LookupDefinition? {
    if let table = written.withLock({ $0[name] }) { return table }
    let lookup = try environment.lookups.lookup(name)
    if let setting = lookup?.unsupportedSetting {
      throw SearchError(
        .unsupported, "the lookup '\(name)' has the setting '\(setting)', which does not run here")
    }
    return lookup
  }

  /// Says that a table of this name will be written, so that a later stage may wait for it.
  func announce(_ name: String) {
    announced.withLock { _ = $0.insert(name) }
  }

  /// Whether a stage before this one writes a table of this name.
  func isAnnounced(_ name: String) -> Bool { announced.withLock { $0.contains(name) } }

  /// Keeps a table that the search writes.
  func write(_ lookup: LookupDefinition, as name: String) {
    written.withLock { $0[name] = lookup }
  }

  /// A number that no other part of this search gets, the same in each run.
  func nextSeed() -> UInt64 {
    seeds.withLock { seed in
      seed &+= 0xD1B5_4A32_D192_ED03
      return seed
    }
  }

  /// A regular expression, with an error that names the command or function.
  static func regex(_ pattern: String, for user: String) throws(SearchError) -> RegularExpression {
    do {
      return try RegularExpression(pattern)
    } catch {
      throw regexError(error, user)
    }
  }

  /// What the failure of a regular expression is for the search.
  static func regexError(_ failure: RegularExpression.Failure, _ user: String) -> SearchError {
    switch failure {
    case .limit: SearchError(.limit, "\(user): the regular expression took more steps than it may")
    case .size:
      SearchError(
        .limit, "\(user): the regular expression is longer than \(RegularExpression.longestPattern) bytes")
    case .syntax(let message, let offset):
      SearchError(.argument, "\(user): this is no regular expression: \(message), at byte \(offset)")
    }
  }
}

/// Makes a stage ready to run.
struct Compilation: Sendable {
  /// What the search runs on.
  let run: SearchRun
  /// The stage.
  let stage: Stage
  /// Its number in the pipeline.
  let index: Int
  /// Whether it is the pipeline's first.
  var isFirst: Bool { index == 0 }
  /// How many searches stand around it.
  var depth: Int
  /// The text that the tree was read from.
  var bytes: [UInt8]
  /// The fields that the search looks at, where it reads events.
  var demand: FieldDemand
  /// The range of time that the search looks at, `earliest=` and `latest=` of its first stage counted in.
  var time = TimeRange()

  var environment: SearchEnvironment { run.environment }
  var meter: Meter { run.meter }

  /// The rows of a search in brackets.
  func results(of subsearch: Subsearch, input: Table? = nil) throws(SearchError) -> Table {
    try results(of: ParsedText(pipeline: subsearch.pipeline, bytes: bytes), input: input)
  }

  /// The rows of a search that stands in this one; with `input`, its first command takes those rows.
  func results(of search: ParsedText, input: Table? = nil) throws(SearchError) -> Table {
    guard depth < run.meter.budget.depth else {
      throw SearchError(.limit, "searches stand in one another more than \(depth) deep", at: stage.range)
    }
    return try PipelineRunner(run: run, depth: depth + 1).run(search, input: input)
  }

  /// Reads a text as a search, for commands that put searches together.
  func parse(_ text: String) throws(SearchError) -> ParsedText {
    do {
      return try ParsedText(Array(text.utf8))
    } catch {
      throw error.at(stage.range)
    }
  }

  /// Fails because of an argument.
  func argument(_ message: String) -> SearchError {
    SearchError(.argument, "\(stage.name): \(message)", at: stage.range)
  }

  /// Fails because something is not there.
  func unsupported(_ message: String) -> SearchError {
    SearchError(.unsupported, message, at: stage.range)
  }
}
