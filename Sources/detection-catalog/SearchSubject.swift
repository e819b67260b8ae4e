import Analysis
import ArgumentParser
import Catalog
import Diagnostics
import SPLEngine

/// A search that is to run, and where its bytes stand.
struct SearchSubject {
  /// The rule that it is of.
  let rule: Rule?
  private let context: SearchContext
  private let analysis: SearchAnalysis
  private let place: (Range<Int>) -> Location

  /// A search of the command line.
  init(_ text: String, _ context: SearchContext) {
    let source = SourceText(path: "<search>", bytes: Array(text.utf8))
    rule = nil
    self.context = context
    analysis = context.analyse(text)
    place = { source.location(of: $0) }
  }

  /// The search of a rule.
  init(_ rule: Rule, _ context: SearchContext) {
    self.rule = rule
    self.context = context
    analysis = context.analyse(rule.search.value)
    place = { rule.search.location(of: $0, in: rule.file.source) }
  }

  /// The search with its macros put in.
  var expanded: [UInt8] { analysis.expansion.text.bytes }

  /// Tells what is wrong with it, and ends the program where that means that it cannot run.
  func check(_ terminal: Terminal) throws {
    let found = context.diagnostics(of: analysis, at: place)
    // A macro that is not there leaves a hole: what the search means is not known.
    let wrong = found.filter { $0.severity == .error || $0.code == .unknownMacro }
    terminal.report(wrong)
    guard wrong.isEmpty else {
      if wrong.contains(where: { $0.code == .unknownMacro }) {
        terminal.note("help: macros come from a catalog: name its folder with --catalog")
      }
      throw ExitCode.catalogHasErrors
    }
  }

  /// Tells why it gave no result.
  func report(_ error: SearchError, _ terminal: Terminal) {
    let code: DiagnosticCode =
      switch error.kind {
      case .syntax: .expressionSyntax
      case .unsupported: .searchUnsupported
      case .argument: .searchArgument
      case .limit: .searchLimit
      case .data: .searchData
      }
    guard let range = error.range else { return terminal.fail(error.message, help: nil) }
    let problem = Problem(code, at: range, error.message)
    terminal.report(context.diagnostic(of: problem, in: analysis, at: place).map { [$0] } ?? [])
  }
}
