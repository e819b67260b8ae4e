import Diagnostics

/// A search as a typed tree, with what is wrong in it.
public struct ParsedSearch: Sendable, Hashable {
  /// The tree; its ranges are UTF-8 byte offsets of the text that was parsed.
  public let pipeline: Pipeline
  /// What is wrong, by position.
  public let problems: [Problem]

  /// Parses a whole search, macros expanded. What cannot be read is told, and the rest is parsed all the same.
  /// `customCommands` are commands that an app of the user's brings: they are taken as they are.
  public init(_ bytes: [UInt8], customCommands: Set<String> = []) {
    var parser = Parser(bytes, customCommands: customCommands)
    pipeline = parser.pipeline(in: 0..<bytes.count, isSubsearch: false)
    problems = parser.problems.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension SearchExpression {
  /// Reads the stages that bear the name `search` for their words alone, each with its position in `stages`: macros are
  /// not expanded, and what is wrong is not told. The word `search` itself is left out; that of another command, such
  /// as `mstats`, is a word.
  public static func words(of stages: [StageOutline], in bytes: [UInt8]) -> [(stage: Int, expression: Self)] {
    var parser = Parser(bytes)
    return stages.indices.filter { stages[$0].name == "search" }.map { index in
      let stage = stages[index]
      let start = stage.command == "search" ? stage.body.lowerBound : stage.commandRange.lowerBound
      return (index, parser.searchExpression(in: start..<stage.body.upperBound).expression)
    }
  }
}

/// Turns text into the tree. One extension per command, beside the command's node.
struct Parser {
  let bytes: [UInt8]
  let pairs: Pairs
  let customCommands: Set<String>
  var problems: [Problem] = []
  /// How deep brackets, parentheses and operators are nested at this point.
  var depth = 0
  /// Whether the search is nested too deep: what was opened on the way down is then not complained of.
  private(set) var isDepthTold = false
  /// How many words of this stage were still tried as commands whose pipe is missing; none inside of such a trial.
  var trialsLeft = 0

  /// Deeper nesting than any author writes; it bounds the stack.
  static let depthLimit = 200

  init(_ bytes: [UInt8], customCommands: Set<String> = [], depth: Int = 0) {
    self.bytes = bytes
    self.customCommands = customCommands
    self.depth = depth
    pairs = Pairs(bytes)
  }

  mutating func pipeline(in range: Range<Int>, isSubsearch: Bool) -> Pipeline {
    let splitter = StageSplitter(bytes, in: range, isSubsearch: isSubsearch)
    if !isSubsearch {
      problems += splitter.problems
    } else {
      // The brackets and quotes of a subsearch were told with the search around it.
      problems += splitter.problems.filter { $0.code == .emptyStage }
    }
    var told = splitter.problems.filter { $0.code != .emptyStage }.map(\.range.lowerBound)[...]
    return Pipeline(
      stages: splitter.stages.map { outline in
        let count = problems.count
        if !isTrial { trialsLeft = Self.trialLimit }
        let command = command(outline)
        told = told.drop { $0 < outline.range.lowerBound }
        if let first = told.first, first < outline.range.upperBound {
          dropProblems(behind: first, from: count)
        }
        return Stage(range: outline.range, name: outline.name, command: command)
      })
  }

  /// Forgets what was told behind `offset` since there were `count` problems: it follows from what is wrong there.
  mutating func dropProblems(behind offset: Int, from count: Int) {
    guard problems.count > count else { return }
    problems.replaceSubrange(count..., with: problems[count...].filter { $0.range.lowerBound < offset })
  }

  private mutating func command(_ stage: StageOutline) -> Command {
    guard !stage.isEmpty else { return .generic }
    guard let name = stage.command, name != "search" else {
      return .search(searchExpression(in: stage.body).expression)
    }
    switch name {
    case "where":
      guard !Delimiters.isBlank(bytes, stage.body) else {
        complainOfSyntax(
          at: stage.commandRange, "'where' takes an expression", help: "write where FIELD=VALUE")
        return .where(nil)
      }
      return .where(evalExpression(in: stage.body))
    case "regex": return regex(at: stage.commandRange, in: stage.body).map(Command.regex) ?? .generic
    default:
      if let syntax = CommandTable.syntax(of: name) {
        return .call(call(syntax, at: stage.commandRange, in: stage.body))
      }
      if !CommandNames.isKnown(name), !customCommands.contains(name), !stage.followsPipe(in: bytes) {
        let nearest = Spelling.nearest(to: name, in: CommandNames.all)
        problems.append(
          Problem(
            .unknownCommand, at: stage.commandRange, "'\(name)' is no command that Splunk brings",
            notes: ["its text is kept, but nothing is known of what it does"],
            help: nearest.map { "did you mean '\($0)'?" }
              ?? "declare it under 'commands' in catalog.yml if an app brings it"))
      }
      return .generic
    }
  }

  /// The subsearch that opens at `start`, and the offset behind it; nil where it is never closed or too deep.
  mutating func subsearch(from start: Int, limit: Int) -> Subsearch? {
    guard let range = pairs.range(from: start, limit: limit) else { return nil }
    guard depth < Self.depthLimit else {
      complainOfDepth(at: start)
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    let inner = pipeline(in: range.lowerBound + 1..<range.upperBound - 1, isSubsearch: true)
    return Subsearch(pipeline: inner, range: range)
  }

  func skipBlank(from index: Int, limit: Int) -> Int {
    Delimiters.skipBlank(bytes, from: index, limit: limit)
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// A name as written at `range`, its quotes taken off.
  func fieldName(_ range: Range<Int>) -> FieldName {
    guard range.count >= 2, let first = bytes[range].first, bytes[range.upperBound - 1] == first,
      first == ASCII.quote || first == ASCII.apostrophe
    else { return FieldName(text(range), at: range) }
    return FieldName(text(range.lowerBound + 1..<range.upperBound - 1), at: range)
  }

  /// The comparison operator at `index` and the offset behind it.
  func comparisonOperator(at index: Int, limit: Int) -> (ComparisonOperator, end: Int)? {
    guard index < limit else { return nil }
    let isFollowedByEquals = index + 1 < limit && bytes[index + 1] == ASCII.equals
    switch bytes[index] {
    case ASCII.equals: return (.equal, index + (isFollowedByEquals ? 2 : 1))
    case ASCII.exclamation: return isFollowedByEquals ? (.notEqual, index + 2) : nil
    case ASCII.less: return isFollowedByEquals ? (.lessOrEqual, index + 2) : (.less, index + 1)
    case ASCII.greater: return isFollowedByEquals ? (.greaterOrEqual, index + 2) : (.greater, index + 1)
    default: return nil
    }
  }

  mutating func complainOfDepth(at index: Int) {
    guard !isDepthTold else { return }
    isDepthTold = true
    problems.append(
      Problem(
        .nestingLimit, at: index..<index + 1,
        "this search is nested more than \(Self.depthLimit) levels deep",
        notes: ["what lies deeper is not read"]))
  }
}
