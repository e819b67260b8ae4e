import SPL

extension CommandImplementation {
  /// `union`: the rows of several data sets. Those of searches that work row by row come newest first, as
  /// `multisearch` gives them; others come one after the other, as `append` adds them.
  /// Source: Search Reference, "union".
  static let union = CommandImplementation("union") { call, compilation throws(SearchError) in
    let limit = compilation.meter.budget.joinRows
    var tables: [Table] = []
    var isStreaming = true
    for argument in call.arguments {
      switch argument {
      case .subsearch(let search):
        let rows = try compilation.results(of: search)
        let streams = search.pipeline.isStreaming
        tables.append(streams ? rows : try compilation.limited(rows, to: limit, call))
        isStreaming = isStreaming && streams
      case .clause("dataset", let dataSet):
        tables.append(try compilation.limited(compilation.rows(ofDataSet: dataSet), to: limit, call))
        isStreaming = false
      case .name(let name):
        throw SearchError(.unsupported, "union: the data set '\(name.text)' is not known", at: name.range)
      default: break
      }
    }
    let meter = compilation.meter
    if compilation.isFirst {
      return .generating(
        MadeRows { [tables, isStreaming] () throws(SearchError) in
          let all = try Table.together(tables, meter)
          return isStreaming ? all.byTime : all
        })
    }
    return .stateful(
      WholeTableCommand(meter) { [tables, isStreaming] table throws(SearchError) in
        let all = try Table.together([table] + tables, meter)
        return isStreaming && table.hasTimes ? all.byTime : all
      })
  }
}
