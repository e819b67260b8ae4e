/// What commands that aggregate do to fields. Source: Search Reference, the command's page.
extension FieldTracker {
  /// One row per group: what is left are the results and the fields after BY.
  mutating func reduce(_ call: CommandCall) {
    let earlier = call.isOn("append") ? self : nil
    if ["tstats", "mstats", "mcatalog"].contains(call.name) {
      // They read the index, whatever rows came before.
      clear()
      open(hasEventFields: true)
    }
    for filter in call.filters { read(filter) }
    let groups = (call.clause("over") + call.clause("by")).fields
    read(all: groups)
    let results = aggregate(call)
    // `values(*) AS *` keeps every field under its name.
    let keepsAll = passesOthers && results.contains("*")
    let hadEventFields = hasEventFields
    clear()
    if keepsAll { open(hasEventFields: hadEventFields) }
    let isOverTime = call.name.hasSuffix("timechart")
    let rows = isOverTime ? ["_time"] : groups.map(\.name)
    if call.name.hasSuffix("chart"), groups.count > (isOverTime ? 0 : 1) {
      // A column per value of the last group.
      make(rows[0])
      open(hasEventFields: false)
    } else {
      for name in rows + results where name != "*" { make(name) }
    }
    if call.name == "mstats" {
      if call.option("span") != nil { make("_time") }
      if call.isOn("chart") { open(hasEventFields: false) }
    }
    if let earlier { add(earlier) }
  }

  /// Reads what the aggregations read, and gives the names of their results.
  mutating func aggregate(_ call: CommandCall) -> [String] {
    var names: [String] = []
    for argument in CommandCall.flat(call.arguments.filter { !$0.isClause("where") }) {
      switch argument {
      case .aggregation(let aggregation):
        for name in FieldUse.fields(of: aggregation) { read(name) }
        names.append(aggregation.resultName(in: bytes))
      // `eval(avg(x) / max(y)) AS z` of chart.
      case .expression(let expression): read(expression)
      default: continue
      }
    }
    return names + call.clause("as").fields.map(\.name)
  }

  /// The values of these fields with how often each occurs.
  mutating func rank(_ call: CommandCall) {
    let fields = call.arguments.fields.map(\.name)
    keep(fields)
    if call.isOn("showcount", otherwise: true) { make(call.option("countfield") ?? "count") }
    if call.isOn("showperc", otherwise: true) { make(call.option("percentfield") ?? "percent") }
  }
}
