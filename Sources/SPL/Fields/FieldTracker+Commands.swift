/// What each command does to fields. Source: Search Reference, the command's page.
extension FieldTracker {
  mutating func follow(_ pipeline: Pipeline) {
    for stage in pipeline.stages { follow(stage) }
  }

  mutating func follow(_ stage: Stage) {
    switch stage.command {
    case .search(let expression): read(expression)
    case .where(let expression): if let expression { read(expression) }
    case .regex(let regex): read(regex.field.name)
    case .call(let call): follow(call)
    // Nothing is known of it: it may add anything.
    case .generic:
      lookAt("*")
      openOthers()
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
      for name in aggregate(call) { make(name) }
      // What resets the statistics may ask for them.
      readOptions(of: call)
    case "top", "rare", "sitop", "sirare": rank(call)
    case "addtotals": addTotals(call)
    case "rename":
      for (from, to) in FieldUse.renames(call.arguments) { if let to { rename(from, to: to) } }
    case "fields": selectFields(call)
    case "table": keep(call.arguments.fields.map(\.name))
    case "lookup": lookUp(call)
    case "inputlookup", "inputcsv": readTable(call)
    case "loadjob", "savedsearch", "rest", "metadata", "dbinspect", "eventcount", "history", "summary":
      clear()
      open(hasEventFields: false)
    case "from", "datamodel":
      clear()
      open(hasEventFields: true)
    case "rex", "erex": extract(call)
    case "spath": takePath(call)
    case "xpath":
      read(call.option("field") ?? "_raw")
      make(call.option("outfield") ?? "xpath")
    case "bucket", "convert", "fillnull", "filldown", "makemv", "mvexpand", "nomv", "replace",
      "accum":
      for (from, to) in FieldUse.renames(call.arguments) {
        // fillnull makes the fields that it names.
        if call.name == "fillnull" { lookAt(from) } else { read(from) }
        change(from, into: to)
      }
    case "iplocation": locate(call)
    case "transaction":
      read(all: call.arguments.fields)
      readOptions(of: call)
      for name in ["duration", "eventcount"] { make(name) }
    case "addinfo":
      for name in ["info_min_time", "info_max_time", "info_sid", "info_search_time"] { make(name) }
    case "makeresults":
      clear()
      make("_time")
    case "gentimes":
      clear()
      for name in ["starttime", "starthuman", "endtime", "endhuman"] { make(name) }
    case "foreach": loop(call)
    case "xyseries", "untable", "transpose", "map", "multikv", "extract", "xmlkv", "fromjson", "kvform",
      "apply", "fit", "script":
      read(all: call.arguments.fields)
      lookAt("*")
      openOthers()
    case "join", "append", "appendcols", "multisearch", "union", "set", "selfjoin", "appendpipe":
      combine(call)
    case "return", "format":
      if call.name == "format" { lookAt("*") }
      read(all: Returned(call).fields)
      clear()
      make("search")
    case "outputlookup", "outputcsv", "collect", "mvcombine", "uniq", "fieldsummary":
      // Each looks at all fields, whatever it names.
      read(all: call.arguments.fields)
      lookAt("*")
    case "pivot": pivot(call)
    default:
      for filter in call.filters { read(filter) }
      for case .expression(let expression) in call.arguments { read(expression) }
      read(all: call.arguments.fields)
    }
  }

  /// Fields may come that the command does not name.
  mutating func openOthers() {
    open(hasEventFields: hasEventFields)
  }

  mutating func read(all fields: [FieldName]) {
    for field in fields { read(field.name) }
  }

  // MARK: Commands

  mutating func assign(_ field: FieldName, _ value: EvalExpression) {
    read(value)
    // Parts in braces are taken from the fields that they name: the field has another name in each row.
    let parts = ComputedFieldName(field.name).fields
    guard parts.isEmpty else {
      for part in parts { read(part) }
      return openOthers()
    }
    make(field.name)
  }

  private mutating func selectFields(_ call: CommandCall) {
    let names = call.arguments.fields.map(\.name)
    let isRemoval = CommandCall.flat(call.arguments).contains { argument in
      if case .mark(let mark) = argument { mark.text == "-" } else { false }
    }
    guard isRemoval else {
      // A leading underscore is that of an internal field, which goes only where it is named after a minus.
      let present = passesOthers ? made.union(["_raw", "_time"]) : made
      return keep(names + present.filter { $0.hasPrefix("_") && !isDropped($0) })
    }
    for name in names { drop(name) }
    if names.contains("*") { close() }
  }

