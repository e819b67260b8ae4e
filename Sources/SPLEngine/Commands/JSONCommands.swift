import SPL

extension CommandImplementation {
  /// `fromjson`: a field of each key of a JSON object; lists of arrays, inner objects as JSON, nothing of a null.
  /// Source: Search Reference, "fromjson".
  static let fromjson = CommandImplementation("fromjson") { call, compilation throws(SearchError) in
    guard let field = call.ownFields.first else { throw compilation.argument("needs a field") }
    let prefix = call.text("prefix") ?? ""
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        guard let column = table[field] else { return table }
        var columns = FieldColumns(count: table.count)
        for (row, value) in column.enumerated() {
          for text in value.texts {
            for (key, value) in JSONValue.members(of: text) ?? [] {
              for value in value.listed { columns.add(value, to: columns.slot(prefix + key)) }
            }
          }
          try columns.end(row: row, meter)
        }
        var result = table
        columns.write(to: &result)
        return result
      })
  }

  /// `tojson`: a JSON object of each row's fields, its keys by name. Source: Search Reference, "tojson".
  static let tojson = CommandImplementation("tojson") { call, compilation throws(SearchError) in
    let standard = JSONType(rawValue: call.option("default_type")?.lowercased() ?? "none") ?? .none
    var typed: [(pattern: String, type: JSONType)] = []
    var type: JSONType?
    for argument in call.arguments {
      switch argument {
      case .word(let word): type = JSONType(rawValue: word.text.lowercased())
      case .field(let field):
        typed.append((field.name, type ?? standard))
        type = nil
      case .mark(let mark) where mark.text == ")":
        // A type without a field is for all.
        if let type { typed.append(("*", type)) }
        type = nil
      default: break
      }
    }
    let writer = JSONRows(
      types: typed.isEmpty ? [("*", standard)] : typed,
      takesInternal: call.boolean("include_internal") ?? false,
      fillsNull: call.boolean("fill_null") ?? false)
    let output = call.text("output_field") ?? "_raw"
    let meter = compilation.meter
    return .streaming(
      RowCommand { table throws(SearchError) in
        var result = table
        result[output] = try writer.texts(table, meter)
        return result
      })
  }
}

/// How a value is written.
private enum JSONType: String, Sendable {
  case auto, bool, json, none, num, str

  /// The value as JSON; nil where it is none of the type.
  func text(_ value: Value) -> String? {
    guard let text = value.text else { return nil }
    switch self {
    case .none: return Self.number(text) ?? JSONText.quoted(text)
    case .str: return JSONText.quoted(text)
    case .num: return Self.number(text)
    case .bool: return Self.boolean(text)
    case .json: return JSONText.isValid(text) ? text : nil
    case .auto:
      if let number = Self.number(text) { return number }
      return JSONText.isValid(text) ? text : JSONText.quoted(text)
    }
  }

  private static func number(_ text: String) -> String? {
    guard let number = Number(text) else { return nil }
    var text = text
    return text.withUTF8 { JSONText.isNumber($0[...]) } ? text : number.text
  }

  private static func boolean(_ text: String) -> String? {
    switch text.lowercased() {
    case "true", "t", "yes": "true"
    case "false", "f", "no": "false"
    default: Number(text).map { $0.value == 0 ? "false" : "true" }
    }
  }
}

private struct JSONRows: Sendable {
  let types: [(pattern: String, type: JSONType)]
  let takesInternal: Bool
  let fillsNull: Bool

  func texts(_ table: Table, _ meter: Meter) throws(SearchError) -> [Value] {
    let fields = self.fields(table)
    let columns = fields.map { (key: JSONText.quoted($0.name), values: table.column($0.name), type: $0.type) }
    var texts: [Value] = []
    texts.reserveCapacity(table.count)
    for row in 0..<table.count {
      var text = "{"
      for (key, values, type) in columns where !values[row].isNull {
        guard let value = Self.text(values[row], type) ?? (fillsNull ? "null" : nil) else { continue }
        text += text.utf8.count > 1 ? ",\(key):\(value)" : "\(key):\(value)"
        try meter.check(textBytes: text.utf8.count)
      }
      texts.append(.text(text + "}"))
    }
    return texts
  }

  /// The fields by name, each with its type: what names it without a wildcard goes before what does with one.
  private func fields(_ table: Table) -> [(name: String, type: JSONType)] {
    var found: [(name: String, type: JSONType)] = []
    for name in table.fields.sorted(by: { ValueOrder.compareTexts($0, $1) < 0 }) {
      let type =
        types.first { $0.pattern == name }
        ?? types.first {
          $0.pattern.hasWildcard && Wildcard.fits($0.pattern, name)
            && (!name.hasPrefix("_") || takesInternal || $0.pattern.hasPrefix("_"))
        }
      if let type { found.append((name, type.type)) }
    }
    return found
  }

  private static func text(_ value: Value, _ type: JSONType) -> String? {
    guard case .list(let values) = value else { return type.text(value) }
    let texts = values.compactMap { type.text($0) }
    return texts.isEmpty ? nil : "[\(texts.joined(separator: ","))]"
  }
}

extension JSONValue {
  /// The values that a field gets of it: those of an array, nothing of a null.
  var listed: [Value] {
    switch self {
    case .null: []
    case .array(let text): (JSONValue.elements(of: text) ?? []).filter { !$0.isNull }.map(\.value)
    default: [value]
    }
  }

  /// Whether it is null.
  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
