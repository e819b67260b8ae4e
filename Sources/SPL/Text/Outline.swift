import Diagnostics

/// The outline of a piece of SPL: where its own pipes and its brackets are.
///
/// A pipe counts unless it stands in quotes, backticks, brackets or a comment. What is opened and never closed is
/// told and then taken as plain text, so that the stages after it are still seen.
struct Outline {
  /// The offsets of the pipes outside of everything, ascending.
  private(set) var pipes: [Int] = []
  /// The outermost brackets, `[` and `]` included, ascending.
  private(set) var brackets: [Range<Int>] = []
  /// What is opened and never closed, or closed and never opened.
  private(set) var problems: [Problem] = []

  /// Reads `bytes[range]` once.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    var scan = OutlineScan(bytes: bytes, limit: range.upperBound)
    scan.run(from: range.lowerBound)
    problems = scan.problems
    for open in scan.openBrackets {
      problems.append(
        Problem(
          .unclosedBracket, at: open..<open + 1, "this bracket is never closed",
          help: "close the subsearch with ']'"))
    }
    var pending: [Int] = scan.pipes.reversed()
    for bracket in scan.closedBrackets.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = brackets.last, last.contains(bracket.lowerBound) { continue }
      while let pipe = pending.last, pipe < bracket.lowerBound {
        pipes.append(pipe)
        pending.removeLast()
      }
      while let pipe = pending.last, pipe < bracket.upperBound { pending.removeLast() }
      brackets.append(bracket)
    }
    pipes.append(contentsOf: pending.reversed())
    problems.sort { $0.range.lowerBound < $1.range.lowerBound }
  }
}

/// One pass over the text that notes pipes and brackets wherever they are not quoted.
private struct OutlineScan {
  let bytes: [UInt8]
  let limit: Int
  var pipes: [Int] = []
  var openBrackets: [Int] = []
  var closedBrackets: [Range<Int>] = []
  var problems: [Problem] = []
  /// Whether a look-alike was told since the last pipe.
  private var isLookAlikeTold = false

  init(bytes: [UInt8], limit: Int) {
    self.bytes = bytes
    self.limit = limit
  }

  mutating func run(from start: Int) {
    var index = start
    while index < limit {
      switch bytes[index] {
      case ASCII.backslash:
        index += 2
      case ASCII.quote:
        index = end(Delimiters.textEnd(bytes, from: index, limit: limit), from: index, quote)
      case ASCII.apostrophe:
        index = Delimiters.quotedNameEnd(bytes, from: index, limit: limit) ?? index + 1
      case ASCII.backtick where Delimiters.isCommentMark(bytes, at: index, limit: limit):
        let close = Delimiters.commentEnd(bytes, from: index, limit: limit)
        index = end(close, from: index, comment, width: 3)
      case ASCII.backtick:
        index = end(Delimiters.macroEnd(bytes, from: index, limit: limit), from: index, macro)
      case ASCII.pipe where Delimiters.isTokenFilter(bytes, at: index, limit: limit):
        index += 1
      case ASCII.pipe:
        pipes.append(index)
        isLookAlikeTold = false
        index += 1
      case ASCII.openBracket:
        openBrackets.append(index)
        index += 1
      case ASCII.closeBracket:
        close(at: index)
        index += 1
      case LookAlike.leads:
        tellLookAlike(at: index)
        index += 1
      default:
        index += 1
      }
    }
  }

  private mutating func tellLookAlike(at index: Int) {
    guard !isLookAlikeTold, let found = LookAlike(bytes, at: index, limit: limit) else { return }
    isLookAlikeTold = true
    problems.append(
      Problem(
        .lookAlikeCharacter, at: found.range, found.complaint, help: "write \(found.replacement)"))
  }

  private mutating func close(at index: Int) {
    if let open = openBrackets.popLast() {
      closedBrackets.append(open..<index + 1)
    } else {
      problems.append(
        Problem(
          .unopenedBracket, at: index..<index + 1, "this bracket closes nothing",
          help: "remove it, or open the subsearch with '['"))
    }
  }

  private typealias Complaint = (code: DiagnosticCode, summary: String, help: String)

  private var quote: Complaint {
    (
      .unclosedQuote, "this quote is never closed",
      "close it with '\"', or write '\\\"' for the character itself"
    )
  }
  private var comment: Complaint {
    (.unclosedComment, "this comment is never closed", "close it with three backticks")
  }
  private var macro: Complaint {
    (.unclosedMacro, "this macro call is never closed", "close it with '`'")
  }

  private mutating func end(_ close: Int?, from start: Int, _ complaint: Complaint, width: Int = 1) -> Int {
    if let close { return close }
    problems.append(
      Problem(complaint.code, at: start..<start + width, complaint.summary, help: complaint.help))
    return start + width
  }
}
