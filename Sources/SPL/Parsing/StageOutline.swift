import Diagnostics

/// A stage as the splitting at pipes finds it, before its command is parsed.
public struct StageOutline: Sendable, Hashable {
  /// From the pipe, or the start of the text, to the last character that is no white space.
  public let range: Range<Int>
  /// The command's canonical name; `search` where there is none, for `mstats`, and where a macro stands instead.
  public let name: String
  /// The command's own word, in lower case; nil where there is none.
  let command: String?
  /// Where the command's word stands; empty where there is none.
  public let commandRange: Range<Int>
  /// What follows the command's word, or the pipe where there is none.
  let body: Range<Int>

  /// Whether the stage holds nothing but a pipe, white space and comments.
  let isEmpty: Bool

  /// Whether a pipe stands right before the stage's own: `||`.
  func followsPipe(in bytes: [UInt8]) -> Bool {
    range.lowerBound > 0 && bytes[range.lowerBound - 1] == ASCII.pipe
  }
}

/// Splits a search at the pipes of its main pipeline.
public struct StageSplitter: Sendable {
  /// The stages, in order.
  public private(set) var stages: [StageOutline] = []
  /// Quotes, backticks, brackets and comments that are never closed, and empty stages.
  public private(set) var problems: [Problem] = []
  private let bytes: [UInt8]

  /// Splits `bytes`, the UTF-8 of a whole search.
  public init(_ bytes: [UInt8]) {
    self.init(bytes, in: 0..<bytes.count, isSubsearch: false)
  }

  init(_ bytes: [UInt8], in range: Range<Int>, isSubsearch: Bool) {
    self.bytes = bytes
    let outline = Outline(bytes, in: range)
    problems = outline.problems
    var start = range.lowerBound
    var body = start
    var hasPipe = false
    for pipe in outline.pipes + [range.upperBound] {
      let isFirst = stages.isEmpty && !hasPipe
      let isBlank = Delimiters.skipBlank(bytes, from: body, limit: pipe) == pipe
      // Nothing but comments before the first pipe: they belong to the stage that the pipe opens.
      let isLast = pipe == range.upperBound
      let isNothing = isFirst && isBlank && (!isLast || Delimiters.trimmed(bytes, start..<pipe).isEmpty)
      if !isNothing {
        let isImplicit = isFirst && !isSubsearch
        append(from: start, body: body..<pipe, isImplicit: isImplicit, isBlank: isBlank)
        start = pipe
      }
      hasPipe = true
      body = min(pipe + 1, range.upperBound)
    }
  }

  private mutating func append(from start: Int, body: Range<Int>, isImplicit: Bool, isBlank: Bool) {
    let range = Delimiters.trimmed(bytes, start..<body.upperBound)
    if isBlank { complainOfEmpty(range, body) }
    let first = Delimiters.skipBlank(bytes, from: body.lowerBound, limit: body.upperBound)
    var end = first
    while end < body.upperBound, ASCII.isWord(bytes[end]) { end += 1 }
    let word = String(decoding: bytes[first..<end], as: UTF8.self).lowercased()
    let canonical = CommandNames.canonical(word)
    let next = Delimiters.skipBlank(bytes, from: end, limit: body.upperBound)
    let isAssignment = next < body.upperBound && bytes[next] == ASCII.equals
    let isSearchWord = word == "search" && !isAssignment
    let isCommand =
      !word.isEmpty
      && (isImplicit ? isSearchWord : (isSearchWord || !isAssignment || CommandNames.isKnown(canonical)))
    let command = isCommand ? canonical : nil
    stages.append(
      StageOutline(
        range: range,
        name: command == nil || command == "mstats" ? "search" : canonical,
        command: command,
        commandRange: isCommand ? first..<end : first..<first,
        body: (isCommand ? end : body.lowerBound)..<body.upperBound,
        isEmpty: isBlank))
  }

  private mutating func complainOfEmpty(_ range: Range<Int>, _ body: Range<Int>) {
    var problem = Problem(
      .emptyStage, at: range, "this stage is empty", help: "remove the pipe, or write a command after it")
    if body.isEmpty, body.upperBound < bytes.count {
      let start = Delimiters.skipBlank(bytes, from: body.upperBound + 1, limit: bytes.count)
      let end = bytes[start...].firstIndex { !ASCII.isWord($0) } ?? bytes.count
      let word = String(decoding: bytes[start..<min(end, start + 40)], as: UTF8.self)
      if start < end, !CommandNames.isKnown(CommandNames.canonical(word)) {
        problem.range = range.lowerBound..<body.upperBound + 1
        problem.help = "for one or the other write OR"
      }
    }
    problems.append(problem)
  }
}
