import SPL

/// The fields by which a search groups its rows.
public struct GroupBy: Sendable, Hashable {
  /// The names, data-model prefixes dropped, each once, by code point.
  public let fields: [String]

  /// The names as the page shows them: one with a dot stands in double quotes.
  public var text: String {
    fields.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ", ")
  }

  /// Collects the BY fields of `stats`, `eventstats`, `streamstats` and `tstats` and the fields of `transaction`, of
  /// the main pipeline.
  init(_ pipeline: Pipeline) {
    var names: Set<String> = []
    var roots: Set<String> = []
    for stage in pipeline.stages {
      guard case .call(let call) = stage.command else { continue }
      switch call.name {
      case "tstats":
        roots.formUnion(Self.roots(of: call))
        names.formUnion(call.clause("by").fields.map { DataSets.bareName($0.name, roots: roots) })
      case "stats", "eventstats", "streamstats":
        names.formUnion(call.clause("by").fields.map { DataSets.bareName($0.name, roots: roots) })
      case "transaction":
        names.formUnion(call.arguments.fields.map { DataSets.bareName($0.name, roots: roots) })
      default: break
      }
    }
    fields = names.sorted(by: CodePoints.precede)
  }

  /// The data sets that can stand before the fields of a `tstats` over a data model. Such a search names every field
  /// with its data set, so whatever stands before the first dot is one.
  private static func roots(of tstats: CommandCall) -> Set<String> {
    guard let read = tstats.dataModel else { return [] }
    var roots = DataSets.roots[read.model] ?? []
    if let dataSet = read.dataSet { roots.formUnion(dataSet.split(separator: ".").map(String.init)) }
    for field in tstats.clause("by").fields where field.name.contains(".") {
      roots.insert(String(field.name.prefix { $0 != "." }))
    }
    for node in tstats.nodeNames { roots.formUnion(node.split(separator: ".").map(String.init)) }
    return roots
  }
}
