import Diagnostics

/// A macro that a search calls, directly or through another macro.
public struct MacroCall: Sendable, Hashable {
  /// The name as called, without arguments.
  public let name: String
  /// The macro's index in the table; nil where there is none.
  public let definition: Int?
}

/// A search with its macros put in.
public struct Expansion: Sendable, Hashable {
  /// The text, each byte with its origin.
  public let text: TracedText
  /// The macros called, in order, each once.
  public let calls: [MacroCall]
  /// What is wrong with the calls; the ranges are byte offsets of the search before expansion.
  public let problems: [Problem]
}

/// Puts macros into a search as text, before anything is parsed.
///
/// A macro inside a quoted string is text. A macro that is not defined stays as it is written, but for one whose name
/// ends in `_filter`: until a user defines it, it is `search *`. Depth, number of calls and size are bounded.
public struct MacroExpander: Sendable {
  private let table: MacroTable
  private let knownFilters: Set<String>
  private let evaluate: (@Sendable (String) -> String?)?

  static let depthLimit = 32
  static let callLimit = 10_000
  static let growthLimit = 1 << 20

  /// Makes an expander. `knownFilters` are the rules' own filter macros: they are never told as unknown. `evaluate` gives
  /// the text of an expression, for macros whose definition is one; without it, they stay as they are written.
  public init(
    _ table: MacroTable, knownFilters: Set<String>, evaluate: (@Sendable (String) -> String?)? = nil
  ) {
    self.table = table
    self.knownFilters = knownFilters
    self.evaluate = evaluate
  }

  /// Expands a search given as UTF-8.
  public func expand(_ search: [UInt8]) -> Expansion {
    var run = Run(
      table: table, knownFilters: knownFilters, evaluate: evaluate, sizeLimit: search.count + Self.growthLimit
    )
    run.expand(TracedText(search, from: .search(0)), stack: [], call: nil)
    return Expansion(text: run.output, calls: run.calls, problems: run.problems)
  }
}

private struct Run {
  let table: MacroTable
  let knownFilters: Set<String>
  let evaluate: (@Sendable (String) -> String?)?
  let sizeLimit: Int
  var output = TracedText()
  var calls: [MacroCall] = []
  var problems: [Problem] = []
  private var seen: Set<MacroCall> = []
  private var told: Set<String> = []
  private var sought: Set<String> = []
  private var callCount = 0
  private var copied = 0
  private var isExhausted = false

  init(
    table: MacroTable, knownFilters: Set<String>, evaluate: (@Sendable (String) -> String?)?, sizeLimit: Int
  ) {
    self.table = table
    self.knownFilters = knownFilters
    self.evaluate = evaluate
    self.sizeLimit = sizeLimit
  }

  /// Copies `source` to the output and puts in the macros on the way. `call` is the outermost call's place.
  mutating func expand(_ source: TracedText, stack: [Int], call: Range<Int>?) {
    let bytes = source.bytes
    var done = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case ASCII.backslash:
        index += 2
      case ASCII.quote:
        index = Delimiters.textEnd(bytes, from: index, limit: bytes.count) ?? index + 1
      case ASCII.backtick where Delimiters.isCommentMark(bytes, at: index, limit: bytes.count):
        index = Delimiters.commentEnd(bytes, from: index, limit: bytes.count) ?? index + 3
      case ASCII.backtick:
        guard let end = Delimiters.macroEnd(bytes, from: index, limit: bytes.count) else {
          index += 1
          continue
        }
        let range = index..<end
        output.append(source, done..<index)
        if !put(range, of: source, stack: stack, call: call ?? range) { output.append(source, range) }
        done = end
        index = end
      default:
        index += 1
      }
    }
    output.append(source, done..<bytes.count)
  }

  /// Puts in what the macro call at `range` stands for; false where it must stay as written.
  private mutating func put(_ range: Range<Int>, of source: TracedText, stack: [Int], call: Range<Int>)
    -> Bool
  {
    guard !isExhausted else { return false }
    callCount += 1
    let parsed = MacroCallText(source, range)
    guard let macro = resolve(parsed, call: call) else {
      guard parsed.name.hasSuffix("_filter"), table.named(parsed.name).isEmpty else { return false }
      output.append("search *", from: .search(call.lowerBound))
      return true
    }
    let definition = table.definitions[macro]
    if stack.contains(macro) {
      complain(.macroRecursion, at: call, "macro `\(definition.name)` calls itself")
      return false
    }
    // Text that a macro throws away is work all the same, and so is text that is too long to be kept.
    let substituted = parsed.substitute(into: definition, index: macro, call: call, limit: sizeLimit)
    copied += substituted.bytes.count
    let isTooMuch =
      stack.count >= MacroExpander.depthLimit || callCount > MacroExpander.callLimit
      || output.bytes.count + substituted.bytes.count > sizeLimit
      || copied > 8 * MacroExpander.growthLimit
    if isTooMuch {
      isExhausted = true
      complain(
        .macroGrowth, at: call, "macro `\(parsed.name)` makes the search too long",
        notes: [
          "macros may nest \(MacroExpander.depthLimit) deep, be called \(MacroExpander.callLimit) times, and add "
            + "\(MacroExpander.growthLimit / 1024) KiB; the rest of this search is not expanded"
        ])
      return false
    }
    guard definition.isEval else {
      expand(substituted, stack: stack + [macro], call: call)
      return true
    }
    // The definition is an expression, whose value is the text.
    guard let text = evaluate?(String(decoding: substituted.bytes, as: UTF8.self)) else { return false }
    let traced = TracedText(Array(text.utf8), from: .search(call.lowerBound))
    output.append(traced, 0..<traced.bytes.count)
    return true
  }

  private mutating func resolve(_ parsed: MacroCallText, call: Range<Int>) -> Int? {
    let candidates = table.named(parsed.name)
    let macro = candidates.first { table.definitions[$0].arguments.count == parsed.arguments.count }
    note(MacroCall(name: parsed.name, definition: macro ?? candidates.first))
    if macro != nil { return macro }
    if let other = candidates.first {
      let wanted = table.definitions[other].arguments
      complain(
        .macroArguments, at: call,
        "macro `\(parsed.name)` is called with \(count(parsed.arguments.count)), but takes \(count(wanted.count))",
        help: wanted.isEmpty
          ? "write `\(parsed.name)`" : "write `\(parsed.name)(\(wanted.joined(separator: ", ")))`")
    } else if !knownFilters.contains(parsed.name) {
      complain(
        .unknownMacro, at: call, "macro `\(parsed.name)` is not defined in this catalog",
        notes: parsed.name.hasSuffix("_filter")
          ? ["no rule of the catalog has this filter; it counts as 'search *'"] : [],
        help: nearest(to: parsed.name).map { "did you mean `\($0)`?" }
          ?? "define it under macros/, or check its spelling")
    }
    return nil
  }

  /// The macro that was probably meant. Not for filters, which are named after their rules, nor after some names: each
  /// search looks through the whole table.
  private mutating func nearest(to name: String) -> String? {
    guard !name.hasSuffix("_filter"), sought.count < 20, sought.insert(name).inserted else { return nil }
    return Spelling.nearest(to: name, in: table.definitions.map(\.name))
  }

  private func count(_ number: Int) -> String {
    switch number {
    case 0: "no arguments"
    case 1: "1 argument"
    default: "\(number) arguments"
    }
  }

  private mutating func note(_ call: MacroCall) {
    if seen.insert(call).inserted { calls.append(call) }
  }

  private mutating func complain(
    _ code: DiagnosticCode, at range: Range<Int>, _ summary: String, notes: [String] = [], help: String? = nil
  ) {
    guard told.insert(summary).inserted else { return }
    problems.append(Problem(code, at: range, summary, notes: notes, help: help))
  }
}

