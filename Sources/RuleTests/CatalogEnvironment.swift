import Analysis
import Catalog
import Diagnostics
import Events
import SPLEngine
import Synchronization

/// The lookups of a catalog, as searches find them: by the name of a definition, or of a file. A collection without a
/// file is an empty table with its fields.
public final class CatalogLookups: LookupSource {
  private let definitions: [String: Lookup]
  private let files: [String: String]
  private let tables = Mutex<[String: Table]>([:])

  /// The largest table that is read, in bytes.
  private static let sizeLimit = 512 << 20

  /// The lookups of a catalog whose folder is `root`.
  public init(_ lookups: [Lookup], root: String) {
    definitions = Dictionary(lookups.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    files = Dictionary(
      lookups.compactMap { lookup in lookup.table.map { ($0.fileName, "\(root)/\($0.path)") } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The lookup of this name; nil where there is none.
  public func lookup(_ name: String) throws(SearchError) -> LookupDefinition? {
    if let definition = definitions[name] {
      guard let file = definition.table.flatMap({ files[$0.fileName] }) else {
        return LookupDefinition(Self.empty(definition.fields), settings: definition.settings)
      }
      return LookupDefinition(try table(file), settings: definition.settings)
    }
    return try files[name].map { path throws(SearchError) in LookupDefinition(try table(path)) }
  }

  private static func empty(_ fields: [String]) -> Table {
    Table(count: 0, fields.map { ($0, []) })
  }

  private func table(_ path: String) throws(SearchError) -> Table {
    if let table = tables.withLock({ $0[path] }) { return table }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, limit: Self.sizeLimit)
    } catch {
      throw SearchError(.data, "the lookup file \(path) cannot be read: \(error.reason)")
    }
    let table = Table(csv: bytes)
    tables.withLock { $0[path] = table }
    return table
  }
}
