import Diagnostics
import SPL

/// What a search consists of: pure facts of its text and macros.
public struct SearchAnalysis: Sendable {
  /// A stage of the main pipeline, as written.
  public struct Stage: Sendable, Hashable {
    /// The command's canonical name.
    public let name: String
    /// The text, from its pipe on.
    public let text: String
    /// Whether nothing is known of its command, which is told as unknown.
    public let isGeneric: Bool
  }

  /// The stages of the search as written.
  public let stages: [Stage]
  /// The search with its macros put in.
  public let expansion: Expansion
  /// What the rule looks for.
  public let indicators: [PredicateRow]
  /// What it suppresses.
  public let exclusions: [PredicateRow]
  /// The words it matches against the raw event.
  public let terms: [StageTerm]
  /// The fields by which it groups.
  public let groupBy: GroupBy
  /// The lookups it uses, by name, each once, in order.
  public let lookups: [FieldName]
  /// The data sets of data models that it reads, each once, by name.
  public let dataSets: [DataSetName]
  /// The fields that it needs from its events, and those that it gives.
  public let fields: FieldFlow
  /// What must hold for an event to be found.
  public let filters: FilterSet
  /// What is wrong in the expanded text; the ranges are byte offsets of it.
  public let problems: [Problem]

  /// Takes a search apart. `customCommands` are commands that an app of the user's brings.
  public init(_ search: String, expander: MacroExpander, customCommands: Set<String> = []) {
    let bytes = Array(search.utf8)
    let outlines = StageSplitter(bytes).stages
    terms = SearchTerms.terms(of: outlines, in: bytes)
    expansion = expander.expand(bytes)
    let parsed = ParsedSearch(expansion.text.bytes, customCommands: customCommands)
    let collector = PredicateCollector(parsed.pipeline)
    indicators = PredicateRow.rows(collector.indicators)
    exclusions = PredicateRow.rows(collector.exclusions)
    groupBy = GroupBy(parsed.pipeline)
    lookups = LookupUses(parsed.pipeline).tables
    dataSets = DataSetReads(parsed.pipeline).names.sorted()
    fields = FieldFlow(parsed.pipeline, in: expansion.text.bytes)
    filters = FilterSet(parsed.pipeline, in: expansion.text.bytes)
    problems = parsed.problems
    let unknown = Self.unknownCommands(problems, in: expansion.text)
    stages = outlines.map { outline in
      Stage(
        name: outline.name, text: String(decoding: bytes[outline.range], as: UTF8.self),
        isGeneric: unknown.contains(outline.commandRange.lowerBound))
    }
  }

  /// Where unknown commands stand in the search as written.
  private static func unknownCommands(_ problems: [Problem], in text: TracedText) -> Set<Int> {
    var offsets: Set<Int> = []
    for problem in problems where problem.code == .unknownCommand {
      if case .search(let offset) = text.origin(of: problem.range.lowerBound) { offsets.insert(offset) }
    }
    return offsets
  }
}

/// The lookups that a search uses anywhere.
private struct LookupUses {
  private(set) var tables: [FieldName] = []
  private var seen: Set<String> = []

  init(_ pipeline: Pipeline) {
    collect(pipeline)
  }

  private mutating func collect(_ pipeline: Pipeline) {
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): collect(expression)
      case .call(let call):
        if let table = call.lookupTable, seen.insert(table.name).inserted { tables.append(table) }
        for filter in call.filters { collect(filter) }
        for subsearch in call.subsearches { collect(subsearch.pipeline) }
      case .where, .regex, .generic: break
      }
    }
  }

  private mutating func collect(_ expression: SearchExpression) {
    switch expression {
    case .all(let terms), .any(let terms): for term in terms { collect(term) }
    case .not(let term, _): collect(term)
    case .subsearch(let subsearch): collect(subsearch.pipeline)
    case .comparison, .membership, .term, .macro: break
    }
  }
}