  private mutating func lookUp(_ call: CommandCall) {
    let outputs = call.clause("output")
    let inputs = call.arguments.filter { !$0.isClause("output") }
    for (column, field) in FieldUse.renames(inputs) { read(field ?? column) }
    for (column, field) in FieldUse.renames(outputs) {
      lookAt(field ?? column)
      make(field ?? column)
    }
    if outputs.isEmpty { openOthers() }
  }

  /// The columns of a table are no fields of the events.
  private mutating func readTable(_ call: CommandCall) {
    let isAdded = call.isOn("append")
    let hadEventFields = hasEventFields
    if !isAdded { clear() }
    open(hasEventFields: false)
    for filter in call.filters { read(filter) }
    open(hasEventFields: isAdded && hadEventFields)
  }

  private mutating func takePath(_ call: CommandCall) {
    read(call.option("input") ?? "_raw")
    let bare = CommandCall.flat(call.arguments).lazy.compactMap { argument in
      switch argument {
      case .name(let path), .string(let path): path.text.filter { $0 != "\"" }
      default: nil
      }
    }
    guard let path = call.option("path") ?? bare.first else { return openOthers() }
    let output = call.option("output") ?? path
    lookAt(output)
    make(output)
  }

  private mutating func locate(_ call: CommandCall) {
    read(all: call.arguments.fields)
    let prefix = call.option("prefix") ?? ""
    let further = call.isOn("allfields") ? ["Continent", "MetroCode", "Timezone"] : []
    for name in ["City", "Country", "Region", "lat", "lon"] + further { make(prefix + name) }
  }

  private mutating func addTotals(_ call: CommandCall) {
    if call.arguments.fields.isEmpty { lookAt("*") }
    read(all: call.arguments.fields)
    if call.isOn("row", otherwise: true) { make(call.option("fieldname") ?? "Total") }
    if call.isOn("col"), let label = call.option("labelfield") { make(label) }
  }

  private mutating func extract(_ call: CommandCall) {
    read(call.option("field") ?? "_raw")
    let isEditing = call.option("mode")?.lowercased() == "sed"
    for argument in CommandCall.flat(call.arguments) {
      guard case .string(let pattern) = argument, !isEditing else { continue }
      for name in Self.groupNames(in: Array(pattern.text.utf8)) {
        lookAt(name)
        make(name)
      }
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

  mutating func read(_ expression: SearchExpression) {
    switch expression {
    case .all(let terms), .any(let terms): for term in terms { read(term) }
    case .not(let term, _): read(term)
    case .comparison(let field, _, _), .membership(let field, _, _): read(field.name)
    case .subsearch(let subsearch): filter(by: subsearch.pipeline)
    case .term, .macro: break
    }
  }

  mutating func read(_ expression: EvalExpression) {
    for name in FieldUse.fields(of: expression) { read(name) }
  }

  /// A table of the rows that it names; the columns of a SPLITCOL are named after values.
  private mutating func pivot(_ call: CommandCall) {
    read(all: (call.clause("filter") + call.clause("splitcol")).fields)
    let rows = FieldUse.renames(call.clause("splitrow"))
    for (field, _) in rows { read(field) }
    let results = aggregate(call)
    clear()
    for name in results + rows.map({ $1 ?? $0 }) { make(name) }
    if !call.clause("splitcol").isEmpty { openOthers() }
  }

  /// Reads what the expressions read that options hold.
  private mutating func readOptions(of call: CommandCall) {
    for case .option(let option) in CommandCall.flat(call.arguments) {
      switch option.value {
      case .literal: break
      case .filter(let expression): read(expression)
      case .evaluation(let expression), .condition(let expression): read(expression)
      }
    }
  }
}

extension CommandCall {
  /// Whether an option that is true or false is true.
  func isOn(_ name: String, otherwise standard: Bool = false) -> Bool {
    option(name).map { ["true", "t", "1", "yes", "y"].contains($0.lowercased()) } ?? standard
  }
}
