import Foundation
import TestSupport
import Testing

@testable import SPL

/// The table of commands: every file's syntaxes are in it, and every example parses, whole.
@Suite struct CommandTableTests {
  @Test func everySyntaxIsRegistered() throws {
    let folder = "\(Repository.root)/Sources/SPL/Commands"
    var declared: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let text = try Repository.text("Sources/SPL/Commands/\(name)")
      declared.formUnion(
        text.matches(of: /static let [`A-Za-z0-9]+ = CommandSyntax\(\s*"([a-z0-9]+)"/).map {
          String($0.1)
        })
    }
    #expect(declared == Set(CommandTable.all.map(\.name)))
    #expect(declared.count > 120)
    #expect(CommandTable.all.map(\.name) == CommandTable.all.map(\.name).sorted())
  }

  @Test func namesAreUnique() {
    let names = CommandTable.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  @Test(arguments: CommandTable.all.flatMap { syntax in syntax.examples.map { (syntax.name, $0) } })
  func example(name: String, example: String) {
    let bytes = Array("| \(example)".utf8)
    let parsed = ParsedSearch(bytes)
    #expect(parsed.problems.map(\.summary) == [])
    #expect(parsed.pipeline.stages.count == 1)
    #expect(RoundTrip.failure(of: bytes) == nil)
    guard case .call(let call) = parsed.pipeline.stages.first?.command else {
      Issue.record("no call")
      return
    }
    #expect(call.name == name)
  }

  @Test func everySyntaxHasExamples() {
    #expect(CommandTable.all.filter(\.examples.isEmpty).map(\.name) == [])
  }
}
