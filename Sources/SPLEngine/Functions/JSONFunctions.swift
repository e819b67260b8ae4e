extension EvalImplementations {
  /// Functions that build, read and change JSON. Source: Search Reference, "JSON functions".
  static let json: [EvalImplementation] = [
    .text("json", .any) { text in JSONTree(text) == nil ? .null : .text(text) },
    updating("json_append", DocumentPath.init, makes: false) { place, value in
      place.map { .array(($0.elements ?? [$0]) + [value]) }
    },
    EvalImplementation("json_array") { arguments, _ in
      let isLiteral = arguments.map(\.isTextLiteral)
      return .map(.text, arguments) { values in
        .text(JSONTree.array(zip(values, isLiteral).map { JSONTree($0, isLiteral: $1) }).text)
      }
    },
    .values("json_array_to_mv", .any) { values in
      guard let elements = values[0].singleText.flatMap(JSONTree.init)?.elements else { return .null }
      let keepsQuotes = values.count > 1 && values[1] == .boolean(true)
      return Value(elements.map { keepsQuotes ? .text($0.text) : shown($0) })
    },
    .values("json_delete", .any) { values in
      guard var tree = values[0].singleText.flatMap(JSONTree.init), tree.isObject || tree.isArray else {
        return .null
      }
      for path in values.dropFirst().compactMap({ $0.singleText.flatMap(DocumentPath.init) }) {
        tree = tree.changed(at: path) { _ in nil }
      }
      return .text(tree.text)
    },
    .text("json_entries", .any) { text in entries(text, key: "key", value: "value") },
    updating("json_extend", DocumentPath.init, makes: false) { place, value in
      place.map { .array(($0.elements ?? [$0]) + (value.elements ?? [value])) }
    },
    extracting("json_extract", DocumentPath.init),
    extracting("json_extract_exact") { DocumentPath(key: $0) },
    .values("json_has_key_exact", .boolean) { values in
      guard let key = values[1].singleText,
        let members = values[0].singleText.flatMap(JSONTree.init)?.members
      else { return values[0].isNull ? .null : .boolean(false) }
      return .boolean(members.contains { $0.key == key })
    },
    .text("json_keys", .any) { text in
      guard let members = JSONTree(text)?.members else { return .null }
      return .text(JSONTree.array(members.map { .text($0.key) }).text)
    },
    EvalImplementation("json_object") { arguments, compilation throws(SearchError) in
      guard arguments.count.isMultiple(of: 2) else {
        throw compilation.argument("each key needs a value behind it", of: "json_object")
      }
      let isLiteral = arguments.map(\.isTextLiteral)
      return .map(.text, arguments) { values in
        var members: [(key: String, value: JSONTree)] = []
        for index in stride(from: 0, to: values.count - 1, by: 2) {
          guard let key = values[index].singleText else { return .null }
          members.append((key, JSONTree(values[index + 1], isLiteral: isLiteral[index + 1])))
        }
        return .text(JSONTree.object(members).text)
      }
    },
    updating("json_set", DocumentPath.init, makes: true) { $1 },
    updating("json_set_exact", { DocumentPath(key: $0) }, makes: true) { $1 },
    .value("json_valid", .boolean) { value in
      value.singleText.map { .boolean(JSONText.isValid($0)) } ?? (value.isNull ? .null : .boolean(false))
    },
  ]

  /// An array with an object of two keys for each member of an object; null for all else.
  static func entries(_ text: String, key: String, value: String) -> Value {
    guard let members = JSONTree(text)?.members else { return .null }
    return .text(
      JSONTree.array(members.map { .object([(key, .text($0.key)), (value, $0.value)]) }).text)
  }

  /// An element of an array as a value of a list, in which a null is a text.
  static func shown(_ element: JSONTree) -> Value {
    if case .null = element { .text("null") } else { element.value }
  }

  /// What stands at the paths: the value itself for one, an array for several.
  private static func extracting(_ name: String, _ path: @escaping @Sendable (String) -> DocumentPath?)
    -> EvalImplementation
  {
    .prepared(name, .any) { arguments, _ in
      let paths = arguments.dropFirst().map { $0.constantText.flatMap(path) }
      return { values in
        guard let tree = values[0].singleText.flatMap(JSONTree.init) else { return .null }
        if paths.isEmpty { return tree.value }
        let found = paths.enumerated().map { index, known -> JSONTree? in
          (known ?? values[index + 1].singleText.flatMap(path)).flatMap { tree.value(at: $0) }
        }
        if found.count == 1 { return found[0]?.value ?? .null }
        return .text(JSONTree.array(found.map { $0 ?? .null }).text)
      }
    }
  }

  /// The JSON with the values at its paths changed, pair by pair.
  private static func updating(
    _ name: String, _ path: @escaping @Sendable (String) -> DocumentPath?, makes: Bool,
    _ change: @escaping @Sendable (JSONTree?, JSONTree) -> JSONTree?
  ) -> EvalImplementation {
    EvalImplementation(name) { arguments, compilation throws(SearchError) in
      guard !arguments.count.isMultiple(of: 2) else {
        throw compilation.argument("each path needs a value behind it", of: name)
      }
      let isLiteral = arguments.map(\.isTextLiteral)
      return .map(.any, arguments) { values in
        guard var tree = values[0].singleText.flatMap(JSONTree.init), tree.isObject || tree.isArray else {
          return .null
        }
        for index in stride(from: 1, to: values.count - 1, by: 2) {
          guard let path = values[index].singleText.flatMap(path) else { continue }
          let value = JSONTree(values[index + 1], isLiteral: isLiteral[index + 1])
          tree = tree.changed(at: path, makes: makes) { change($0, value) }
        }
        return .text(tree.text)
      }
    }
  }
}
