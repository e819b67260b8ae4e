import SPL

extension FieldDemand {
  /// The fields that a search looks at of the events that it reads. Only what is certain to be all of them counts: a
  /// command that looks at fields without naming them asks for every field.
  init(of pipeline: Pipeline) {
    let flow = FieldFlow(pipeline)
    guard !flow.givesOthers, !flow.needs.contains(where: Self.isWildcard), Self.namesItsFields(pipeline)
    else {
      self = .all
      return
    }
    self = .some(Set(flow.needs).union(SearchScope.fields).union(["_time", "_raw"]))
  }

  private static func namesItsFields(_ pipeline: Pipeline) -> Bool {
    for (index, stage) in pipeline.stages.enumerated() {
      switch stage.command {
      case .where, .regex: continue
      case .search(let expression):
        // The fields of the first stage are known once its subsearches have run.
        if index > 0, hasSubsearch(expression) { return false }
      case .call(let call):
        if closing.contains(call.name) || isSelection(call) { return true }
        guard naming.contains(call.name), !call.arguments.fields.contains(where: { isWildcard($0.name) }),
          call.name != "join" || call.option("left") == nil && !call.arguments.fields.isEmpty,
          call.name != "lookup" || !call.clause("output").isEmpty
        else { return false }
      case .generic: return false
      }
    }
    return false
  }

  private static func hasSubsearch(_ expression: SearchExpression) -> Bool {
    switch expression {
    case .all(let terms), .any(let terms): terms.contains(where: hasSubsearch)
    case .not(let term, _): hasSubsearch(term)
    case .subsearch, .macro: true
    case .comparison, .membership, .term: false
    }
  }

  private static func isWildcard(_ name: String) -> Bool { name.utf8.contains(UInt8(ascii: "*")) }

  /// Whether it is `fields` that keeps what it names.
  private static func isSelection(_ call: CommandCall) -> Bool {
    call.name == "fields"
      && !CommandCall.flat(call.arguments).contains { argument in
        if case .mark(let mark) = argument { mark.text == "-" } else { false }
      }
  }

  /// Commands behind which no field of the events is left but those that they name.
  private static let closing: Set<String> = [
    "chart", "mcatalog", "mstats", "rare", "sichart", "sirare", "sistats", "sitimechart", "sitop", "stats",
    "table",
    "timechart", "top", "tstats",
  ]

  /// Commands that look at no other fields than those that they name.
  private static let naming: Set<String> = [
    "accum", "addinfo", "append", "appendcols", "appendpipe", "bucket", "convert", "dedup", "eval",
    "eventstats",
    "fieldformat", "fields", "fillnull", "head", "highlight", "iplocation", "join", "localop", "lookup",
    "makemv",
    "mvexpand", "nomv", "noop", "rename", "replace", "reverse", "rex", "sort", "spath", "strcat",
    "streamstats",
    "tail", "where",
  ]
}