/// A macro call taken apart: the name, and the arguments without their outer quotes.
private struct MacroCallText {
  let name: String
  let arguments: [Range<Int>]
  private let source: TracedText

  init(_ source: TracedText, _ range: Range<Int>) {
    self.source = source
    let bytes = source.bytes
    let inner = Delimiters.trimmed(bytes, range.lowerBound + 1..<range.upperBound - 1)
    guard let open = bytes[inner].firstIndex(of: ASCII.openParenthesis),
      bytes[inner.upperBound - 1] == ASCII.closeParenthesis
    else {
      name = String(decoding: bytes[inner], as: UTF8.self)
      arguments = []
      return
    }
    name = String(decoding: bytes[Delimiters.trimmed(bytes, inner.lowerBound..<open)], as: UTF8.self)
    arguments = Self.split(bytes, open + 1..<inner.upperBound - 1)
  }

  /// The definition with each `$argument$` replaced, inside quotes too.
  /// Stops behind `limit` bytes.
  func substitute(
    into definition: MacroDefinition, index macro: Int, call: Range<Int>, limit: Int
  ) -> TracedText {
    let text = TracedText(definition.definition, from: .macro(macro, offset: 0, call: call))
    guard !definition.arguments.isEmpty else { return text }
    let values = values(for: definition.arguments)
    let bytes = text.bytes
    var result = TracedText()
    var copied = 0
    var index = 0
    while result.bytes.count <= limit, let open = bytes[index...].firstIndex(of: ASCII.dollar) {
      guard let close = bytes[(open + 1)...].firstIndex(of: ASCII.dollar) else { break }
      if let value = values[String(decoding: bytes[open + 1..<close], as: UTF8.self)] {
        result.append(text, copied..<open)
        result.append(source, value)
        copied = close + 1
        index = close + 1
      } else {
        index = close
      }
    }
    result.append(text, copied..<bytes.count)
    return result
  }

  /// The values by name: `name=value` where the name is one of the arguments, else by position.
  private func values(for names: [String]) -> [String: Range<Int>] {
    var values: [String: Range<Int>] = [:]
    for (position, range) in arguments.enumerated() where position < names.count {
      var name = names[position]
      var value = range
      if let equals = source.bytes[range].firstIndex(of: ASCII.equals) {
        let key = Delimiters.trimmed(source.bytes, range.lowerBound..<equals)
        let keyName = String(decoding: source.bytes[key], as: UTF8.self)
        if names.contains(keyName) {
          name = keyName
          value = Delimiters.trimmed(source.bytes, equals + 1..<range.upperBound)
        }
      }
      values[name] = Self.unquoted(source.bytes, value)
    }
    return values
  }

  private static func split(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    if Delimiters.trimmed(bytes, range).isEmpty { return [] }
    var pieces: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    var depth = 0
    while index < range.upperBound {
      switch bytes[index] {
      case ASCII.quote:
        index = Delimiters.stringEnd(bytes, from: index, limit: range.upperBound) ?? index + 1
        continue
      case ASCII.openParenthesis: depth += 1
      case ASCII.closeParenthesis: depth -= 1
      case ASCII.comma where depth <= 0:
        pieces.append(Delimiters.trimmed(bytes, start..<index))
        start = index + 1
      default: break
      }
      index += 1
    }
    pieces.append(Delimiters.trimmed(bytes, start..<range.upperBound))
    return pieces
  }

  private static func unquoted(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, bytes[range.lowerBound] == ASCII.quote, bytes[range.upperBound - 1] == ASCII.quote
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }
}
