/// What each command does to fields. Source: Search Reference, the command's page.
extension FieldTracker {
  mutating func follow(_ pipeline: Pipeline) {
    for stage in pipeline.stages {
      switch stage.command {
      case .search(let expression): read(expression)
      case .where(let expression): if let expression { read(expression) }
      case .regex(let regex): read(regex.field.name)
      case .call(let call): follow(call)
      // Nothing is known of it: it may add anything.
      case .generic: open(hasEventFields: hasEventFields)
      }
    }
  }

  mutating func follow(_ call: CommandCall) {
    switch call.name {
    case "eval", "fieldformat":
      for case .assignment(let field, let value) in call.arguments { assign(field, value) }
    case "stats", "sistats", "chart", "sichart", "timechart", "sitimechart", "tstats", "mstats", "mcatalog",
      "geostats":
      reduce(call)
    case "eventstats", "streamstats":
      read(all: call.clause("by").fields)
      for option in ["reset_before", "reset_after"] {
        if let value = call.written(option), let condition = ResetCondition.expression(of: value) {
          read(condition.expression)
        }
      }
      for name in aggregate(call) { make(name) }
    case "top", "rare", "sitop", "sirare":
      let fields = call.arguments.fields.map(\.name)
      for name in fields { read(name) }
      keep(fields)
      for name in ["count", "percent"] { make(name) }
    case "rename":
      for (from, to) in FieldUse.renames(call.arguments) { if let to { rename(from, to: to) } }
    case "fields": selectFields(call)
    case "table": keep(call.arguments.fields.map(\.name))
    case "lookup": lookUp(call)
    case "inputlookup", "inputcsv", "loadjob", "savedsearch", "rest", "metadata", "from", "datamodel",
      "dbinspect":
      for filter in call.filters { read(filter) }
      open(hasEventFields: call.name == "from" || call.name == "datamodel")
    case "rex", "erex": extract(call)
    case "spath", "xpath":
      read(call.option("input") ?? "_raw")
      if let output = call.option("output") ?? call.option("outfield") { make(output) } else { openOthers() }
    case "bucket", "convert", "fillnull", "filldown", "makemv", "mvexpand", "nomv", "mvcombine", "replace",
      "accum":
      for (from, to) in FieldUse.renames(call.arguments) {
        // fillnull makes the fields that it names.
        if call.name != "fillnull" { read(from) }
        make(to ?? from)
      }
    case "iplocation":
      read(all: call.arguments.fields)
      let prefix = call.option("prefix") ?? ""
      for name in ["City", "Country", "Region", "lat", "lon"] { make(prefix + name) }
    case "transaction":
      read(all: call.arguments.fields)
      for name in ["duration", "eventcount"] { make(name) }
    case "addinfo":
      for name in ["info_min_time", "info_max_time", "info_sid", "info_search_time"] { make(name) }
    case "makeresults", "gentimes", "eventcount", "history": close()
    case "xyseries", "untable", "transpose", "foreach", "map", "multikv", "extract", "xmlkv", "fromjson",
      "kvform",
      "apply", "fit", "summary", "script", "return", "format":
      read(all: call.arguments.fields)
      openOthers()
    case "join", "append", "appendcols", "appendpipe", "multisearch", "union", "set", "selfjoin":
      read(all: call.arguments.fields)
      for subsearch in call.subsearches { add(subsearch.pipeline) }
    default: read(all: call.arguments.fields)
    }
  }

  /// Fields may come that the command does not name.
  private mutating func openOthers() {
    open(hasEventFields: hasEventFields)
  }

  private mutating func read(all fields: [FieldName]) {
    for field in fields { read(field.name) }
  }

  // MARK: Commands

  private mutating func assign(_ field: FieldName, _ value: EvalExpression) {
    read(value)
    make(field.name)
  }

