import Catalog
import Diagnostics
import Foundation
import SPL
import TestSupport
import Testing

@testable import Analysis

/// Mistakes that people make in SPL: `Tests/Golden/messages/spl` holds a search for each, and beside it the whole message.
/// A new one needs its `.spl` only: `make golden` writes the message, which is then read.
@Suite struct SearchMessageGoldenTests {
  private static let folder = "\(Repository.root)/Tests/Golden/messages"
  private static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/spl"))?
    .filter { $0.hasSuffix(".spl") }.map { String($0.dropLast(4)) }.sorted() ?? []
  /// Two stages that are right, and one that is wrong.
  private static let later = "\n| sort 10 -count\n| table user, host"
  private static let wrong = "\n| where team=\"red\" AND (len(user) > 3"

  private struct Reading {
    let diagnostics: [Diagnostic]
    let pipeline: Pipeline

    init(_ name: String, _ search: String) async throws {
      let catalog = try await CatalogReader.read(root: "\(folder)/catalog").catalog
      diagnostics =
        SearchFile(path: "\(name).spl", bytes: Array(search.utf8), context: SearchContext(catalog))
        .diagnostics
      let expander = MacroExpander(MacroTable(catalog.allMacros.map(\.spl)), knownFilters: [])
      pipeline = ParsedSearch(expander.expand(Array(search.utf8)).text.bytes).pipeline
    }
  }

  private static func search(_ name: String) throws -> String {
    try Repository.text("Tests/Golden/messages/spl/\(name).spl").trimmingCharacters(in: .newlines)
  }

  @Test(arguments: names)
  func aMistakeIsToldInOneMessage(_ name: String) async throws {
    let reading = try await Reading(name, try Self.search(name))
    #expect(reading.diagnostics.count == 1)
    try Golden.expect(
      TextRenderer(colored: false).render(reading.diagnostics), equals: "messages/spl/\(name).txt")
  }

  @Test(arguments: names)
  func laterStagesAreRead(_ name: String) async throws {
    let reading = try await Reading(name, try Self.search(name) + Self.later)
    #expect(reading.diagnostics.count == 1)
    let calls = reading.pipeline.stages.suffix(2).map { stage -> CommandCall? in
      if case .call(let call) = stage.command { call } else { nil }
    }
    #expect(calls.map(\.?.name) == ["sort", "table"])
    #expect(calls.last??.arguments.fields.map(\.name) == ["user", "host"])
  }

  @Test(arguments: names)
  func aSecondMistakeIsToldToo(_ name: String) async throws {
    let search = try Self.search(name)
    let reading = try await Reading(name, search + Self.wrong + Self.later)
    #expect(reading.diagnostics.count == 2, "\(reading.diagnostics.map(\.summary))")
    let second = try #require(reading.diagnostics.last)
    #expect(second.code == .unclosedParenthesis)
    #expect(second.location.line == search.count { $0 == "\n" } + 2)
  }

  @Test func thereAreCases() {
    #expect(Self.names.count > 80)
  }
}

/// `Tests/Golden/messages/known-poor.spec`: messages that ought to be better. One that becomes so moves to a file of
/// its own.
@Suite struct KnownPoorMessageTests {
  @Test(arguments: SpecCase.all(in: "../Golden/messages"))
  func message(_ spec: SpecCase) throws {
    let search = try #require(spec.sections["search"])
    let file = SearchFile(path: "search.spl", bytes: Array(search.utf8), context: SearchContext(.empty))
    let text = TextRenderer(colored: false).render(file.diagnostics)
    #expect(text.trimmingCharacters(in: .newlines) == spec.sections["message"] ?? "")
    #expect(spec.sections["why"]?.isEmpty == false)
  }
}
