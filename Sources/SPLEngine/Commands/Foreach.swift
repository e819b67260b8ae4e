import SPL
import Synchronization

extension CommandImplementation {
  /// `foreach`: runs commands once for each of several fields, or `eval` once for each value of a field.
  /// Source: Search Reference, "foreach".
  static let foreach = CommandImplementation("foreach") { call, compilation throws(SearchError) in
    guard let subsearch = call.subsearches.first else {
      throw compilation.argument("needs commands in brackets")
    }
    let names = call.ownFields
    let text = String(
      decoding: compilation.bytes[subsearch.range].dropFirst().dropLast(), as: UTF8.self)
    let mode = call.option("mode")?.lowercased() ?? "multifield"
    guard mode == "multifield" else {
      guard names.count == 1 else { throw compilation.argument("mode=\(mode) takes one field") }
      var template = SearchTemplate(text)
      template.replace(call.text("fieldstr") ?? "<<FIELD>>", with: names[0])
      return .streaming(
        try ForeachValue(
          field: names[0], mode: mode, template: template.text,
          item: call.text("itemstr") ?? "<<ITEM>>", iteration: call.text("iterstr") ?? "<<ITER>>",
          compilation: compilation))
    }
    let commands = ForeachField(
      names: names, text: text, stages: subsearch.pipeline.stages.map(\.name),
      marks: .init(
        field: call.text("fieldstr") ?? "<<FIELD>>", match: call.text("matchstr") ?? "<<MATCHSTR>>",
        segments: (1...3).map { call.text("matchseg\($0)") ?? "<<MATCHSEG\($0)>>" }),
      compilation: compilation)
    if commands.worksByRow { return .streaming(commands) }
    return .stateful(
      WholeTableCommand(compilation.meter) { table throws(SearchError) in try commands.apply(to: table) })
  }
}

/// A text in which marks are replaced all at once: what is put in is not looked at again.
private struct SearchTemplate {
  private(set) var text: String

  init(_ text: String) {
    self.text = text
  }

  mutating func replace(_ mark: String, with value: String) { text = replacing([(mark, value)]) }

