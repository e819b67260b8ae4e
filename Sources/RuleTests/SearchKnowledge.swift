import Analysis
import Catalog
import Diagnostics
import Events
import Foundation
import SPL
import SPLEngine

/// What searches know beside events: the lookups and macros of a catalog and of add-ons, how add-ons read log files, and
/// where addresses are.
public struct SearchKnowledge: Sendable {
  /// The lookups.
  public let lookups: any LookupSource
  /// The add-ons that are used.
  public let addOns: [Events.AddOn]
  /// How log files are read.
  public let configuration: EventConfiguration
  private let readingDiagnostics: [Diagnostic]
  /// What of the add-ons could not be read, as far as it was looked at yet: files as a whole, event types and data models
  /// once a search asked for them.
  public var diagnostics: [Diagnostic] { readingDiagnostics + configuration.knownDiagnostics }
  /// All that could not be read of the add-ons: each file is looked at for it.
  public var allDiagnostics: [Diagnostic] { readingDiagnostics + configuration.diagnostics }
  /// Takes searches apart, with the macros of the catalog and of the add-ons.
  public let context: SearchContext
  /// Where addresses are: by the file that `catalog.yml` names; nil where it names none, or none that can be read.
  public var geography: (any GeographySource)?

  /// Reads the add-ons of `folders`, each a folder with `default/` or `local/`; those named first come first.
  public init(catalog: Catalog, root: String, addOns folders: [String]) {
    let read = folders.map { AddOnFolder.read($0) }
    let addOns = read.map(\.addOn)
    let lookups = KnownLookups(
      catalog: CatalogLookups(catalog.lookups, root: root), addOns: AddOnLookups(addOns))
    var environment = SearchEnvironment(events: MemoryEvents(Table()), now: 0)
    environment.lookups = lookups
    let configuration = EventConfiguration(
      addOns: addOns, macros: catalog.allMacros.map(\.spl), environment: environment)
    self.lookups = lookups
    self.addOns = addOns
    self.configuration = configuration
    context = SearchContext(catalog, addOnMacros: configuration.addOnMacros) { [environment] expression in
      EventConfiguration.text(of: expression, in: environment)
    }
    var diagnostics = read.flatMap(\.diagnostics)
    if let path = Self.geographyFile(of: catalog, root: root) {
      do {
        geography = try PlaceDatabase(path: path)
      } catch {
        diagnostics.append(Diagnostic(.searchData, at: Location(file: path), error.message))
      }
    }
    readingDiagnostics = diagnostics
  }

  /// The file of places that `catalog.yml` names, relative to the catalog's folder; nil where it names none.
  private static func geographyFile(of catalog: Catalog, root: String) -> String? {
    let path = catalog.settings.geography
    return path.isEmpty ? nil : path.hasPrefix("/") ? path : "\(root)/\(path)"
  }

  /// The add-ons that are used: those named by `apps`, those of the catalog, those of the product.
  public static func addOnFolders(apps: [String], catalog: String?, home: String?) -> [String] {
    var folders = apps
    var names = Set(apps.map { ($0 as NSString).lastPathComponent })
    for parent in [catalog, home.map { "\($0)/catalog" }].compactMap({ $0 }) {
      // An add-on of the user's takes the place of the product's of the same name.
      for folder in AddOnFolder.addOns(in: "\(parent)/apps") {
        if names.insert((folder as NSString).lastPathComponent).inserted { folders.append(folder) }
      }
    }
    return folders
  }
}

/// The lookups of a catalog, and behind them those of add-ons.
private struct KnownLookups: LookupSource {
  let catalog: CatalogLookups
  let addOns: AddOnLookups

  func lookup(_ name: String) throws(SearchError) -> LookupDefinition? {
    if let lookup = try catalog.lookup(name) { return lookup }
    return try addOns.lookup(name)
  }
}