  /// One row per group: what is left are the results and the fields after BY.
  private mutating func reduce(_ call: CommandCall) {
    for filter in call.filters { read(filter) }
    let groups = (call.clause("by") + call.clause("over") + call.clause("split")).fields
    read(all: groups)
    let results = aggregate(call)
    close()
    keep([])
    for name in results + groups.map(\.name) { make(name) }
    if call.name == "timechart" || call.name == "sitimechart" { make("_time") }
    // The columns of a chart with a BY are named after values.
    if call.name.hasSuffix("chart"), !groups.isEmpty { open(hasEventFields: false) }
  }

  /// Reads what the aggregations read, and gives the names of their results.
  private mutating func aggregate(_ call: CommandCall) -> [String] {
    var names: [String] = []
    // An expression of stats functions, which are calls in it.
    for case .expression(let expression) in call.arguments { read(expression) }
    for case .aggregation(let aggregation) in CommandCall.flat(call.arguments) {
      for name in FieldUse.fields(of: aggregation) { read(name) }
      // `avg` alone is `avg(*)`.
      if case .none = aggregation.operand,
        !["count", "c", "sparkline"].contains(aggregation.function.text.lowercased())
      {
        read("*")
      }
      names.append(aggregation.alias?.name ?? aggregation.resultName)
    }
    return names
  }

  private mutating func selectFields(_ call: CommandCall) {
    let names = call.arguments.fields.map(\.name)
    let isRemoval = CommandCall.flat(call.arguments).contains { argument in
      if case .mark(let mark) = argument { mark.text == "-" } else { false }
    }
    if isRemoval { for name in names { drop(name) } } else { keep(names) }
  }

  private mutating func lookUp(_ call: CommandCall) {
    let outputs = call.clause("output")
    let inputs = call.arguments.filter { argument in
      if case .clause("output", _) = argument { false } else { true }
    }
    for (column, field) in FieldUse.renames(inputs) { read(field ?? column) }
    for (column, field) in FieldUse.renames(outputs) { make(field ?? column) }
    if outputs.isEmpty { openOthers() }
  }

  private mutating func extract(_ call: CommandCall) {
    read(call.option("field") ?? "_raw")
    let isEditing = call.option("mode")?.lowercased() == "sed"
    for argument in CommandCall.flat(call.arguments) {
      guard case .string(let pattern) = argument, !isEditing else { continue }
      for name in Self.groupNames(in: Array(pattern.text.utf8)) { make(name) }
    }
    if let offset = call.option("offset_field") { make(offset) }
  }

  /// The names of the groups of a regular expression: `(?<name>…)` and `(?P<name>…)`.
  private static func groupNames(in bytes: [UInt8]) -> [String] {
    var names: [String] = []
    var index = 0
    while index + 3 < bytes.count {
      guard bytes[index] == UInt8(ascii: "("), bytes[index + 1] == UInt8(ascii: "?") else {
        index += 1
        continue
      }
      var start = index + 2
      if bytes[start] == UInt8(ascii: "P") { start += 1 }
      index += 2
      guard start < bytes.count, bytes[start] == UInt8(ascii: "<") else { continue }
      let end = bytes[(start + 1)...].firstIndex { byte in
        let letter = byte | 0x20
        return
          !(letter >= 0x61 && letter <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_"))
      }
      guard let end, end > start + 1, bytes[end] == UInt8(ascii: ">") else { continue }
      names.append(String(decoding: bytes[start + 1..<end], as: UTF8.self))
      index = end
    }
    return names
  }

  // MARK: Expressions

  private mutating func read(_ expression: SearchExpression) {
    switch expression {
    case .all(let terms), .any(let terms): for term in terms { read(term) }
    case .not(let term, _): read(term)
    case .comparison(let field, _, _), .membership(let field, _, _): read(field.name)
    case .term, .macro, .subsearch: break
    }
  }

  private mutating func read(_ expression: EvalExpression) {
    for name in FieldUse.fields(of: expression) { read(name) }
  }
}
