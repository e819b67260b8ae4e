import Catalog
import SPL

/// Which rules refer to which part of the catalog: its stories, data sources, macros and so on.
public struct CatalogIndex: Sendable {
  /// What rules are grouped by.
  public enum Part: Sendable, Hashable, CaseIterable {
    case story, dataSource, macro, lookup, dataModel, type, status, author, cve
  }

  private var rules: [Part: [String: [Int]]]
  /// The data sets that rules read, with those rules by position, retired ones included.
  public private(set) var dataSets: [DataSetName: [Int]] = [:]

  init(_ catalog: Catalog, rules analyses: [RuleAnalysis]) {
    rules = Dictionary(uniqueKeysWithValues: Part.allCases.map { ($0, [:]) })
    for story in catalog.stories { rules[.story]?[story.name] = [] }
    for source in catalog.dataSources { rules[.dataSource]?[source.name] = [] }
    for lookup in catalog.lookups { rules[.lookup]?[lookup.name] = [] }
    let names = PartNames(catalog)
    for macro in catalog.macros where !names.isFilter(macro.spl.name) { rules[.macro]?[macro.spl.name] = [] }
    for (index, analysis) in analyses.enumerated() {
      for part in Part.allCases {
        for name in Set(names.names(of: part, in: analysis)) where !name.isEmpty {
          rules[part]?[name, default: []].append(index)
        }
      }
      for dataSet in analysis.search.dataSets { dataSets[dataSet, default: []].append(index) }
    }
  }

  /// The names of a part, by code point: those that the catalog describes, and those that rules name.
  public func names(of part: Part) -> [String] {
    rules[part]?.keys.sorted(by: CodePoints.precede) ?? []
  }

  /// The rules that refer to this name, by position, retired ones included.
  public func rules(naming name: String, of part: Part) -> [Int] {
    rules[part]?[name] ?? []
  }
}

/// The names by which rules refer to parts of the catalog.
public struct PartNames: Sendable {
  private let filters: Set<String>
  private let vendor: String
  private let lookupsByTable: [String: String]

  /// The names of a catalog.
  public init(_ catalog: Catalog) {
    filters = FilterMacros.names(of: catalog.rules)
    vendor = catalog.settings.vendor
    // A search names a lookup by its definition or by its file.
    let tables = catalog.lookups.compactMap { lookup in
      lookup.table.map { ($0.fileName, lookup.name) }
    }
    lookupsByTable = Dictionary(tables, uniquingKeysWith: { first, _ in first })
  }

  /// The names of a part's members that a rule refers to, as written, in order.
  public func names(of part: CatalogIndex.Part, in analysis: RuleAnalysis) -> [String] {
    let rule = analysis.rule
    switch part {
    case .story: return rule.stories.map(\.value)
    case .dataSource: return rule.dataSourceNames
    case .macro: return analysis.search.expansion.calls.map(\.name).filter { !isFilter($0) }
    case .lookup: return analysis.search.lookups.map { lookupsByTable[$0.name] ?? $0.name }
    case .dataModel: return analysis.search.dataSets.map(\.model)
    case .type: return [rule.type]
    case .status: return [rule.status]
    case .author: return Authors.names(in: rule.author, vendor: vendor)
    case .cve: return rule.cves.map { $0.uppercased() }
    }
  }

  /// Whether a macro is a rule's own filter, filled in or not.
  func isFilter(_ macro: String) -> Bool {
    filters.contains(macro)
  }
}
