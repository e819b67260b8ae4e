import Diagnostics
import Foundation
import SPLEngine
import Synchronization

/// The lookups of add-ons: stanzas of transforms.conf with `filename` or `collection`, and the files themselves.
/// Source: Admin Manual, "transforms.conf" (lookup tables); "collections.conf".
public final class AddOnLookups: LookupSource {
  private let transforms: ConfTable
  private let collections: ConfTable
  private let folders: [String]
  private let tables = Mutex<[String: Table]>([:])

  /// The largest table that is read, in bytes.
  private static let sizeLimit = 512 << 20

  /// The lookups of these add-ons.
  public init(_ addOns: [AddOn]) {
    transforms = ConfTable("transforms", of: addOns)
    collections = ConfTable("collections", of: addOns)
    folders = addOns.flatMap(\.lookupFolders)
  }

  /// The lookup of this name; nil where there is none.
  public func lookup(_ name: String) throws(SearchError) -> LookupDefinition? {
    if let stanza = transforms.stanzas[name] {
      let settings = stanza.mapValues(\.value)
      if let file = stanza.text("filename") {
        return try table(file).map { LookupDefinition($0, settings: settings) }
      }
      if let collection = stanza.text("collection") {
        if let table = try table("\(collection).csv") { return LookupDefinition(table, settings: settings) }
        let fields = (stanza.text("fields_list") ?? "").split(separator: ",").map {
          String($0).trimmingBlanks
        }
        return LookupDefinition(Table(count: 0, fields.map { ($0, []) }), settings: settings)
      }
      let scripted = LookupDefinition(Table(), settings: settings)
      if scripted.unsupportedSetting != nil { return scripted }
    }
    return try table(name).map { LookupDefinition($0) }
  }

  /// The file of this name in one of the folders of lookups; nil where there is none. A name never leads out of them.
  private func table(_ name: String) throws(SearchError) -> Table? {
    guard !name.contains("/"), !name.contains("\0"), name != "..", name != "." else { return nil }
    if let table = tables.withLock({ $0[name] }) { return table }
    for folder in folders {
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      do {
        let table = Table(csv: try FileBytes.read(path, limit: Self.sizeLimit))
        tables.withLock { $0[name] = table }
        return table
      } catch {
        throw SearchError(.data, "the lookup file \(path) cannot be read: \(error.reason)")
      }
    }
    return nil
  }
}
