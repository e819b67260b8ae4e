/// What `foreach` does to fields. Source: Search Reference, "foreach".
extension FieldTracker {
  /// Follows the template for each field that fits; a wildcard stands for the fields that no one named.
  mutating func loop(_ call: CommandCall) {
    let mode = call.option("mode")?.lowercased() ?? "multifield"
    guard mode == "multifield" else {
      read(all: call.arguments.fields)
      return run(call, putting: [:])
    }
    for pattern in call.arguments.fields.map(\.name) {
      let named = pattern.contains("*") ? made.filter { Wildcard.fits(pattern, $0) }.sorted() : [pattern]
      let others = pattern.contains("*") && passesOthers && !named.contains(pattern) ? [pattern] : []
      for field in named + others {
        let pieces = Wildcard.captured(field, pattern) ?? []
        var tokens = [call.option("fieldstr") ?? "<<FIELD>>": field]
        tokens[call.option("matchstr") ?? "<<MATCHSTR>>"] = pieces.joined()
        for (index, piece) in pieces.prefix(3).enumerated() {
          tokens[call.option("matchseg\(index + 1)") ?? "<<MATCHSEG\(index + 1)>>"] = piece
        }
        run(call, putting: tokens)
      }
    }
  }

  private mutating func run(_ call: CommandCall, putting tokens: [String: String]) {
    for stage in call.subsearches.flatMap(\.pipeline.stages) {
      guard case .call(let inner) = stage.command, inner.name == "eval" else {
        openOthers()
        continue
      }
      for case .assignment(let field, let value) in inner.arguments {
        for name in FieldUse.fields(of: value) { if let name = put(tokens, into: name) { read(name) } }
        if let name = put(tokens, into: field.name), name != "*" { make(name) }
      }
    }
  }

  /// The name with the tokens replaced; nil where one is left, which stands for a value.
  private func put(_ tokens: [String: String], into name: String) -> String? {
    let result = tokens.reduce(name) { $0.replacing($1.key, with: $1.value) }
    return result.contains("<<") ? nil : result
  }
}
