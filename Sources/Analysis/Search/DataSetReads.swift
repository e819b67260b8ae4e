import SPL

/// A data set of a data model.
public struct DataSetName: Sendable, Hashable, Comparable {
  /// The data model.
  public let model: String
  /// The data set in it, without those above it: a model has no two of one name. Empty where the search reads the
  /// model without saying which of its data sets.
  public let dataSet: String

  /// `MODEL.SET`, or the model alone.
  public var text: String { dataSet.isEmpty ? model : "\(model).\(dataSet)" }

  /// The data set at a path such as `Web.Proxy`.
  init(model: String, path: String) {
    self.model = model
    dataSet = path.split(separator: ".").last.map(String.init) ?? ""
  }

  /// Orders by code point.
  public static func < (left: DataSetName, right: DataSetName) -> Bool {
    CodePoints.precede(left.text, right.text)
  }
}

/// The data sets that a search reads anywhere: with `tstats`, `datamodel` and `from`, in subsearches too.
struct DataSetReads {
  private(set) var names: Set<DataSetName> = []

  init(_ pipeline: Pipeline) {
    collect(pipeline)
  }

  private mutating func collect(_ pipeline: Pipeline) {
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): collect(expression)
      case .call(let call):
        if let read = call.dataModel { add(read.model, read.dataSet, nodes: call.nodeNames) }
        for filter in call.filters { collect(filter) }
        for subsearch in call.subsearches { collect(subsearch.pipeline) }
      case .where, .regex, .generic: break
      }
    }
  }

  private mutating func add(_ model: String, _ set: String?, nodes: [String]) {
    // `nodename` names a data set below the one behind the model's name; a model of one root is read from there.
    let roots = DataSets.roots[model] ?? []
    let root = roots.count == 1 ? roots.first ?? "" : ""
    for path in nodes.isEmpty ? [set ?? root] : nodes { names.insert(DataSetName(model: model, path: path)) }
  }

  private mutating func collect(_ expression: SearchExpression) {
    switch expression {
    case .all(let terms), .any(let terms): for term in terms { collect(term) }
    case .not(let term, _): collect(term)
    case .subsearch(let subsearch): collect(subsearch.pipeline)
    case .comparison, .membership, .term, .macro: break
    }
  }
}

extension CommandCall {
  /// The data sets in `nodename=PARENT.CHILD`, as written.
  var nodeNames: [String] {
    filters.flatMap(Self.nodeNames)
  }

  private static func nodeNames(_ expression: SearchExpression) -> [String] {
    switch expression {
    case .all(let terms), .any(let terms): return terms.flatMap(nodeNames)
    case .comparison(let field, .equal, .literal(let value)) where field.name == "nodename":
      return [value.text.filter { $0 != "\"" }]
    case .not, .comparison, .membership, .term, .macro, .subsearch: return []
    }
  }
}
