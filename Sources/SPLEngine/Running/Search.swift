import Diagnostics
import SPL

/// A search that was read, with its text.
public struct ParsedText: Sendable {
  let pipeline: Pipeline
  /// The text, macros expanded.
  public let bytes: [UInt8]

  /// The name of the first command; empty where there is none.
  public var firstCommand: String { pipeline.stages.first?.name ?? "" }

  init(pipeline: Pipeline, bytes: [UInt8]) {
    self.pipeline = pipeline
    self.bytes = bytes
  }

  /// Warnings after which it is not certain what the search means.
  private static let codes: Set<DiagnosticCode> = [
    .commandSyntax, .unknownOption, .unknownFunction, .unknownCommand, .optionValue,
  ]

  /// Reads a search whose macros are expanded; fails on the first mistake that leaves its meaning open.
  public init(_ bytes: [UInt8]) throws(SearchError) {
    let parsed = ParsedSearch(bytes)
    if let problem = parsed.problems.first(where: {
      $0.code.severity == .error || Self.codes.contains($0.code)
    }) {
      let isArgument = [.unknownOption, .functionArguments].contains(problem.code)
      throw SearchError(isArgument ? .argument : .syntax, problem.summary, at: problem.range)
    }
    self.init(pipeline: parsed.pipeline, bytes: bytes)
  }
}

/// What a search gave.
public struct SearchResult: Sendable {
  /// Its rows.
  public let table: Table
  /// What happened on the way.
  public let report: SearchReport
}

/// Runs searches.
public enum Search {
  /// Runs a search whose macros are expanded.
  public static func run(_ text: String, in environment: SearchEnvironment) throws(SearchError)
    -> SearchResult
  {
    try run(ParsedText(Array(text.utf8)), in: environment)
  }

  /// Runs a search that was read.
  public static func run(_ search: ParsedText, in environment: SearchEnvironment) throws(SearchError)
    -> SearchResult
  {
    try outcome(of: search, in: environment).result.get()
  }

  /// Runs a search, and gives the report also where it fails.
  public static func outcome(of search: ParsedText, in environment: SearchEnvironment)
    -> (result: Result<SearchResult, SearchError>, report: SearchReport)
  {
    let run = SearchRun(environment)
    let table = Result { () throws(SearchError) in
      try FieldFormats.shown(try PipelineRunner(run: run, depth: 0).run(search), search, run)
    }
    let report = run.reporter.result
    return (table.map { SearchResult(table: $0, report: report) }, report)
  }
}