  func replacing(_ marks: [(mark: String, value: String)]) -> String {
    let marks = marks.filter { !$0.mark.isEmpty }.map {
      (mark: Array($0.mark.utf8), value: Array($0.value.utf8))
    }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let (mark, value) = marks.first(where: { bytes[index...].starts(with: $0.mark) }) {
        result += value
        index += mark.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension Compilation {
  /// The commands of a text that stands in this stage.
  fileprivate func inner(_ text: String) throws(SearchError) -> (stages: [Stage], commands: [CompiledCommand])
  {
    guard depth < meter.budget.depth else {
      throw SearchError(.limit, "searches stand in one another more than \(depth) deep", at: stage.range)
    }
    // The stage before keeps the first command from being read as the start of a search.
    let parsed = try parse("| noop | \(text.trimmingBlanks.drop { $0 == "|" })")
    let stages = Array(parsed.pipeline.stages.dropFirst())
    var commands: [CompiledCommand] = []
    for (index, stage) in stages.enumerated() {
      let compilation = Compilation(
        run: run, stage: stage, index: index + 1, depth: depth + 1, bytes: parsed.bytes, demand: .all)
      do {
        commands.append(try CommandImplementations.compile(stage, compilation))
      } catch {
        // A place in the text that was put together is none in the search.
        throw SearchError(error.kind, "foreach: \(error.message)", at: self.stage.range)
      }
    }
    return (stages, commands)
  }
}

/// The commands once for each field.
private final class ForeachField: StreamingCommand {
  struct Marks {
    let field: String
    let match: String
    let segments: [String]
  }

  /// Commands that need no other row than the one they work on, whatever their arguments.
  private static let byRow: Set<String> = [
    "eval", "where", "search", "regex", "rex", "rename", "fields", "replace", "makemv", "nomv", "mvexpand",
    "spath", "strcat", "rangemap", "foreach", "convert", "xmlkv", "extract", "fromjson", "tojson", "lookup",
  ]
  private static let rowNumber = "__foreach_row"

  private let names: [String]
  private let text: String
  private let stages: [String]
  private let marks: Marks
  private let compilation: Compilation
  /// The commands of each field, where they work by row and can be used again.
  private let known = Mutex<[String: [any StreamingCommand]]>([:])

  init(names: [String], text: String, stages: [String], marks: Marks, compilation: Compilation) {
    self.names = names
    self.text = text
    self.stages = stages
    self.marks = marks
    self.compilation = compilation
  }

  /// Whether batches may come in any order.
  var worksByRow: Bool { stages.allSatisfy { Self.byRow.contains($0) } }

  func apply(to table: Table) throws(SearchError) -> Table {
    var result = table
    // Fields that the commands make are none to be run for.
    let fields = table.fields
    for name in names {
      guard name.hasWildcard else {
        result = try run(name, [], on: result)
        continue
      }
      for field in FieldPatterns([name]).matching(fields) {
        let column = result.column(field)
        let has = column.map { !$0.isNull }
        if has.allSatisfy({ $0 }) {
          result = try run(field, Wildcard.captured(field, name) ?? [], on: result)
        } else if has.contains(true) {
          result = try run(field, Wildcard.captured(field, name) ?? [], on: result, where: has)
        }
      }
    }
    return result
  }

  /// Runs for the rows that have the field; the others keep their places.
  private func run(_ field: String, _ segments: [String], on table: Table, where has: [Bool])
    throws(SearchError)
    -> Table
  {
    var numbered = table
    numbered[Self.rowNumber] = (0..<table.count).map { Value($0) }
    var result = try run(field, segments, on: numbered.filtered(has))
    result.append(numbered.filtered(has.map { !$0 }))
    let numbers = result.column(Self.rowNumber).map { $0.double ?? .infinity }
    result.remove(Self.rowNumber)
    return result.selecting(
      numbers.indices.sorted { numbers[$0] != numbers[$1] ? numbers[$0] < numbers[$1] : $0 < $1 })
  }

  private func run(_ field: String, _ segments: [String], on table: Table) throws(SearchError) -> Table {
    try compilation.meter.checkTime()
    if let commands = known.withLock({ $0[field] }) {
      var table = table
      for command in commands { table = try command.apply(to: table) }
      return table
    }
    var values = [(marks.field, field), (marks.match, segments.joined())]
    for (number, mark) in marks.segments.enumerated() {
      values.append((mark, number < segments.count ? segments[number] : ""))
    }
    let inner = try compilation.inner(SearchTemplate(text).replacing(values))
    // A field's name comes from the data: it must not bring commands of its own.
    guard inner.stages.map(\.name) == stages else {
      throw compilation.argument("the name of the field '\(field)' changes the commands")
    }
    let streaming = inner.commands.compactMap { command -> (any StreamingCommand)? in
      if case .streaming(let streaming) = command { streaming } else { nil }
    }
    if streaming.count == inner.commands.count {
      known.withLock { $0[field] = streaming }
    }
    var table = table
    for command in inner.commands {
      switch command {
      case .streaming(let command): table = try command.apply(to: table)
      case .stateful(let command):
        table = try command.take(table)
        table.append(try command.finish())
      case .generating: throw compilation.argument("the commands in brackets must work on rows")
      }
    }
    return table
  }
}

/// `eval` once for each value of a field.
private struct ForeachValue: StreamingCommand {
  private static let item = "__foreach_item"
  private static let iteration = "__foreach_iteration"

  let field: String
  let takesArrays: Bool
  let takesLists: Bool
  private let eval: any StreamingCommand
  private let reads: [String]
  private let writes: [String]
  private let meter: Meter

  init(
    field: String, mode: String, template: String, item: String, iteration: String, compilation: Compilation
  ) throws(SearchError) {
    self.field = field
    takesArrays = mode != "multivalue"
    takesLists = mode != "json_array"
    meter = compilation.meter
    let text = try Self.replacing(
      template, [(item, Self.item), (iteration, Self.iteration)], compilation)
    let inner = try compilation.inner(text)
    guard inner.stages.count == 1, case .call(let call) = inner.stages[0].command, call.name == "eval",
      case .streaming(let command) = inner.commands[0]
    else { throw compilation.argument("mode=\(mode) takes one eval and no other command") }
    eval = command
    var reads: Set<String> = []
    var writes: [String] = []
    for case .assignment(let field, let expression) in call.arguments {
      guard field.name != Self.item, field.name != Self.iteration else {
        throw compilation.unsupported("foreach mode=\(mode) with the value as a field's name")
      }
      reads.formUnion(FieldUse.fields(of: expression))
      writes.append(field.name)
    }
    self.writes = writes
    self.reads = reads.subtracting([Self.item, Self.iteration]).union(writes).sorted()
  }

  /// Puts fields in place of the marks, so that no value is ever read as a part of the search. In a text in quotes it
  /// is joined in.
  private static func replacing(
    _ template: String, _ marks: [(mark: String, field: String)], _ compilation: Compilation
  ) throws(SearchError) -> String {
    var result = ""
    var rest = Substring(template)
    while let character = rest.first {
      if let (mark, field) = marks.first(where: { !$0.mark.isEmpty && rest.hasPrefix($0.mark) }) {
        result += "'\(field)'"
        rest = rest.dropFirst(mark.count)
      } else if character == "\"" || character == "'" {
        let quoted = Self.quoted(rest)
        rest = rest.dropFirst(quoted.count)
        let isMarked = marks.contains { !$0.mark.isEmpty && quoted.contains($0.mark) }
        guard isMarked else {
          result += quoted
          continue
        }
        guard character == "\"" else {
          throw compilation.unsupported("foreach with a value as a part of a field's name")
        }
        let joined = SearchTemplate(String(quoted)).replacing(marks.map { ($0.mark, "\".'\($0.field)'.\"") })
        result += "(\(joined))"
      } else {
        result.append(character)
        rest.removeFirst()
      }
    }
    return result
  }

  /// A text in quotes at the start, up to its closing quote.
  private static func quoted(_ text: Substring) -> Substring {
    var index = text.index(after: text.startIndex)
    while index < text.endIndex {
      if text[index] == text.first { return text[...index] }
      index = text.index(after: index)
      if index < text.endIndex, text[text.index(before: index)] == "\\" { index = text.index(after: index) }
    }
    return text
  }

  func apply(to table: Table) throws(SearchError) -> Table {
    guard let column = table[field] else { return table }
    let items = column.map(items)
    var working = table.projected(reads)
    var rows = items.indices.filter { !items[$0].isEmpty }
    var number = 0
    while !rows.isEmpty {
      try meter.checkTime()
      var step = working.selecting(rows)
      step[Self.item] = rows.map { items[$0][number] }
      step[Self.iteration] = [Value](repeating: Value(number), count: rows.count)
      let result = try eval.apply(to: step)
      for field in writes {
        var values = working.column(field)
        let changed = result.column(field)
        // Let go of, so that writing does not copy the whole column.
        working[field] = nil
        for (place, row) in rows.enumerated() { values[row] = changed[place] }
        working[field] = values
      }
      number += 1
      rows = rows.filter { items[$0].count > number }
    }
    guard number > 0 else { return table }
    var result = table
    for field in writes { result[field] = working.column(field) }
    return result
  }

  private func items(_ value: Value) -> [Value] {
    if takesArrays, case .text(let text) = value, let elements = JSONValue.elements(of: text) {
      return elements.map { element in
        switch element {
        case .number(let text): Number(text).map { .number($0) } ?? .text(text)
        case .null: .null
        default: element.value
        }
      }
    }
    return takesLists ? value.values : []
  }
}
