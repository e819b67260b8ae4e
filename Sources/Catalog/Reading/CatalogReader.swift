import Diagnostics
import Events
import Foundation

/// Reads a whole catalog. Every file is read and every problem told, whatever is wrong with the others.
public struct CatalogReader: Sendable {
  /// What was read, and what is wrong with it.
  public struct Result: Sendable {
    /// The catalog.
    public let catalog: Catalog
    /// What is wrong, in the order of the files.
    public let diagnostics: [Diagnostic]
  }

  /// Why nothing could be read at all.
  public enum Failure: Error, Sendable, Hashable {
    /// There is no folder at this path.
    case noFolder(String)
  }

  /// How many files a task reads: enough that starting a task costs nothing beside it.
  private static let batchSize = 32

  /// Reads the catalog in the folder `root`.
  public static func read(root: String) async throws(Failure) -> Result {
    guard let folder = CatalogFolder(root: root) else { throw .noFolder(root) }
    let batches = stride(from: 0, to: folder.files.count, by: batchSize).map { start in
      Array(folder.files[start..<min(start + batchSize, folder.files.count)])
    }
    let parts = await withTaskGroup(of: (Int, [FilePart]).self) { group in
      for (number, batch) in batches.enumerated() {
        group.addTask { (number, batch.map { FilePart.read($0, in: folder) }) }
      }
      var all = [[FilePart]](repeating: [], count: batches.count)
      for await (number, parts) in group { all[number] = parts }
      return all.flatMap { $0 }
    }
    return assemble(parts, folder)
  }

  private static func assemble(_ parts: [FilePart], _ folder: CatalogFolder) -> Result {
    var catalog = Catalog.empty
    var diagnostics = folder.diagnostics
    var deprecations: [String: Deprecation] = [:]
    var tables: [String: LookupTable] = [:]
    for part in parts {
      diagnostics += part.diagnostics
      switch part.content {
      case .rule(let rule): catalog.rules.append(rule)
      case .macro(let macro): catalog.macros.append(macro)
      case .lookup(let lookup): catalog.lookups.append(lookup)
      case .story(let story): catalog.stories.append(story)
      case .dataSource(let source): catalog.dataSources.append(source)
      case .settings(let settings): catalog.settings = settings
      case .deprecations(let found): deprecations.merge(found) { first, _ in first }
      case .lookupTable(let table): tables[table.path] = table
      case nil: break
      }
    }
    for index in catalog.rules.indices where catalog.rules[index].isRetired {
      let rule = catalog.rules[index]
      if rule.deprecation == nil { catalog.rules[index].deprecation = deprecations[rule.name.value] }
    }
    for index in catalog.lookups.indices {
      catalog.lookups[index].table =
        catalog.lookups[index].tableCandidates.lazy.compactMap { tables[$0] }.first
    }
    catalog.macros.sort { ($0.spl.name, $0.spl.arguments.count) < ($1.spl.name, $1.spl.arguments.count) }
    catalog.lookups.sort { $0.name < $1.name }
    catalog.stories.sort { $0.name < $1.name }
    catalog.dataSources.sort { $0.name < $1.name }
    diagnostics += Duplicates.diagnostics(of: catalog)
    for test in catalog.settings.tests {
      let name = test.rule.value
      guard let index = catalog.rules.firstIndex(where: { $0.name.value == name || $0.id?.value == name })
      else {
        diagnostics.append(
          Diagnostic(
            .unknownRule, at: test.place, "there is no rule '\(name)' in this catalog",
            help: "write the rule's name as its file has it, or its id"))
        continue
      }
      catalog.rules[index].tests.append(test.test)
    }
    if catalog.rules.isEmpty {
      diagnostics.append(
        Diagnostic(
          .noRules, at: Location(file: folder.root), "there is no rule in this catalog",
          help: "put rules, a .yml file each, into a folder named detections/"))
    }
    return Result(catalog: catalog, diagnostics: diagnostics.sorted())
  }
}

/// What became of one file.
private struct FilePart: Sendable {
  enum Content: Sendable {
    case rule(Rule)
    case macro(Macro)
    case lookup(Lookup)
    case story(Story)
    case dataSource(DataSource)
    case settings(CatalogSettings)
    case deprecations([String: Deprecation])
    case lookupTable(LookupTable)

    func with(otherKeys: [OtherKey]) -> Content {
      switch self {
      case .macro(var macro):
        macro.otherKeys = otherKeys
        return .macro(macro)
      case .lookup(var lookup):
        lookup.otherKeys = otherKeys
        return .lookup(lookup)
      case .story(var story):
        story.otherKeys = otherKeys
        return .story(story)
      case .dataSource(var source):
        source.otherKeys = otherKeys
        return .dataSource(source)
      case .rule, .settings, .deprecations, .lookupTable: return self
      }
    }
  }

