import Diagnostics
import Foundation
import SPL
import TestSupport
import Testing

@testable import Catalog

/// Offsets inside YAML scalars map to lines and columns of the file.
@Suite struct PositionTests {
  @Test(arguments: SpecCase.all(in: "positions"))
  func position(_ spec: SpecCase) throws {
    let text = try #require(spec.sections["file"])
    let needle = try #require(spec.sections["find"])
    let file = YAMLReader.read(path: "rule.yml", bytes: Array(text.utf8))
    let root = try #require(file.root)
    let scalar = try #require(Self.search(in: root))
    let expansion = try Self.expander(spec).expand(Array(scalar.text.utf8))
    let expanded = String(decoding: expansion.text.bytes, as: UTF8.self)
    let found = try #require(expanded.range(of: needle))
    let offset = expanded.utf8.distance(from: expanded.startIndex, to: found.lowerBound)
    let start =
      switch expansion.text.origin(of: offset) {
      case .search(let offset): offset
      case .macro(_, _, let call): call.lowerBound
      }
    let location = SourcedText(scalar).location(of: start..<start + 1, in: file.source)
    #expect("\(location.line):\(location.column)" == spec.sections["at"])
  }

  @Test func thereAreCases() {
    #expect(SpecCase.all(in: "positions").count >= 30)
  }

  /// Every scalar of the corpus, read a second time, gives the value that libyaml gave.
  @Test(
    .enabled(if: Repository.needsShared, "the shared folder is not here"),
    arguments: [
      "corpus/security_content", "corpus/newer_formats", "corpus/schema_2024_sample",
      "corpus/runnable_other_snapshots",
    ])
  func everyScalarOfTheCorpusIsReadAgain(_ folder: String) throws {
    let root = try Repository.shared(folder)
    let catalog = try #require(CatalogFolder(root: root))
    var styles: Set<YAMLScalar.Style> = []
    for found in catalog.files where found.part != .lookupTable {
      let bytes = try FileBytes.read("\(root)/\(found.path)", limit: 1 << 24)
      let file = YAMLReader.read(path: found.path, bytes: bytes)
      let yaml = try #require(file.root, "\(found.path)")
      for scalar in Self.scalars(yaml) {
        styles.insert(scalar.style)
        let trace = ScalarTrace(scalar, in: file.source.bytes)
        #expect(trace.bytes == Array(scalar.text.utf8), "\(found.path): \(scalar.text.prefix(60))")
      }
    }
    if folder.hasSuffix("security_content") { #expect(styles == Set(YAMLScalar.Style.allCases)) }
  }

  private static func scalars(_ node: YAMLNode) -> [YAMLScalar] {
    switch node.content {
    case .scalar(let scalar): [scalar]
    case .sequence(let items): items.flatMap(scalars)
    case .mapping(let pairs): pairs.flatMap { scalars($0.value) }
    }
  }

  private static func search(in node: YAMLNode) -> YAMLScalar? {
    switch node.content {
    case .scalar: return nil
    case .sequence(let items): return items.lazy.compactMap(search).first
    case .mapping(let pairs):
      return pairs.first { $0.key == "search" }?.value.scalar
        ?? pairs.lazy.compactMap { search(in: $0.value) }.first
    }
  }

  private static func expander(_ spec: SpecCase) throws -> MacroExpander {
    let definitions = try spec.macros().map {
      MacroDefinition(name: $0.name, arguments: $0.arguments, definition: $0.definition)
    }
    return MacroExpander(MacroTable(definitions), knownFilters: [])
  }
}
