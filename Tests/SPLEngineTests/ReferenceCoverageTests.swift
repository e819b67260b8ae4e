import Foundation
import SPL
import TestSupport
import Testing

@testable import SPLEngine

/// Every command and function that rules use has a row and an example in the reference, and a case of the engine.
@Suite struct ReferenceCoverageTests {
  /// The names of the first column of a table under a title of the corpus's statistics.
  private static func names(under title: String) throws -> [String] {
    let text = try String(contentsOfFile: Repository.shared("corpus/spl_stats.md"), encoding: .utf8)
    let part = try #require(text.range(of: "### \(title)\n"), "no table '\(title)'")
    let lines = text[part.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("| `") }.prefix { $0.hasPrefix("| `") }
    // What stands in parentheses is no name: `(macro segment)`, `count (bare)`, `<agg>(eval(..))`.
    let names = lines.compactMap { line -> String? in
      let name = line.split(separator: "`")[1]
      return name.first?.isLetter == true ? String(name.prefix { $0 != " " }) : nil
    }
    try #require(!names.isEmpty)
    return Array(Set(names)).sorted()
  }

  private static let searches = ["stats", "eval", "rows", "search"]
    .flatMap { SpecCase.all(in: "engine/\($0)") }.compactMap { $0.sections["search"] }

  /// The names at the start of stages, subsearches included, in their canonical form.
  private static let commandsInCases: Set<String> = {
    var found: Set<String> = ["search"]
    for search in searches {
      for match in search.matches(of: /[|\[]\s*([a-z]\w*)/) {
        let name = String(match.output.1)
        found.insert(CommandTable.syntax(of: name)?.name ?? name)
      }
    }
    return found
  }()

  /// Commands that are not Splunk's: the apps that bring them must be there, and declare them in `catalog.yml`.
  private static let ofApps: Set<String> = ["cyberchef", "dnstwist"]

  @Test(.enabled(if: Repository.needsShared))
  func everyCommandOfTheCorpusIsCovered() throws {
    let reference = SPLReference.text
    for name in try Set(
      Self.names(under: "Commands, macros expanded") + Self.names(under: "Commands as written"))

    where !Self.ofApps.contains(name) {
      let syntax = CommandTable.syntax(of: name)
      let canonical = syntax?.name ?? name
      #expect(reference.contains("\n| `\(canonical)` |"), "'\(name)' has no row")
      let isLanguage = ["search", "where", "regex"].contains(name)
      #expect(isLanguage || syntax?.examples.isEmpty == false, "'\(name)' has no example")
      #expect(Self.commandsInCases.contains(canonical), "'\(name)' has no case under Tests/Spec/engine")
      #expect(CommandStatus.of(canonical) != .notYet, "'\(name)' does not run")
    }
  }

  @Test(.enabled(if: Repository.needsShared))
  func everyEvalFunctionOfTheCorpusIsCovered() throws {
    for name in try Self.names(under: "Eval/where functions (macros expanded)") {
      let function = try #require(EvalFunction.byName[name], "'\(name)' has no row")
      #expect(!function.examples.isEmpty, "'\(name)' has no example")
      #expect(SPLReference.status(of: function) == "runs")
      #expect(Self.isCalled(name), "'\(name)' has no case under Tests/Spec/engine")
    }
  }

  @Test(.enabled(if: Repository.needsShared))
  func everyStatsFunctionOfTheCorpusIsCovered() throws {
    for name in try Self.names(under: "Stats functions (macros expanded)") {
      let function = try #require(StatsFunction.named(name), "'\(name)' has no row")
      #expect(!SPLReference.example(of: function).isEmpty, "'\(name)' has no example")
      #expect(Self.isCalled(function) || name == "count", "'\(name)' has no case under Tests/Spec/engine")
    }
  }

  /// Whether a case calls a function under one of its names, with a number behind it where it takes one.
  private static func isCalled(_ function: StatsFunction) -> Bool {
    ([function.name] + function.aliases).contains { name in
      guard function.takesPercent else { return isCalled(name) }
      return (1..<100).contains { isCalled("\(name)\($0)") }
    }
  }

  /// Whether a case calls a function.
  private static func isCalled(_ name: String) -> Bool {
    searches.contains { search in
      search.ranges(of: "\(name)(").contains { range in
        range.lowerBound == search.startIndex
          || !(search[search.index(before: range.lowerBound)].isLetter
            || search[search.index(before: range.lowerBound)] == "_")
      }
    }
  }

  /// A command that does not run says so at once, and why.
  @Test(arguments: CommandTable.all.map(\.name))
  func aCommandRunsOrIsUnsupported(_ name: String) throws {
    guard CommandStatus.of(name) != .runs, let example = CommandTable.syntax(of: name)?.examples.first else {
      return
    }
    let environment = SearchEnvironment(events: MemoryEvents(Table()), now: 0)
    let result = Result { () throws(SearchError) in try Search.run("| \(example)", in: environment) }
    guard case .failure(let error) = result else {
      Issue.record("'\(name)' runs")
      return
    }
    #expect(error.kind == .unsupported, "\(error.message)")
    #expect(error.message.contains("'\(name)'"))
  }
}
