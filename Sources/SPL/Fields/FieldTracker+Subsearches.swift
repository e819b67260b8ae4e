/// What searches in brackets do to fields.
extension FieldTracker {
  /// The rows, or the fields, of other searches come in.
  mutating func combine(_ call: CommandCall) {
    read(all: call.arguments.fields)
    if call.name == "join", call.arguments.fields.isEmpty { lookAt("*") }
    if call.name == "multisearch" || call.name == "set" { clear() }
    for subsearch in call.subsearches {
      // appendpipe runs on the rows that are there.
      var other = call.name == "appendpipe" ? self : FieldTracker(bytes: bytes)
      other.follow(subsearch.pipeline)
      add(other)
    }
    if !call.clause("dataset").isEmpty { openOthers() }
  }

  /// A subsearch in a filter asks for the fields that it gives; internal ones are left out, `search` and `query` go in
  /// as they are. Source: Search Manual, "Change the format of subsearch results".
  mutating func filter(by pipeline: Pipeline) {
    var other = FieldTracker(bytes: bytes)
    var asked: [String]?
    for stage in pipeline.stages {
      if case .call(let call) = stage.command, call.name == "return" || call.name == "format" {
        asked = call.name == "return" ? Returned(call).names : Array(other.made)
      }
      other.follow(stage)
    }
    need(what: other)
    for name in asked ?? Array(other.made) {
      guard !name.hasPrefix("_"), !name.contains("*"), name != "search", name != "query" else { continue }
      read(name)
    }
  }
}

/// What `return` gives to the search around it.
struct Returned {
  /// The fields that are read.
  private(set) var fields: [FieldName] = []
  /// The fields that are asked for; `$field` asks for a bare value.
  private(set) var names: [String] = []

  init(_ call: CommandCall) {
    for argument in call.arguments {
      switch argument {
      case .field(let field):
        fields.append(field)
        names.append(field.name)
      case .clause("alias", let inner):
        fields += inner.fields.suffix(1)
        names += inner.fields.prefix(1).map(\.name)
      case .clause(_, let inner): fields += inner.fields
      default: continue
      }
    }
  }
}