  var content: Content?
  var diagnostics: [Diagnostic] = []

  static func read(_ found: FoundFile, in folder: CatalogFolder) -> FilePart {
    if found.part == .lookupTable { return FilePart(content: .lookupTable(table(found, in: folder))) }
    let shown = folder.shown + found.path
    let bytes: [UInt8]
    do throws(FileBytes.Failure) {
      bytes = try FileBytes.read("\(folder.root)/\(found.path)", limit: YAMLReader.sizeLimit)
    } catch {
      return FilePart(content: nil, diagnostics: [error.diagnostic(of: shown, limit: YAMLReader.sizeLimit)])
    }
    let yaml = YAMLReader.read(path: shown, bytes: bytes)
    let file = CatalogFile(path: found.path, bytes: bytes, source: yaml.source)
    var part = FilePart(content: nil, diagnostics: yaml.diagnostics)
    let isRule = found.part == .rule || found.part == .removedRule
    if isRule { part.diagnostics += FileNames.diagnostics(of: file) }
    guard let root = yaml.root else {
      if isRule, !Self.isBlank(bytes) {
        part.content = .rule(Rule.unreadable(file, isRetired: found.part == .removedRule))
      }
      return part
    }
    if isRule {
      let (rule, diagnostics) = RuleReader.read(root, of: file, isRemoved: found.part == .removedRule)
      part.content = .rule(rule)
      part.diagnostics += diagnostics
      return part
    }
    var keys = KeyReader(root, in: file.source)
    let content = other(found.part, &keys, file)
    keys.finish()
    part.content = content?.with(otherKeys: keys.otherKeys)
    part.diagnostics += keys.problems.diagnostics
    return part
  }

  /// The beginning of a lookup's table. One that cannot be read has no rows to show.
  private static func table(_ found: FoundFile, in folder: CatalogFolder) -> LookupTable {
    guard
      let bytes = try? FileBytes.read("\(folder.root)/\(found.path)", limit: LookupTable.sizeLimit)
    else { return LookupTable(path: found.path, columns: [], columnCount: 0, firstRows: [], rowCount: nil) }
    let text = CSVText(bytes)
    let records = text.records(
      limit: LookupTable.sampleSize + 1, fields: LookupTable.columnLimit, bytesPerField: LookupTable.cellLimit
    )
    return LookupTable(
      path: found.path, columns: records.first?.fields ?? [], columnCount: records.first?.fieldCount ?? 0,
      firstRows: records.dropFirst().map(\.fields), rowCount: max(0, text.recordCount - 1))
  }

  private static func other(_ part: CatalogPart, _ keys: inout KeyReader, _ file: CatalogFile) -> Content? {
    switch part {
    case .macro: PartReaders.macro(&keys, file).map(Content.macro)
    case .lookup: PartReaders.lookup(&keys, file).map(Content.lookup)
    case .story: PartReaders.story(&keys, file, isRemoved: false).map(Content.story)
    case .removedStory: PartReaders.story(&keys, file, isRemoved: true).map(Content.story)
    case .dataSource: PartReaders.dataSource(&keys, file).map(Content.dataSource)
    case .settings: .settings(PartReaders.settings(&keys))
    case .deprecations: .deprecations(PartReaders.deprecations(&keys))
    case .rule, .removedRule, .lookupTable: nil
    }
  }

  private static func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }
}

extension Rule {
  /// A rule whose file cannot be read as YAML: its page shows the file and what is wrong with it.
  static func unreadable(_ file: CatalogFile, isRetired: Bool) -> Rule {
    Rule(
      file: file, schema: .generation2026, name: SourcedText(file.stem), id: nil, version: "", created: nil,
      modified: nil, author: "", status: "", type: "", description: "", search: SourcedText(""),
      howToImplement: "",
      knownFalsePositives: "", references: [], dataSources: [], drilldowns: [],
      risk: Risk(message: "", riskObjects: [], threatObjects: []), stories: [], assetType: "", techniques: [],
      products: [], cves: [], securityDomain: "", category: "", tests: [], manualTest: "",
      isRetired: isRetired,
      deprecation: nil, otherKeys: [])
  }
}

extension Lookup {
  /// Where its table may lie: the file it names, or one of its own name beside it.
  fileprivate var tableCandidates: [String] {
    let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
    return [settings["filename"], "\(file.stem).csv", "\(name).csv"].compactMap { $0 }.map {
      "\(folder)/\($0)"
    }
  }
}
